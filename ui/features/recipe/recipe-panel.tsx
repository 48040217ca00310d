import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { FocalPoint } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Library } from '../../../contract/model/stored/library.ts'
import type { Recipe } from '../../../contract/model/recipe.ts'
import type { ImageModel } from '../../catalog/models/model.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Job } from '../../engine/jobs/job.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { priceOf, type Prices } from '../../catalog/models/prices.ts'
import { putBackText, recipeLabels, usedText } from './text.ts'
import type { Draft } from '../composer/draft.ts'
import { createKeptPictures } from '../../components/pictures/kept-pictures.ts'
import { knownPlacements } from '../composer/placement-catalog.ts'
import { awayAmong, type RemakeAction, remakePlan } from './remake-options.ts'
import { RecipeActions } from './recipe-actions.tsx'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import { isOrder } from '../../state/launch-command.ts'
import { draftOfRecipes } from '../composer/draft-from-recipes.ts'
import { RecipeOne } from './single-recipe.tsx'
import css from './recipe-panel.module.css'
import { RecipeRemake } from './remake-actions.tsx'
import { RecipeSeveral } from './several-recipes.tsx'
import { RecipeZones } from './safe-zones.tsx'
import { useRecipes } from './recipe-state.ts'
import { useRemake } from './use-remake.ts'
import { labels } from '../../text/labels.ts'
import type { CallProblem } from '../../state/text.ts'
import type { Command } from '../../../contract/protocol/commands.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { historyOf, indexJobs, sharedWords } from './variant-state.ts'

export interface RecipePanelProps {
  readonly caller: PluginClient
  readonly engine: Engine
  readonly jobs: readonly Job[]
  readonly clock: Clock
  /** The variants that are selected; at least one. */
  readonly nodes: readonly NodeId[]
  readonly apiKey: string
  /** US dollars; what costs more is asked about first. */
  readonly confirmAbove: number
  readonly prices: Prices
  readonly model: ImageModel
  readonly library: Library
  readonly draft: Draft
  readonly changeDraft: (change: (draft: Draft) => Draft) => void
  /** What Restage was started for, until it is done; null afterwards. */
  readonly command: Command | null
  readonly onCommandDone: () => void
  /** Whether what earlier windows left is known: nothing is ordered before. */
  readonly isRecovered: boolean
  /** Without a key nothing can be ordered: told by which button that was asked for. */
  readonly onNoKey: (label: string) => void
  readonly onProblem: (problem: CallProblem | null) => void
  readonly onSay: (text: string) => void
}

/** How the selected variants were made, and what can be made from that. */
export function RecipePanel(props: RecipePanelProps) {
  const { caller, engine, jobs, clock, nodes, prices, model, draft, command, onProblem } = props
  const region = useRef<HTMLElement>(null)
  const pictures = useMemo(() => createKeptPictures(caller), [caller])
  const [way, setWay] = useState<RemakeOrder['way']>('in-place')
  const [note, setNote] = useState('')
  const [before, setBefore] = useState<Draft | null>(null)
  const history = useMemo(() => historyOf(nodes, jobs), [nodes, jobs])
  const jobIndex = useMemo(() => indexJobs(jobs), [jobs])
  const { variants, reread } = useRecipes(caller, nodes, history, () => {
    onProblem('recipe')
  })
  const plans = useMemo(() => {
    const price = (resolution: Resolution) => priceOf(model, resolution, prices)
    const plan = (action: RemakeAction, by: RemakeOrder['way']) =>
      remakePlan(variants ?? [], action, by, jobIndex, price)
    return { regenerate: plan('regenerate', way), vary: plan('vary', 'beside') }
  }, [variants, jobIndex, prices, model, way])
  const orders = useRemake({
    engine,
    plans,
    way,
    apiKey: props.apiKey,
    limit: props.confirmAbove,
    onNoKey: props.onNoKey,
    onProblem,
    onSay: say,
    onEnd: reread,
  })

  useEffect(() => {
    // What was said, and asked, was of other variants.
    setNote('')
    orders.withdraw()
  }, [nodes.join()])

  useEffect(() => {
    // Selected just now, on the canvas or by "Show": where the person looks next. Not while they
    // write or choose what to make.
    const composer = region.current?.parentElement
    const isAtWork = document.hasFocus() && composer?.contains(document.activeElement) === true
    if (!isAtWork) region.current?.scrollIntoView({ block: 'nearest' })
  }, [variants === null])

  useEffect(() => {
    const shown = variants?.length === 1 ? variants : []
    pictures.keep(shown.flatMap(({ recipe }) => hashesOf(recipe)))
  }, [variants, pictures])

  useEffect(() => {
    if (command === null || variants === null) return
    if (variants.length === 0) {
      props.onCommandDone()
      return
    }
    // What earlier windows have begun is not begun once more.
    if (isOrder(command) && !props.isRecovered) return
    props.onCommandDone()
    if (isOrder(command) || command === 'show-recipe') region.current?.focus()
    if (isOrder(command)) orders.press(command)
    if (command === 'use-recipe') use(variants)
  }, [command, variants, props.isRecovered])

  function say(text: string) {
    setNote(text)
    props.onSay(text)
  }

  function use(chosen: readonly VariantInfo[]) {
    const [first, ...others] = chosen
    if (first === undefined || sharedWords(chosen) === null) return
    const known = knownPlacements(props.library.placements)
    const used = draftOfRecipes(
      [first.recipe, ...others.map(({ recipe }) => recipe)],
      draft,
      (placement) => known.has(placement),
      first.missing.further,
      model,
    )
    setBefore(draft.prompt.trim() === '' ? null : draft)
    props.changeDraft(() => used.draft)
    say(usedText(used.unknown, used.lost))
    document.getElementById('prompt')?.focus()
  }

  function putBack(earlier: Draft) {
    props.changeDraft(() => earlier)
    setBefore(null)
    say(putBackText)
    region.current?.focus()
  }

  function show(found: readonly NodeId[]) {
    onProblem(null)
    caller.call('show', { nodes: [...found] }).then(
      ({ shown }) => {
        if (shown === 0) onProblem('show')
      },
      () => {
        onProblem('show')
      },
    )
  }

  async function selectAll(sources: readonly NodeId[]): Promise<void> {
    try {
      const found: NodeId[] = []
      for (const source of sources) {
        found.push(...(await caller.call('findVariants', { source })).nodes)
      }
      show(found)
    } catch (error) {
      console.warn('The variants could not be found.', error)
      onProblem('variants')
    }
  }

  function refocus(node: NodeId, focalPoint: FocalPoint) {
    caller.call('moveFocalPoint', { node, focalPoint }).then(reread, (error: unknown) => {
      console.warn('The picture was not moved.', error)
      onProblem('refocus')
    })
  }

  if (variants?.length === 0) return null
  const [only] = variants?.length === 1 ? variants : []
  const away = awayAmong(variants ?? [], jobIndex)
  const actions = variants !== null && (
    <>
      {away.length > 0 && (
        <ReasonButton
          isPlain
          label={labels.placeAgain}
          act={() => {
            for (const job of away) engine.retry(job)
          }}
        />
      )}
      <RecipeRemake
        plans={plans}
        way={way}
        onWay={setWay}
        asking={orders.asking}
        limit={props.confirmAbove}
        onPress={(action, event) => {
          orders.press(action, event)
        }}
        onConfirm={(action, event) => {
          if (orders.confirm(action, event)) region.current?.focus()
        }}
        onCancel={() => {
          orders.withdraw()
          region.current?.focus()
        }}
      />
      <RecipeActions
        variants={variants}
        onUse={() => {
          use(variants)
        }}
        onPutBack={
          before === null
            ? null
            : () => {
                putBack(before)
              }
        }
        onSelectAll={(sources) => {
          void selectAll(sources)
        }}
        onShow={show}
        onSay={say}
      />
      {/* Its line is always there: what is said moves nothing. */}
      <p class={css.said} aria-hidden="true">
        {note}
      </p>
    </>
  )
  return (
    <section
      ref={region}
      class={css.panel}
      aria-label={recipeLabels.recipe}
      aria-busy={variants === null}
      tabIndex={-1}
    >
      {variants === null && <p class={css.note}>{recipeLabels.reading}</p>}
      {only !== undefined && (
        <RecipeOne
          variant={only}
          jobIndex={jobIndex}
          pictures={pictures}
          clock={clock}
          onRefocus={refocus}
        >
          {actions}
        </RecipeOne>
      )}
      {variants !== null && only === undefined && (
        <RecipeSeveral variants={variants} jobIndex={jobIndex} words={sharedWords(variants)}>
          {actions}
        </RecipeSeveral>
      )}
      {variants !== null && (
        <RecipeZones
          caller={caller}
          variants={variants}
          onSay={say}
          onProblem={() => {
            onProblem('guides')
          }}
          onDrawn={reread}
        />
      )}
    </section>
  )
}

/** Every picture that is shown of a variant. */
function hashesOf({ reference, making, progress }: Recipe) {
  const further = making.references.map((each) => each.reference.hash)
  const own = progress.state === 'done' ? [progress.picture.hash] : []
  return [reference.hash, ...further, ...own]
}

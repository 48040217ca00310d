import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import { priceOf } from '../../catalog/models/prices.ts'
import common from '../../components/widgets/common.module.css'
import panel from '../../components/widgets/panel.module.css'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { useAppState } from '../../state/app-state.ts'
import { isOrder } from '../../state/launch-command.ts'
import { createKeptPictures } from '../../state/pictures.ts'
import { labels } from '../../formats/labels.ts'
import { followRecipes } from './follow-recipes.ts'
import { RecipeActions } from './recipe-actions.tsx'
import { awayAmong, type RemakeAction, remakePlan } from './remake-options.ts'
import { RecipeRemake } from './remake-actions.tsx'
import { RecipeZones } from './safe-zones.tsx'
import { RecipeSeveral } from './several-recipes.tsx'
import { RecipeOne } from './single-recipe.tsx'
import { recipeLabels } from './text.ts'
import { useRecipeDraft } from './use-recipe-draft.ts'
import { useRemake } from './use-remake.ts'
import { indexJobs, sharedWords } from './variant-state.ts'

/** How the selected variants were made, and what can be made from that. */
export function RecipePanel() {
  const app = useAppState()
  const { plugin, engine, prices, settings, selection, jobs, navigation, feedback } = app
  const region = useRef<HTMLElement>(null)
  const [pictures] = useState(() => createKeptPictures(plugin))
  const recipes = useMemo(() => followRecipes(app), [app])
  const way = useSignal<RemakeOrder['way']>('in-place')
  const note = useSignal('')
  const index = useComputed(() => indexJobs(jobs.list.value))
  const plans = useComputed(() => {
    const plan = (action: RemakeAction, by: RemakeOrder['way']) =>
      remakePlan(recipes.variants.value ?? [], action, by, index.value, (resolution) =>
        priceOf(settings.model.value, resolution, prices.value),
      )
    return { regenerate: plan('regenerate', way.value), vary: plan('vary', 'beside') }
  })
  const say = (text: string) => {
    note.value = text
    feedback.announce(text)
  }
  const orders = useRemake(plans, way, say, recipes.reread)
  const draft = useRecipeDraft(say)
  const variants = recipes.variants.value
  const command = navigation.command.value
  const isRecovered = jobs.isRecovered.value

  useEffect(recipes.follow, [recipes])
  // After the drawing: of several selections in a row only the last is read.
  useEffect(recipes.reread, [recipes.written.value])

  useEffect(() => {
    // What was said, and asked, was of other variants.
    note.value = ''
    orders.withdraw()
  }, [selection.value.variants.join()])

  useEffect(() => {
    // Selected just now, on the canvas or by "Show": where the designer looks next. Not while they
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
      navigation.finishCommand()
      return
    }
    // What earlier windows have begun is not begun once more.
    if (isOrder(command) && !isRecovered) return
    navigation.finishCommand()
    if (isOrder(command) || command === 'show-recipe') region.current?.focus()
    if (isOrder(command)) orders.press(command)
    if (command === 'use-recipe') draft.use(variants)
  }, [command, variants, isRecovered])

  async function selectAll(sources: readonly NodeId[]): Promise<void> {
    try {
      const found: NodeId[] = []
      for (const source of sources) {
        found.push(...(await plugin.call('findVariants', { source })).nodes)
      }
      app.actions.show(found)
    } catch (error) {
      console.warn('The variants could not be found.', error)
      feedback.report('variants')
    }
  }

  if (variants?.length === 0) return null
  const [only] = variants?.length === 1 ? variants : []
  const away = awayAmong(variants ?? [], index.value)
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
        plans={plans.value}
        way={way}
        orders={orders}
        onAnswered={() => {
          region.current?.focus()
        }}
      />
      <RecipeActions
        variants={variants}
        onUse={() => {
          draft.use(variants)
        }}
        onPutBack={
          draft.putBack &&
          (() => {
            draft.putBack?.()
            region.current?.focus()
          })
        }
        onSelectAll={(sources) => {
          void selectAll(sources)
        }}
        onSay={say}
      />
      {/* Its line is always there: what is said moves nothing. */}
      <p class={common.said} aria-hidden="true">
        {note}
      </p>
    </>
  )
  return (
    <section
      ref={region}
      class={panel.card}
      aria-label={recipeLabels.recipe}
      aria-busy={variants === null}
      tabIndex={-1}
    >
      {variants === null && <p class={common.hint}>{recipeLabels.reading}</p>}
      {only !== undefined && (
        <RecipeOne
          variant={only}
          jobIndex={index.value}
          pictures={pictures}
          onMoved={recipes.reread}
        >
          {actions}
        </RecipeOne>
      )}
      {variants !== null && only === undefined && (
        <RecipeSeveral variants={variants} jobIndex={index.value} words={sharedWords(variants)}>
          {actions}
        </RecipeSeveral>
      )}
      {variants !== null && (
        <RecipeZones variants={variants} onSay={say} onDrawn={recipes.reread} />
      )}
    </section>
  )
}

/** Every picture that is shown of a variant. */
function hashesOf({ reference, details, progress }: Recipe) {
  const further = details.references.map((each) => each.reference.hash)
  const own = progress.state === 'done' ? [progress.picture.hash] : []
  return [reference.hash, ...further, ...own]
}

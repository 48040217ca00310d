import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { NodeId } from '../../plugin/protocol/ids.ts'
import type { Library, TargetSet } from '../../plugin/protocol/library.ts'
import type { Reference } from '../../plugin/protocol/recipe.ts'
import type { ModelName } from '../../plugin/protocol/settings.ts'
import type { Source } from '../../plugin/protocol/source.ts'
import { type Cell, resolutions } from '../../plugin/protocol/target.ts'
import { usePrompt } from '../prompts/history.ts'
import type { Order } from '../run/order.ts'
import { picturesOf } from '../run/plan.ts'
import { linesOf } from '../run/quote.ts'
import { type Prices, priceOf } from '../targets/prices.ts'
import { labels } from '../text.ts'
import { targetLabels } from '../text/targets.ts'
import { type Setup, blockOf, costOf, needsTexts, orderOf, usableSources } from './composer.ts'
import { type Draft, toggleRatio } from './draft.ts'
import { FitList } from './fit-list.tsx'
import { chosenFits } from './fits.ts'
import { Foot } from './foot.tsx'
import type { KeptPictures } from './kept-pictures.ts'
import { knownPlacements } from './known-placements.ts'
import { deleteSet, saveSet } from './library-changes.ts'
import { Placements } from './placements.tsx'
import { betweenOrders, createPressGuard, pressOf } from './press-guard.ts'
import { PromptSection } from './prompt-section.tsx'
import { NotOffered, Ratios } from './ratios.tsx'
import { References } from './references.tsx'
import { Segments } from './segments.tsx'
import { SetBar } from './set-bar.tsx'
import { isOfSet, setOf, withSet } from './sets.ts'
import { SizingChoice } from './sizing-choice.tsx'
import type { ReadTexts } from './source-texts.ts'
import { Sources } from './sources.tsx'
import type { Thumbnails } from './thumbnails.ts'
import { useConfirmation } from './use-confirmation.ts'
import css from './window.module.css'

export interface ComposerProps {
  readonly draft: Draft
  readonly changeDraft: (change: (draft: Draft) => Draft) => void
  readonly sources: readonly Source[]
  /** The words of the sources, as far as they were read. */
  readonly texts: ReadTexts
  /** Reads those again that could not be read. */
  readonly readAgain: () => void
  readonly referencePictures: KeptPictures
  /** Makes a further reference of a layer. */
  readonly captureReference: (node: NodeId) => Promise<Reference>
  readonly thumbnails: Thumbnails
  readonly library: Library
  readonly changeLibrary: (change: (library: Library) => Library) => void
  readonly prices: Prices
  readonly model: ModelName
  /** US dollars: a run that is estimated to cost more is asked about first. */
  readonly confirmAbove: number
  readonly apiKey: string
  readonly newId: () => string
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly start: (order: Order) => void
  /** How the selected variants were made; nothing where none is selected. */
  readonly recipe?: ComponentChildren
}

const nothing = { pictures: 0, price: 0 }

const copyCounts = [1, 2, 3, 4] as const

/** From frames and words to an order. */
export function ComposerPanel(props: ComposerProps) {
  const { draft, changeDraft, sources, texts, thumbnails, library, changeLibrary } = props
  const { prices, model, confirmAbove, apiKey, newId, start } = props
  const [guard] = useState(() => createPressGuard(betweenOrders))
  const known = useMemo(() => knownPlacements(library.placements), [library.placements])
  const { placements, cells } = draft
  const fits = useMemo(
    () => chosenFits({ placements, cells }, known, prices),
    [placements, cells, known, prices],
  )
  const setup = { sources, fits, texts }
  const { order, pictures, block } = useMemo(
    () => readyOrder(draft, setup, apiKey),
    [draft, sources, fits, texts, apiKey],
  )
  const priceOfCell = ({ resolution }: Cell) => priceOf(resolution, prices, model)
  const cost = useMemo(() => costOf(order, pictures, priceOfCell), [order, pictures, prices, model])
  const lines = useMemo(() => linesOf(pictures, priceOfCell), [pictures, prices, model])
  const confirmation = useConfirmation(confirmAbove, block === null ? cost : null)
  const usable = useMemo(() => usableSources(sources), [sources])
  const current = useMemo(
    () => new Set(library.sets.filter((set) => isOfSet(draft, set, known)).map(({ id }) => id)),
    [library.sets, draft, known],
  )

  /** Every order's prompt is one that can be used again. */
  function begin(ready: Order) {
    start(ready)
    changeLibrary((latest) => ({
      ...latest,
      history: usePrompt(latest.history, ready.prompt, props.now()),
    }))
  }

  /** The one way to an order: nothing is started that is blocked, or pressed twice. */
  function generate(event: UIEvent, ready: ReturnType<typeof readyOrder>) {
    if (ready.block !== null || !guard.admits(pressOf(event, 'order'))) return
    const amount = costOf(ready.order, ready.pictures, priceOfCell)
    if (confirmation.mustAsk(amount)) confirmation.ask(amount)
    else begin(ready.order)
  }

  /** What is ordered now is what was asked about: else the question is withdrawn. */
  function confirm(event: UIEvent) {
    if (block !== null || !guard.admits(pressOf(event, 'confirm'))) return
    confirmation.withdraw()
    begin(order)
  }

  function run(set: TargetSet, event: UIEvent) {
    const next = withSet(draft, set, known)
    changeDraft(() => next)
    const nextSetup = { ...setup, fits: chosenFits(next, known, prices) }
    generate(event, readyOrder(next, nextSetup, apiKey))
  }

  function saveDraftAs(set: Pick<TargetSet, 'id' | 'name'>) {
    changeLibrary((latest) => saveSet(latest, setOf(draft, known, set)))
  }

  return (
    <div id="panel-variants" class={css.panel} role="tabpanel" aria-labelledby="tab-variants">
      <div class={css.composer}>
        <Sources sources={sources} thumbnails={thumbnails} />
        {props.recipe}
        <PromptSection
          draft={draft}
          change={changeDraft}
          order={order}
          texts={needsTexts(draft) ? texts : null}
          readAgain={props.readAgain}
          library={library}
          changeLibrary={changeLibrary}
          onSubmit={(event) => {
            generate(event, { order, pictures, block })
          }}
        >
          <References
            references={draft.references}
            change={changeDraft}
            selection={sources}
            capture={props.captureReference}
            pictures={props.referencePictures}
          />
        </PromptSection>
        <SetBar
          sets={library.sets}
          current={current}
          canSave={order.targets.length > 0}
          onApply={(set) => {
            changeDraft((latest) => withSet(latest, set, known))
          }}
          onRun={run}
          onAdd={(name) => {
            saveDraftAs({ id: newId(), name })
          }}
          onRename={(set, name) => {
            changeLibrary((latest) => saveSet(latest, { ...set, name }))
          }}
          onUpdate={saveDraftAs}
          onDelete={({ id }) => {
            changeLibrary((latest) => deleteSet(latest, id))
          }}
        />
        <Ratios
          draft={draft}
          onToggle={(ratio) => {
            changeDraft((latest) => toggleRatio(latest, ratio))
          }}
        />
        <Segments
          id="resolution"
          label={labels.resolution}
          values={resolutions}
          value={draft.resolution}
          onChange={(resolution) => {
            changeDraft((latest) => ({ ...latest, resolution }))
          }}
        />
        <NotOffered draft={draft} />
        <Segments
          id="copies"
          label={targetLabels.copies}
          values={copyCounts}
          value={draft.copies}
          onChange={(copies) => {
            changeDraft((latest) => ({ ...latest, copies }))
          }}
        />
        <Placements
          known={known}
          chosen={placements}
          library={library}
          changeDraft={changeDraft}
          changeLibrary={changeLibrary}
          newId={newId}
        />
        <SizingChoice
          sizing={draft.sizing}
          onChange={(sizing) => {
            changeDraft((latest) => ({ ...latest, sizing }))
          }}
        />
        {fits.length > 0 && (
          <FitList
            draft={draft}
            fits={fits}
            sources={usable}
            thumbnails={thumbnails}
            prices={prices}
            known={known}
            shared={cost.shared}
            changeDraft={changeDraft}
          />
        )}
      </div>
      <Foot
        cost={cost}
        saved={draft.isShared ? cost.shared : nothing}
        lines={lines}
        pricesOf={prices.trueOn}
        block={block}
        asked={confirmation.asked}
        limit={confirmAbove}
        onGenerate={(event) => {
          generate(event, { order, pictures, block })
        }}
        onConfirm={confirm}
        onCancel={confirmation.withdraw}
      />
    </div>
  )
}

/** What a draft orders, and why it can't, if so. */
function readyOrder(draft: Draft, setup: Setup, apiKey: string) {
  const order = orderOf(draft, setup)
  const pictures = picturesOf(order)
  return { order, pictures, block: blockOf(draft, order, pictures, setup, apiKey) }
}

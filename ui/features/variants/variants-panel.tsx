import type { ImageModel } from '../../catalog/models/model.ts'
import type { KeptPictures } from '../../components/pictures/kept-pictures.ts'
import type { Thumbnails } from '../../components/pictures/thumbnails.ts'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { TargetSet } from '../../../contract/model/stored/library.ts'
import type { ModelCell } from '../../../contract/model/target.ts'
import { presets } from '../../catalog/prompts/variant-presets.ts'
import type { Order } from '../../engine/planning/order.ts'
import { picturesOf } from '../../engine/planning/plan-jobs.ts'
import { linesOf } from '../../engine/planning/quote.ts'
import { priceOf } from '../../catalog/models/prices.ts'
import { nothingToSendText } from '../prompt-editor/text.ts'
import { targetText } from '../../text/terms.ts'
import { needsTexts, orderOf, type Setup, usableSources } from '../composer/variants-order.ts'
import type { ComposerBase } from '../composer/composer-props.ts'
import { additionsOf, type Draft, toggleRatio, writeAddition } from '../composer/draft.ts'
import { FitList } from '../fit/fit-list.tsx'
import { chosenFits } from '../composer/chosen-fits.ts'
import { OrderBar } from '../order-bar/order-bar.tsx'
import { knownPlacements } from '../composer/placement-catalog.ts'
import { deleteSet, rememberPrompt, saveSet } from '../../state/library-changes.ts'
import { Placements } from '../target-picker/placement-picker.tsx'
import { CopiesChoice, ResolutionChoice } from '../order-bar/order-options.tsx'
import { PromptAdditions } from './target-additions.tsx'
import { PromptPreview } from '../prompt-editor/prompt-preview.tsx'
import { PromptSection } from '../prompt-editor/prompt-editor.tsx'
import { NotOffered, Ratios } from '../target-picker/ratios.tsx'
import { References } from '../prompt-editor/reference-list.tsx'
import { SetBar } from '../target-picker/set-bar.tsx'
import { isOfSet, setOf, withSet } from '../composer/target-sets.ts'
import { SizingChoice } from '../target-picker/frame-size.tsx'
import { Sources } from './source-strip.tsx'
import { useOrdering } from '../order-bar/use-order.ts'
import css from '../../components/widgets/panel.module.css'
import { wordsIn } from '../composer/prompt-draft.ts'
import { blockText, generateText, variantsLabels } from './text.ts'
import { costOf } from '../composer/variants-cost.ts'
import { variantsReadiness } from '../composer/variants-readiness.ts'

export interface ComposerProps extends ComposerBase {
  readonly thumbnails: Thumbnails
  readonly referencePictures: KeptPictures
  readonly draft: Draft
  readonly changeDraft: (change: (draft: Draft) => Draft) => void
  readonly newId: () => string
  readonly start: (order: Order) => void
  /** How the selected variants were made; nothing where none is selected. */
  readonly recipe?: ComponentChildren
}

const nothing = { pictures: 0, price: 0 }

/** From frames and words to an order. */
export function VariantsPanel(props: ComposerProps) {
  const { draft, changeDraft, sources, texts, thumbnails, library, changeLibrary } = props
  const { prices, model, confirmAbove, apiKey, newId, start } = props
  const known = useMemo(() => knownPlacements(library.placements), [library.placements])
  const { placements, cells } = draft
  const fits = useMemo(
    () => chosenFits({ placements, cells }, known, model, prices),
    [placements, cells, known, model, prices],
  )
  const setup = { sources, fits, texts, model }
  const { order, pictures, block } = useMemo(
    () => readyOrder(draft, setup, apiKey),
    [draft, sources, fits, texts, model, apiKey],
  )
  const priceOfCell = ({ resolution }: ModelCell) => priceOf(model, resolution, prices)
  const cost = useMemo(
    () => costOf(order, pictures, priceOfCell, model),
    [order, pictures, prices, model],
  )
  const lines = useMemo(() => linesOf(pictures, priceOfCell), [pictures, prices, model])
  const ordering = useOrdering(confirmAbove, block === null ? cost : null)
  const usable = useMemo(() => usableSources(sources), [sources])
  const current = useMemo(
    () =>
      new Set(library.sets.filter((set) => isOfSet(draft, set, known, model)).map(({ id }) => id)),
    [library.sets, draft, known, model],
  )

  const changeWords = useMemo(() => wordsIn(changeDraft), [changeDraft])

  /** Every order's prompt is one that can be used again. */
  function begin(ready: Order) {
    start(ready)
    changeLibrary((latest) => rememberPrompt(latest, ready.prompt, props.now()))
  }

  function generate(event: UIEvent, ready: ReturnType<typeof readyOrder>) {
    const amount =
      ready.block === null ? costOf(ready.order, ready.pictures, priceOfCell, model) : null
    ordering.press(event, amount, () => {
      begin(ready.order)
    })
  }

  function run(set: TargetSet, event: UIEvent) {
    const next = withSet(draft, set, known)
    changeDraft(() => next)
    const nextSetup = { ...setup, fits: chosenFits(next, known, model, prices) }
    generate(event, readyOrder(next, nextSetup, apiKey))
  }

  function saveDraftAs(set: Pick<TargetSet, 'id' | 'name'>) {
    changeLibrary((latest) => saveSet(latest, setOf(draft, known, set, model)))
  }

  return (
    <div id="panel-variants" class={css.panel} role="tabpanel" aria-labelledby="tab-variants">
      <div class={css.scroller}>
        <Sources sources={sources} thumbnails={thumbnails} />
        {props.recipe}
        <PromptSection
          words={draft}
          longest={model.prompt.longest}
          change={changeWords}
          presets={presets}
          sources={order.sources}
          additions={additionsOf(draft)}
          texts={needsTexts(draft) ? texts : null}
          readAgain={props.readAgain}
          library={library}
          changeLibrary={changeLibrary}
          onSubmit={(event) => {
            generate(event, { order, pictures, block })
          }}
        >
          <PromptAdditions
            targets={order.targets.map(({ target }) => target)}
            additions={draft.additions}
            onChange={(key, words) => {
              changeDraft((latest) => writeAddition(latest, key, words))
            }}
          />
          <PromptPreview
            sources={order.sources.map(({ name }) => name)}
            targets={order.targets.map(({ target }) => targetText(target))}
            promptOf={(source, target) => promptFor(order, source, target, model)}
            prompts={() => picturesOf({ ...order, copies: 1 }, model).map(({ prompt }) => prompt)}
            longest={model.prompt.longest}
            nothing={nothingToSendText}
          />
          <References
            references={draft.references}
            change={changeWords}
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
          model={model}
          onToggle={(ratio) => {
            changeDraft((latest) => toggleRatio(latest, ratio))
          }}
        />
        <ResolutionChoice draft={draft} changeDraft={changeDraft} />
        <NotOffered draft={draft} model={model} />
        <CopiesChoice draft={draft} changeDraft={changeDraft} />
        <Placements
          model={model}
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
            model={model}
            prices={prices}
            known={known}
            shared={cost.shared}
            changeDraft={changeDraft}
          />
        )}
      </div>
      <OrderBar
        label={generateText(cost.pictures)}
        cost={cost}
        saved={draft.isShared ? cost.shared : nothing}
        lines={lines}
        linesLabel={variantsLabels.estimate}
        pricesOf={prices.trueOn}
        block={
          block === null ? null : { text: blockText(block), isCrop: block.kind === 'severe-crop' }
        }
        ordering={ordering}
        limit={confirmAbove}
        onOrder={(event) => {
          generate(event, { order, pictures, block })
        }}
        begin={() => {
          begin(order)
        }}
      />
    </div>
  )
}

/** What a draft orders, and why it can't, if so. */
function readyOrder(draft: Draft, setup: Setup, apiKey: string) {
  const order = orderOf(draft, setup)
  const pictures = picturesOf(order, setup.model)
  return { order, pictures, block: variantsReadiness(draft, order, pictures, setup, apiKey) }
}

/** What is sent for one source and one target of an order. */
function promptFor(order: Order, source: number, target: number, model: ImageModel): string | null {
  const [picture] = picturesOf(
    {
      ...order,
      sources: order.sources.slice(source, source + 1),
      targets: order.targets.slice(target, target + 1),
      copies: 1,
    },
    model,
  )
  return order.prompt === '' || picture === undefined ? null : picture.prompt
}

import type { ImageModel } from '../../catalog/models/model.ts'
import type { KeptPictures } from '../../components/pictures/kept-pictures.ts'
import type { Thumbnails } from '../../components/pictures/thumbnails.ts'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Layer } from '../../../contract/model/layer.ts'
import type { ModelCell } from '../../../contract/model/target.ts'
import { swapPresets } from '../../catalog/prompts/swap-presets.ts'
import type { Job } from '../../engine/jobs/job.ts'
import type { SwapOrder } from '../../engine/planning/order.ts'
import { picturesOf } from '../../engine/planning/plan-jobs.ts'
import { linesOf, totalOf } from '../../engine/planning/quote.ts'
import { layersBeingSwapped } from '../../engine/jobs/active-swaps.ts'
import { priceOf } from '../../catalog/models/prices.ts'
import { swapBlockText, swapLabels, swapText } from './text.ts'
import type { ComposerBase } from '../composer/composer-props.ts'
import { OrderBar } from '../order-bar/order-bar.tsx'
import { rememberPrompt } from '../../state/library-changes.ts'
import { CopiesChoice, ResolutionChoice } from '../order-bar/order-options.tsx'
import { PromptPreview } from '../prompt-editor/prompt-preview.tsx'
import { PromptSection } from '../prompt-editor/prompt-editor.tsx'
import { References } from '../prompt-editor/reference-list.tsx'
import { listLayers, swapOrderOf } from '../composer/swap-order.ts'
import type { SwapDraft } from '../composer/swap-draft.ts'
import { SwapLayers } from './layer-list.tsx'
import { useOrdering } from '../order-bar/use-order.ts'
import css from '../../components/widgets/panel.module.css'
import { asksForTexts } from '../composer/prompt-readiness.ts'
import { wordsIn } from '../composer/prompt-draft.ts'
import { swapReadiness } from '../composer/swap-readiness.ts'

interface Props extends ComposerBase {
  readonly thumbnails: Thumbnails
  readonly referencePictures: KeptPictures
  readonly draft: SwapDraft
  readonly changeDraft: (change: (draft: SwapDraft) => SwapDraft) => void
  /** The selected layers, as what can be swapped. */
  readonly layers: readonly Layer[]
  /** Those of them that belong to swaps. */
  readonly swaps: readonly NodeId[]
  readonly jobs: readonly Job[]
  readonly swap: (order: SwapOrder) => void
  /** What can be done with the selected swaps; nothing where none is selected. */
  readonly swapped: ComponentChildren
}

const nothing = { pictures: 0, price: 0 }

/** From layers and words to renders in their places. */
export function SwapPanel(props: Props) {
  const { draft, changeDraft, layers, swaps, jobs, texts, prices, model, library, apiKey } = props
  const underWay = layersBeingSwapped(jobs)
  const listed = useMemo(
    () => listLayers(layers, draft.resolution, { swaps, underWay }, model, prices),
    // Another set of the same layers changes nothing.
    [layers, swaps, draft.resolution, [...underWay].join(), model, prices],
  )
  const { order, pictures, block } = useMemo(() => {
    const ready = swapOrderOf(draft, listed, texts)
    const wanted = picturesOf(ready, model)
    const reason = swapReadiness(draft, ready, wanted, listed, texts, apiKey, model)
    return { order: ready, pictures: wanted, block: reason }
  }, [draft, listed, texts, apiKey, model])
  const priceOfCell = ({ resolution }: ModelCell) => priceOf(model, resolution, prices)
  const cost = useMemo(() => totalOf(pictures, priceOfCell), [pictures, prices, model])
  const lines = useMemo(() => linesOf(pictures, priceOfCell), [pictures, prices, model])
  const ordering = useOrdering(props.confirmAbove, block === null ? cost : null)
  const changeWords = useMemo(() => wordsIn(changeDraft), [changeDraft])

  function begin() {
    props.swap(order)
    props.changeLibrary((latest) => rememberPrompt(latest, order.prompt, props.now()))
  }

  function press(event: UIEvent) {
    ordering.press(event, block === null ? cost : null, begin)
  }

  return (
    <div id="panel-swap" class={css.panel} role="tabpanel" aria-labelledby="tab-swap">
      <div class={css.scroller}>
        {props.swapped}
        <SwapLayers
          draft={draft}
          changeDraft={changeDraft}
          listed={listed}
          thumbnails={props.thumbnails}
        />
        <PromptSection
          words={draft}
          longest={model.prompt.longest}
          change={changeWords}
          presets={swapPresets}
          sources={order.layers}
          texts={asksForTexts(draft) ? texts : null}
          readAgain={props.readAgain}
          library={library}
          changeLibrary={props.changeLibrary}
          onSubmit={press}
        >
          <PromptPreview
            sources={order.layers.map(({ name }) => name)}
            targets={[]}
            promptOf={(index) => promptFor(order, index, model)}
            prompts={() => pictures.map(({ prompt }) => prompt)}
            longest={model.prompt.longest}
            nothing={swapLabels.nothingToSend}
          />
          <References
            references={draft.references}
            change={changeWords}
            selection={props.sources}
            capture={props.captureReference}
            pictures={props.referencePictures}
          />
        </PromptSection>
        <ResolutionChoice draft={draft} changeDraft={changeDraft} />
        <CopiesChoice draft={draft} changeDraft={changeDraft} />
      </div>
      <OrderBar
        label={swapText(order.layers.length)}
        cost={cost}
        saved={nothing}
        lines={lines}
        linesLabel={swapLabels.estimate}
        pricesOf={prices.trueOn}
        block={
          block === null
            ? null
            : { text: swapBlockText(block), isCrop: block.kind === 'severe-crop' }
        }
        ordering={ordering}
        limit={props.confirmAbove}
        onOrder={press}
        begin={begin}
      />
    </div>
  )
}

/** What is sent for one layer of an order. */
function promptFor(order: SwapOrder, index: number, model: ImageModel): string | null {
  const layers = order.layers.slice(index, index + 1)
  const [picture] = picturesOf({ ...order, layers, copies: 1 }, model)
  return order.prompt === '' || picture === undefined ? null : picture.prompt
}

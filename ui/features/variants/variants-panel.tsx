import { useComputed } from '@preact/signals'
import { presets } from '../../catalog/prompts/variant-presets.ts'
import panel from '../../components/widgets/panel.module.css'
import { useComposer } from '../composer/composer-state.ts'
import { additionsOf } from '../composer/draft.ts'
import { LiveTextSection } from '../live-text/live-text.tsx'
import { OrderBar } from '../order-bar/order-bar.tsx'
import { CopiesChoice } from '../order-bar/order-options.tsx'
import { type Ordering, useOrder } from '../order-bar/use-order.ts'
import { PromptSection } from '../prompt-editor/prompt-editor.tsx'
import { PromptPreview } from '../prompt-editor/prompt-preview.tsx'
import { References } from '../prompt-editor/reference-list.tsx'
import { nothingToSendText } from '../prompt-editor/text.ts'
import { DeliverTo } from './deliver-to.tsx'
import { Sources } from './source-strip.tsx'
import { PromptAdditions } from './target-additions.tsx'
import { generateText, notReadyText, variantsLabels } from './text.ts'

/** From frames and words to an order. Reads no state itself: each part is drawn when its data change. */
export function VariantsPanel() {
  const { variants } = useComposer()
  const { prompt } = variants
  const additionCount = useComputed(() => additionsOf(variants.targets.value))
  const ordering = useOrder(variants.amount, variants.start)
  return (
    <div id="panel-variants" class={panel.panel} role="tabpanel" aria-labelledby="tab-variants">
      <div class={panel.scroller}>
        <Sources />
        <PromptSection
          composer={prompt}
          presets={presets}
          additions={additionCount}
          onSubmit={ordering.press}
        >
          <PromptAdditions />
          <PromptPreview composer={prompt} nothing={nothingToSendText} />
          <References composer={prompt} />
        </PromptSection>
        <LiveTextSection live={prompt.live} />
        <DeliverTo onOrder={ordering.press} />
        <CopiesChoice composer={variants} />
      </div>
      <Foot ordering={ordering} />
    </div>
  )
}

function Foot({ ordering }: { readonly ordering: Ordering }) {
  const { variants } = useComposer()
  const cost = variants.cost.value
  const notReady = variants.notReady.value
  return (
    <OrderBar
      label={generateText(cost.pictures)}
      cost={cost}
      lines={variants.lines.value}
      linesLabel={variantsLabels.estimate}
      reason={
        notReady && {
          text: notReadyText(notReady),
          isCrop: notReady.kind === 'severe-crop',
          open: () => {
            if (notReady.kind === 'severe-crop') variants.opened.value = notReady.key
          },
        }
      }
      ordering={ordering}
    />
  )
}

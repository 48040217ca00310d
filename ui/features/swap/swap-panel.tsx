import type { ComponentChildren } from 'preact'
import { swapPresets } from '../../catalog/prompts/swap-presets.ts'
import panel from '../../components/widgets/panel.module.css'
import { useComposer } from '../composer/composer-state.ts'
import { LiveTextSection } from '../live-text/live-text.tsx'
import { OrderBar } from '../order-bar/order-bar.tsx'
import { CopiesChoice, ResolutionChoice } from '../order-bar/order-options.tsx'
import { type Ordering, useOrder } from '../order-bar/use-order.ts'
import { PromptSection } from '../prompt-editor/prompt-editor.tsx'
import { PromptPreview } from '../prompt-editor/prompt-preview.tsx'
import { References } from '../prompt-editor/reference-list.tsx'
import { SwapLayers } from './layer-list.tsx'
import { swapBlockText, swapLabels, swapText } from './text.ts'

interface Props {
  /** What can be done with the selected swaps; nothing where none is selected. */
  readonly children: ComponentChildren
  /** Whether nothing else is selected: there is nothing to set up then. */
  readonly isAlone: boolean
}

/** From layers and words to renders in their places. It reads nothing itself, like the Variants tab. */
export function SwapPanel({ children, isAlone }: Props) {
  return (
    <div id="panel-swap" class={panel.panel} role="tabpanel" aria-labelledby="tab-swap">
      {children}
      {!isAlone && <Setup />}
    </div>
  )
}

function Setup() {
  const { swap } = useComposer()
  const { prompt } = swap
  const ordering = useOrder(swap.amount, swap.start)
  return (
    <>
      <div class={panel.scroller}>
        <SwapLayers />
        <PromptSection composer={prompt} presets={swapPresets} onSubmit={ordering.press}>
          <PromptPreview composer={prompt} nothing={swapLabels.nothingToSend} />
          <References composer={prompt} />
        </PromptSection>
        <LiveTextSection live={prompt.live} />
        <ResolutionChoice composer={swap} />
        <CopiesChoice composer={swap} />
      </div>
      <Foot ordering={ordering} />
    </>
  )
}

function Foot({ ordering }: { readonly ordering: Ordering }) {
  const { swap } = useComposer()
  const notReady = swap.notReady.value
  return (
    <OrderBar
      label={swapText(swap.order.value.layers.length)}
      cost={swap.cost.value}
      lines={swap.lines.value}
      linesLabel={swapLabels.estimate}
      reason={
        notReady && { text: swapBlockText(notReady), isCrop: notReady.kind === 'severe-crop' }
      }
      ordering={ordering}
    />
  )
}

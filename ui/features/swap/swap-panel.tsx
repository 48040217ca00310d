import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { swapPresets } from '../../catalog/prompts/swap-presets.ts'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
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
  /** What can be done with the selected swaps; empty if none is selected. */
  readonly children: ComponentChildren
  /** Whether nothing else is selected: there is nothing to set up then. */
  readonly isAlone: boolean
}

/** The Swap tab, from layers and words to an order. It reads no state itself, like the Variants tab. */
export function SwapPanel({ children, isAlone }: Props) {
  const wasInside = useRef(false)
  useLayoutEffect(() => {
    // A render that arrives removes the prompt, even while the designer writes in it.
    const isLost = document.activeElement === document.body
    if (wasInside.current && isLost && document.hasFocus()) moveFocusToFallback('prompt')
  }, [isAlone])
  return (
    <div
      id="panel-swap"
      class={panel.panel}
      role="tabpanel"
      aria-labelledby="tab-swap"
      onFocusIn={() => {
        wasInside.current = true
      }}
      onFocusOut={({ relatedTarget }) => {
        // A removed element loses its focus to no other element.
        if (relatedTarget !== null) wasInside.current = false
      }}
    >
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

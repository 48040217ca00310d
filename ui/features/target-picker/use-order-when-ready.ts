import { useSignal, useSignalEffect } from '@preact/signals'
import { useComposer } from '../composer/composer-state.ts'
import type { Draft } from '../composer/draft.ts'
import type { NotReadyReason } from '../composer/readiness.ts'

/** What an order waits for although nothing is wrong with it: texts are read, and laid out. */
const passing: readonly (NotReadyReason['kind'] | undefined)[] = [
  'reading-texts',
  'reading-references',
  'laying-out',
]

/**
 * Orders what was just set up, as soon as it can be. Whatever is changed or selected in the meantime calls
 * the order off.
 */
export function useOrderWhenReady(onOrder: (event: UIEvent) => void): (event: UIEvent) => void {
  const { variants } = useComposer()
  const wanted = useSignal<{
    readonly event: UIEvent
    readonly draft: Draft
    readonly sources: string
  } | null>(null)
  const sources = () => variants.usable.value.map(({ id }) => id).join()
  useSignalEffect(() => {
    const { value } = wanted
    if (value === null) return
    const isSame = value.draft === variants.draft.value && value.sources === sources()
    if (isSame && passing.includes(variants.notReady.value?.kind)) return
    wanted.value = null
    if (isSame) onOrder(value.event)
  })
  return (event) => {
    wanted.value = { event, draft: variants.draft.peek(), sources: sources() }
  }
}

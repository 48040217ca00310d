import { type ReadonlySignal, signal } from '@preact/signals'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import type { EventOf } from '../../contract/protocol/procedures.ts'

export type Selection = EventOf<'selection'>

export interface SelectionStore {
  readonly current: ReadonlySignal<Selection>
  /** Takes over a selection that came with another answer, unless a newer one is known. */
  take(selection: Selection): void
}

/**
 * Follows the selection from now on. Create it before the first call to the plugin half, so that no change
 * is missed. The order number shows which description is the newest.
 */
export function followSelection(plugin: PluginClient): SelectionStore {
  const current = signal<Selection>({
    order: 0,
    selected: [],
    sources: [],
    layers: [],
    variants: [],
    swaps: [],
  })

  function take(selection: Selection): void {
    if (selection.order <= current.peek().order) return
    const { order, selected, sources, layers, variants, swaps } = selection
    current.value = { order, selected, sources, layers, variants, swaps }
  }

  plugin.on('selection', take)
  return { current, take }
}

export function selectedIn({ selected }: Selection): readonly NodeId[] {
  return selected.map(({ id }) => id)
}

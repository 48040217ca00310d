import type { PluginClient } from '../../contract/protocol/client.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import type { EventOf } from '../../contract/protocol/procedures.ts'

export type Selection = EventOf<'selection'>

/** What is selected on the canvas now. */
export interface SelectionStore {
  /** The same object until something changes. */
  get(): Selection
  /** Takes in what was described in the answer to another question, unless a newer one is known. */
  take(selection: Selection): void
  /** Listens to changes; gives back the way to stop. */
  subscribe(listener: () => void): () => void
}

/**
 * Follows the selection from now on. Made before the first question to the plugin half, it misses
 * nothing that changes while that is answered; the order tells which description is the newest.
 */
export function followSelection(caller: PluginClient): SelectionStore {
  const listeners = new Set<() => void>()
  let latest: Selection = { order: 0, sources: [], layers: [], variants: [], swaps: [] }

  function take(selection: Selection): void {
    if (selection.order <= latest.order) return
    const { order, sources, layers, variants, swaps } = selection
    latest = { order, sources, layers, variants, swaps }
    for (const listener of listeners) listener()
  }

  caller.on('selection', take)
  return {
    get: () => latest,
    take,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The ids of all that is selected. */
export function selectedIn({ sources }: Selection): readonly NodeId[] {
  return sources.map(({ id }) => id)
}

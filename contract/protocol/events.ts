import { Selection } from '../model/selection.ts'
import * as z from 'zod/mini'
import { NodeId } from '../model/ids.ts'
import { Spending } from '../model/stored/spending.ts'

/** What the plugin half tells the window unasked. */
export const events = {
  selection: Selection,
  /**
   * Layers of the pages that have been looked at were added or removed, or their plugin data or
   * visibility has changed: by the plugin, the designer, an undo, or somebody else. `added` and `removed`
   * where that was something which can hold layers. What is in it is not among the nodes, nor is
   * what was added itself.
   */
  canvas: z.object({
    nodes: z.array(NodeId),
    added: z.boolean(),
    removed: z.boolean(),
  }),
  /** A task was created, and counted. */
  spending: Spending,
} as const

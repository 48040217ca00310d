import { Selection } from '../model/selection.ts'
import * as z from 'zod/mini'
import { NodeId } from '../model/ids.ts'
import { Spending } from '../model/client-storage/spending.ts'

/** What the plugin half sends unasked. */
export const events = {
  selection: Selection,
  /**
   * Layers of visited pages were added or removed, or their plugin data, visibility or text changed: by the
   * plugin, the designer, an undo, or somebody else. `added` and `removed` say whether a layer that can
   * hold others was among them. `nodes` lists neither the layers inside it, nor itself when it was added.
   */
  canvas: z.object({
    nodes: z.array(NodeId),
    added: z.boolean(),
    removed: z.boolean(),
  }),
  /** A task was created and counted. */
  spending: Spending,
} as const

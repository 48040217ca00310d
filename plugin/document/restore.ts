import type { NodeId } from '../protocol/ids.ts'
import { Command, type ResponseOf } from '../protocol/messages.ts'
import type { Finder } from './nodes.ts'
import { gather, hasOriginal, swapsAmong } from './pairs.ts'
import { showOriginal } from './sides.ts'
import { dropEnd } from './swap-ends.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/**
 * Removes renders and shows their originals as they were, as one undo step. An original whose render
 * was deleted goes by its own id.
 */
export async function restore(
  figma: Editor,
  nodes: readonly NodeId[],
): Promise<ResponseOf<'restore'>> {
  const { swaps, gone } = swapsAmong(await gather(figma, nodes), hasOriginal)
  for (const swap of swaps) {
    const { render, original, before } = swap
    // First: a group that nothing is left in is none any more.
    showOriginal(swap, before.visible)
    render?.remove()
    dropEnd(original)
    // Figma refuses buttons that the manifest has not (any more).
    const known = Object.entries(before.relaunch).filter(
      ([name]) => Command.safeParse(name).success,
    )
    original.setRelaunchData(Object.fromEntries(known))
  }
  figma.commitUndo()
  return { gone }
}

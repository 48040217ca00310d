import { type OriginalEnd, type RenderEnd, SwapEnd, swapKey } from '../protocol/swap.ts'
import type { Keeper } from './recipes.ts'

/** What a layer keeps of the swap that it belongs to; null where it belongs to none, or a broken one. */
export function readEnd(node: Keeper): SwapEnd | null {
  const text = node.getPluginData(swapKey)
  if (text === '') return null
  try {
    const decoded = SwapEnd.safeParse(JSON.parse(text))
    return decoded.success ? decoded.data : null
  } catch {
    return null
  }
}

/** Links both ends of a swap. */
export function writeEnds(
  render: FrameNode,
  original: SceneNode,
  ends: { readonly render: RenderEnd; readonly original: OriginalEnd },
): void {
  render.setPluginData(swapKey, JSON.stringify(ends.render))
  original.setPluginData(swapKey, JSON.stringify(ends.original))
}

/** Takes a layer out of the swap that it belonged to. */
export function dropEnd(node: Keeper): void {
  node.setPluginData(swapKey, '')
}

import type { Rect } from '../../../contract/model/geometry.ts'
import { type PlacedBlock, scales } from '../../../contract/model/live-text.ts'
import type { Item } from './items.ts'
import type { LayoutTarget } from './layout-target.ts'
import type { Placed } from './stack-group.ts'

type Edge = PlacedBlock['horizontal']

/** A layout for the plugin half: every block in reading order; those left out are hidden in a corner. */
export function placedBlocks(
  placed: readonly Placed[],
  left: readonly Item[],
  region: Rect,
  { frame }: LayoutTarget,
  scale: number,
): readonly PlacedBlock[] {
  const shown = placed.map(({ item, x, y, width, height, scale, wraps }) => {
    const horizontal = edgeOf(x, width, frame.width, region.width)
    const vertical = edgeOf(y, height, frame.height, region.height)
    const place = { x, y, width, height, scale, wraps, horizontal, vertical, isLeftOut: false }
    return { item, block: { id: item.block.id, ...place } }
  })
  const hidden = left.map((item) => {
    const { id, box } = item.block
    const block: PlacedBlock = {
      id,
      x: region.x,
      y: region.y,
      width: box.width * scale,
      height: box.height * scale,
      scale,
      wraps: false,
      horizontal: 'MIN',
      vertical: 'MIN',
      isLeftOut: true,
    }
    return { item, block }
  })
  const [least, greatest] = scales
  return [...shown, ...hidden]
    .sort((a, b) => a.item.order - b.item.order)
    .map(({ block }) => ({
      ...block,
      // A frame of a few pixels would ask for less. That its text does not fit is said.
      scale: Math.min(greatest, Math.max(least, block.scale)),
    }))
}

/** The edge that a block is near; the middle if it is there. */
function edgeOf(at: number, length: number, side: number, room: number): Edge {
  const [before, after] = [at, side - at - length]
  if (Math.abs(before - after) < room * 0.04) return 'CENTER'
  return before < after ? 'MIN' : 'MAX'
}

import type { LiveText } from '../../../contract/model/canvas-text.ts'
import type { Item } from './items.ts'
import type { LayoutTarget } from './layout-target.ts'
import { linesIn } from './estimate-lines.ts'
import type { Placed } from './stack-group.ts'

/**
 * Places everything as in the source, in proportion: right for the same shape, and the last resort if
 * nothing else fits.
 */
export function placeAlike(
  items: readonly Item[],
  { size }: Pick<LiveText, 'size'>,
  { frame }: LayoutTarget,
): { readonly placed: readonly Placed[]; readonly scale: number } {
  const scale = Math.min(frame.width / size.width, frame.height / size.height)
  const placed = items.map((item): Placed => {
    const { kind, box } = item.block
    const [width, height] = [box.width * scale, box.height * scale]
    const along = (at: number, length: number, side: number, room: number) =>
      side - length <= 0
        ? 0
        : (at / Math.max(1, side - length)) * Math.max(0, room - length * scale)
    const [writing] = item.writings
    const isWrapped =
      writing !== undefined &&
      writing.width > box.width * 1.02 &&
      linesIn(writing, box.width) > writing.paragraphs.length
    return {
      item,
      scale,
      x: along(box.x, box.width, size.width, frame.width),
      y: along(box.y, box.height, size.height, frame.height),
      width,
      height,
      wraps: kind === 'text' && isWrapped,
    }
  })
  return { placed, scale }
}

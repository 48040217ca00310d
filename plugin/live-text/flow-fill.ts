import type { Rect } from '../../contract/model/geometry.ts'

/** The least share of an auto layout that its content fills where it belongs together. */
const leastFilled = 0.6

/**
 * Whether the content of an auto layout stands together. One that pushes a headline to its top and a line
 * of small print to its bottom is no block: in another shape, both go their own way.
 */
export function isFilled(flow: FrameNode, boxes: readonly Rect[]): boolean {
  const isRow = flow.layoutMode === 'HORIZONTAL'
  const sizes = boxes.map(({ width, height }) => (isRow ? width : height))
  const gap = flow.primaryAxisAlignItems === 'SPACE_BETWEEN' ? 0 : flow.itemSpacing
  const padding = isRow
    ? flow.paddingLeft + flow.paddingRight
    : flow.paddingTop + flow.paddingBottom
  const content = sizes.reduce((sum, size) => sum + size, 0) + gap * Math.max(0, sizes.length - 1)
  return content + padding >= leastFilled * (isRow ? flow.width : flow.height)
}

/**
 * Whether some things stand beside each other, as the parts of a price do: then they keep their places to
 * each other. A headline and the lines below it may each wrap in its own way.
 */
export function isRow(boxes: readonly Rect[]): boolean {
  return boxes.some((a, index) =>
    boxes.slice(index + 1).some((b) => {
      const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
      return shared >= Math.min(a.height, b.height) / 2
    }),
  )
}

import type { Rect } from '../../contract/model/geometry.ts'

/** An auto layout's content belongs together if it fills at least this share of the layout. */
const leastFilled = 0.6

/**
 * Whether the content of an auto layout belongs together. A layout with a headline at its top and small
 * print at its bottom is no block: in another shape, each gets a place of its own.
 */
export function isFilled(flow: FrameNode): boolean {
  const isRow = flow.layoutMode === 'HORIZONTAL'
  const sizes = flow.children.map((child) =>
    !child.visible ? 0 : isRow ? child.width : child.height,
  )
  const gap = flow.primaryAxisAlignItems === 'SPACE_BETWEEN' ? 0 : flow.itemSpacing
  const padding = isRow
    ? flow.paddingLeft + flow.paddingRight
    : flow.paddingTop + flow.paddingBottom
  const content = sizes.reduce((sum, size) => sum + size, 0) + gap * Math.max(0, sizes.length - 1)
  return content + padding >= leastFilled * (isRow ? flow.width : flow.height)
}

/**
 * Whether some of the boxes are beside each other, like the parts of a price: their relative positions must
 * then be kept. A headline and the lines below it may each wrap in their own way.
 */
export function isRow(boxes: readonly Rect[]): boolean {
  return boxes.some((a, index) =>
    boxes.slice(index + 1).some((b) => {
      const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
      return shared >= Math.min(a.height, b.height) / 2
    }),
  )
}

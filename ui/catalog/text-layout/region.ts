import type { Rect, Size } from '../../../contract/model/geometry.ts'
import { around } from './groups.ts'
import type { Item } from './items.ts'
import type { LayoutTarget } from './layout-target.ts'

/** The share of a side that a margin may take. */
const widest = 0.08

/**
 * The part of a frame to lay out in: the safe area, or within the source's own margins where those are
 * wider.
 */
export function regionOf(items: readonly Item[], size: Size, { frame, safe }: LayoutTarget): Rect {
  const box = around(items.map(({ block }) => block.box))
  const scale = Math.sqrt((frame.width * frame.height) / (size.width * size.height))
  const margin = (inset: number, own: number, side: number) =>
    Math.max(inset, Math.min(own * scale, side * widest))
  const left = margin(safe.left, box.x, frame.width)
  const right = margin(safe.right, size.width - box.x - box.width, frame.width)
  const top = margin(safe.top, box.y, frame.height)
  const bottom = margin(safe.bottom, size.height - box.y - box.height, frame.height)
  return {
    x: left,
    y: top,
    width: Math.max(1, frame.width - left - right),
    height: Math.max(1, frame.height - top - bottom),
  }
}

export function safeArea({ frame, safe }: LayoutTarget): Rect {
  return {
    x: safe.left,
    y: safe.top,
    width: Math.max(1, frame.width - safe.left - safe.right),
    height: Math.max(1, frame.height - safe.top - safe.bottom),
  }
}

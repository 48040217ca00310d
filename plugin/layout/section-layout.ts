import type { Rect, Size } from '../../contract/model/geometry.ts'
import { gap, type Point } from './row-layout.ts'
import { holds, overlap } from '../canvas/rect.ts'

/** Pixels between a section's edge and its frames. */
export const padding = 80

/** A section's size, and its rows in the section's own coordinates. */
interface SectionPlan {
  readonly size: Size
  /** The slots of each row's frames, from left to right. */
  readonly rows: readonly (readonly Slot[])[]
}

export type Slot = Rect

/** Rows below each other, each from left to right; a row without frames takes no space. Whole numbers. */
export function sectionPlan(rows: readonly (readonly Size[])[]): SectionPlan {
  let y = padding
  let right = padding
  let bottom = padding
  const placed = rows.map((sizes) => {
    let x = padding
    const slots = sizes.map(({ width, height }): Slot => {
      const slot = { x, y, width, height }
      right = Math.max(right, x + Math.ceil(width))
      bottom = Math.max(bottom, y + Math.ceil(height))
      x += Math.ceil(width) + gap
      return slot
    })
    if (sizes.length > 0) y = bottom + gap
    return slots
  })
  return { size: { width: right + padding, height: bottom + padding }, rows: placed }
}

/**
 * A free slot of the row for each frame: where part of the row is taken, the rest still fits. Null where a
 * frame finds none.
 *
 * @param room the section's size, which a designer may have changed
 */
export function slotsInRow(
  row: readonly Slot[],
  sizes: readonly Size[],
  obstacles: readonly Rect[],
  room: Size,
): Point[] | null {
  const bounds: Rect = { x: 0, y: 0, width: room.width, height: room.height }
  const left = row.filter(
    (slot) => holds(bounds, slot) && !obstacles.some((obstacle) => overlap(obstacle, slot)),
  )
  const taken: Point[] = []
  for (const { width, height } of sizes) {
    const at = left.findIndex((slot) => slot.width === width && slot.height === height)
    const [slot] = at < 0 ? [] : left.splice(at, 1)
    if (slot === undefined) return null
    taken.push({ x: slot.x, y: slot.y })
  }
  return taken
}

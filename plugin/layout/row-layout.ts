import type { Rect, Size } from '../../contract/model/geometry.ts'
import { holds, overlap } from '../canvas/rect.ts'

/** A place's top left corner, in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Pixels between neighbours in a row, and between the row and what it stands beside or below. */
export const gap = 80

/**
 * Pixels that have to stay free around a frame. Less than `gap`, so that the rows of two sources that
 * stand close to each other can stay level with them.
 */
export const clearance = 40

/** What a row is placed by. All in the same coordinates. */
export interface RowPlan {
  /** What the row's top is level with. */
  readonly source: Rect
  /** What the row stands right of: the source, or what holds it. */
  readonly beside: Rect
  readonly obstacles: readonly Rect[]
  /** The frames, from left to right. */
  readonly sizes: readonly Size[]
}

/**
 * One row to the right of `beside`, level with the source or, where something is in the way, as
 * little further down as keeps every frame free. Whole numbers, in the order of `sizes`.
 */
export function rowSlots({ source, beside, obstacles, sizes }: RowPlan): Point[] {
  const xs: number[] = []
  let x = Math.ceil(beside.x + beside.width) + gap
  for (const size of sizes) {
    xs.push(x)
    x += Math.ceil(size.width) + gap
  }
  const columns = sizes.map((size, index) => ({ x: xs[index] ?? x, size }))
  const y = freeHeight(Math.round(source.y), columns, obstacles)
  return xs.map((column) => ({ x: column, y }))
}

/** Pixels between a section's edge and what stands in it. */
export const padding = 80

/** How large a section is, and where its rows stand in it. In its own coordinates. */
export interface SectionPlan {
  readonly size: Size
  /** Of each row, the places of its frames from left to right. */
  readonly rows: readonly (readonly Slot[])[]
}

/** A place for a frame of just this size. */
export type Slot = Rect

/** Rows below each other, each from left to right; one without frames takes no room. Whole numbers. */
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
 * Free places of their own for frames among those of a row: where part of a row stands already, the
 * rest still fits. Null where one has none.
 *
 * @param room the section's size, which a person may have changed
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

/** The first free place for one frame at `from` or straight below it. Whole numbers. */
export function slotBelow(from: Point, size: Size, obstacles: readonly Rect[]): Point {
  const x = Math.round(from.x)
  return { x, y: freeHeight(Math.round(from.y), [{ x, size }], obstacles) }
}

interface Column {
  readonly x: number
  readonly size: Size
}

/**
 * The first y, at `from` or below, at which no column comes near an obstacle.
 *
 * Each obstacle forbids one stretch of heights. Taken by where they begin, one pass is enough: a
 * stretch that begins below the height reached so far leaves it free, and so do all that follow.
 */
function freeHeight(from: number, columns: readonly Column[], obstacles: readonly Rect[]): number {
  const stretches: { begin: number; end: number }[] = []
  for (const obstacle of obstacles) {
    let tallest = 0
    for (const { x, size } of columns) {
      const apart =
        x + size.width + clearance <= obstacle.x || obstacle.x + obstacle.width + clearance <= x
      if (!apart) tallest = Math.max(tallest, size.height)
    }
    if (tallest === 0) continue
    const bottom = obstacle.y + obstacle.height
    stretches.push({ begin: obstacle.y - clearance - tallest, end: bottom + clearance })
  }
  stretches.sort((a, b) => a.begin - b.begin)

  let y = from
  for (const { begin, end } of stretches) {
    if (begin < y && y < end) y = Math.ceil(end - clearance + gap)
  }
  return y
}

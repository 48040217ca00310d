import type { Rect, Size } from '../../contract/model/geometry.ts'

/** A top left corner, in pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Pixels between neighbours in a row, and between the row and what it is beside or below. */
export const gap = 80

/**
 * Pixels that must stay free around a frame. Less than `gap`, so that the rows of two sources close to each
 * other can stay level with them.
 */
export const clearance = 40

/** All in the same coordinates. */
interface RowPlan {
  /** The row's top is level with this. */
  readonly source: Rect
  /** The row is to the right of this: the source, or what contains it. */
  readonly beside: Rect
  readonly obstacles: readonly Rect[]
  /** The frames, from left to right. */
  readonly sizes: readonly Size[]
}

/**
 * One row to the right of `beside`, level with the source. Where something is in the way, the row moves down
 * only as far as every frame needs. Whole numbers, in the order of `sizes`.
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
 * Each obstacle blocks one range of y. With the ranges sorted by their beginnings, one pass is enough: when
 * a range begins below the y reached so far, it leaves that y free, and so do all later ranges.
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

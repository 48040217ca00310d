import type { Rect, Size } from '../../contract/model/geometry.ts'

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

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

/**
 * How many pixels a row moves to the right, at most, to stay level with its source: two screens. A row
 * further away would no longer be seen beside its source, and goes below what is in the way.
 */
export const reach = 3840

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
 * One row to the right of `beside`, level with the source. Where something is in the way, the whole row moves
 * to the right of it; where that is too far, the row moves down only as far as every frame needs. Whole
 * numbers, in the order of `sizes`.
 *
 * @param isWanted refuses the row at the source's height, for example because its section is too small
 */
export function rowSlots(
  { source, beside, obstacles, sizes }: RowPlan,
  isWanted: (slots: readonly Point[]) => boolean = () => true,
): Point[] {
  const start = Math.ceil(beside.x + beside.width) + gap
  const top = Math.round(source.y)
  const columns = columnsFrom(start, sizes)
  const x = freeStart(top, columns, obstacles)
  const level = x === null ? [] : columnsFrom(x, sizes).map((column) => ({ x: column.x, y: top }))
  if (x !== null && isWanted(level)) return level
  const y = freeHeight(top, columns, obstacles)
  return columns.map((column) => ({ x: column.x, y }))
}

/** The first free place for one frame at `from` or straight below it. Whole numbers. */
export function slotBelow(from: Point, size: Size, obstacles: readonly Rect[]): Point {
  const x = Math.round(from.x)
  return { x, y: freeHeight(Math.round(from.y), [{ x, size }], obstacles) }
}

/** A row at the first height, its own or below, at which all of it is free. */
export function rowBelow(row: readonly Rect[], obstacles: readonly Rect[]): Rect[] {
  const columns = row.map((size) => ({ x: size.x, size }))
  const y = freeHeight(row[0]?.y ?? 0, columns, obstacles)
  return row.map((slot) => ({ ...slot, y }))
}

interface Column {
  readonly x: number
  readonly size: Size
}

function columnsFrom(start: number, sizes: readonly Size[]): Column[] {
  let x = start
  return sizes.map((size) => {
    const column = { x, size }
    x += Math.ceil(size.width) + gap
    return column
  })
}

/**
 * The first x, at the row's start or within reach of it, at which no column comes near an obstacle; null
 * where there is none. Each step leaves an obstacle behind for good, and is longer than the clearance.
 */
function freeStart(
  y: number,
  columns: readonly Column[],
  obstacles: readonly Rect[],
): number | null {
  const start = columns[0]?.x ?? 0
  let x = start
  while (x - start <= reach) {
    const shift = x - start
    const blocking = obstacles.filter((obstacle) =>
      columns.some(
        (column) =>
          isNear(obstacle, column.x + shift, column.size) &&
          obstacle.y < y + column.size.height + clearance &&
          y < obstacle.y + obstacle.height + clearance,
      ),
    )
    if (blocking.length === 0) return x
    x = Math.ceil(Math.min(...blocking.map(({ x: left, width }) => left + width))) + gap
  }
  return null
}

/** Whether a column and an obstacle would come near each other if they were level. */
function isNear(obstacle: Rect, x: number, { width }: Size): boolean {
  return x < obstacle.x + obstacle.width + clearance && obstacle.x < x + width + clearance
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
      if (isNear(obstacle, x, size)) tallest = Math.max(tallest, size.height)
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

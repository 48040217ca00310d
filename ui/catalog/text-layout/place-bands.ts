import type { Rect } from '../../../contract/model/geometry.ts'
import type { Group, Side } from './groups.ts'
import { moved, type Placed, type Scaling, type Stack, stackGroup } from './stack-group.ts'

/** What differs between the candidates of one kind. */
export interface Bands {
  /** Of the region's width, what a text may take. */
  readonly share: number
  readonly sideOf: (group: Group) => Side
  readonly bandOf: (group: Group) => Side
}

interface Cell extends Stack {
  readonly h: Side
  readonly middle: number
}

const sides = [0, 0.5, 1] as const

/**
 * Groups at the edges that they keep to: at the top, at the bottom, and then between the two at the same
 * share of the height as in the source. Null where they don't fit without touching.
 */
export function placeBands(
  groups: readonly Group[],
  region: Rect,
  gap: number,
  scaling: Scaling,
  bands: Bands,
  sourceHeight: number,
): readonly Placed[] | null {
  const all: Placed[] = []
  for (const v of [0, 1, 0.5] as const) {
    const cells = cellsOf(
      groups.filter((group) => bands.bandOf(group) === v),
      region,
      gap,
      scaling,
      bands,
      sourceHeight,
    )
    if (cells === null) return null
    const before = [...all]
    for (const [at, cell] of cells.entries()) {
      const x = acrossOf(cells, at, region, gap)
      const top =
        v === 0.5
          ? between(before, { ...cell, x, y: 0 }, region, gap, cell.middle)
          : region.y + (region.height - cell.height) * v
      if (top === null || cell.height > region.height + 0.01) return null
      const placed = moved(cell.placed, x, top)
      if (placed.some((one) => before.some((other) => touch(one, other, gap / 2)))) return null
      all.push(...placed)
    }
  }
  return all
}

function touch(a: Rect, b: Rect, gap: number): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  )
}

/** One cell for each column that a band uses; those that can wrap share what the others leave. */
function cellsOf(
  groups: readonly Group[],
  region: Rect,
  gap: number,
  scaling: Scaling,
  { share, sideOf }: Bands,
  sourceHeight: number,
): readonly Cell[] | null {
  const columns = sides
    .map((h) => ({ h, groups: groups.filter((group) => sideOf(group) === h) }))
    .filter((column) => column.groups.length > 0)
  const room = region.width - gap * (columns.length - 1)
  const cellIn = (column: (typeof columns)[number], width: number) =>
    cellOf(column.groups, column.h, width, gap, scaling, sourceHeight)
  const widest = Math.min(room, region.width * share)
  const free = columns.map((column) => cellIn(column, widest))
  const sum = free.reduce((total, cell) => total + (cell?.width ?? Infinity), 0)
  if (sum <= room + 0.01) return free.flatMap((cell) => cell ?? [])
  if (columns.length === 1) return null
  const isFixed = (column: (typeof columns)[number]) =>
    column.groups.every(({ rows }) => rows.flat().every(({ block }) => block.kind === 'rigid'))
  const taken = columns.reduce(
    (total, column, at) => total + (isFixed(column) ? (free[at]?.width ?? Infinity) : 0),
    0,
  )
  const each = (room - taken) / columns.filter((column) => !isFixed(column)).length
  if (!(each > 0)) return null
  const cells = columns.map((column, at) =>
    isFixed(column) ? (free[at] ?? null) : cellIn(column, Math.min(each, widest)),
  )
  return cells.includes(null) ? null : cells.flatMap((cell) => cell ?? [])
}

function cellOf(
  groups: readonly Group[],
  h: Side,
  width: number,
  gap: number,
  scaling: Scaling,
  sourceHeight: number,
): Cell | null {
  const stacks = groups.map((group) => stackGroup(group, width, h, scaling))
  const widest = Math.max(...stacks.map((stack) => stack?.width ?? 0))
  const placed: Placed[] = []
  let y = 0
  for (const [at, stack] of stacks.entries()) {
    if (stack === null) return null
    const [above, group] = [groups[at - 1]?.box, groups[at]?.box]
    if (above !== undefined && group !== undefined) {
      const own = (group.y - above.y - above.height) * scaling.scale
      y += Math.min(Math.max(own, gap), gap * 3)
    }
    placed.push(...moved(stack.placed, (widest - stack.width) * h, y))
    y += stack.height
  }
  const top = Math.min(...groups.map(({ box }) => box.y))
  const bottom = Math.max(...groups.map(({ box }) => box.y + box.height))
  return { width: widest, height: y, placed, h, middle: (top + bottom) / 2 / sourceHeight }
}

/** The left edge of a cell: at its side of the region, beside the cells of the other sides. */
function acrossOf(cells: readonly Cell[], at: number, region: Rect, gap: number): number {
  const cell = cells[at]
  if (cell === undefined) return region.x
  const own = region.x + (region.width - cell.width) * cell.h
  if (cell.h !== 0.5) return own
  const left = cells.find(({ h }) => h === 0)
  const right = cells.find(({ h }) => h === 1)
  const least = left === undefined ? region.x : region.x + left.width + gap
  const most = region.x + region.width - cell.width - (right === undefined ? 0 : right.width + gap)
  return Math.max(least, Math.min(own, most))
}

/** Where a cell stands nearest to its own height, clear of what is above and below; null without room. */
function between(
  others: readonly Placed[],
  cell: Rect,
  region: Rect,
  gap: number,
  share: number,
): number | null {
  const inWay = others.filter(
    (other) => other.x < cell.x + cell.width + gap / 2 && cell.x < other.x + other.width + gap / 2,
  )
  const wanted = region.y + region.height * share - cell.height / 2
  const middle = region.y + region.height / 2
  const above = inWay.filter((other) => other.y + other.height / 2 < middle)
  const below = inWay.filter((other) => !above.includes(other))
  const least = Math.max(region.y, ...above.map((other) => other.y + other.height + gap))
  const most =
    Math.min(region.y + region.height, ...below.map((other) => other.y - gap)) - cell.height
  return most < least - 0.01 ? null : Math.max(least, Math.min(wanted, most))
}

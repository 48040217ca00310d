import type { Rect, Size } from '../../../contract/model/geometry.ts'
import { around, type Group, type Side } from './groups.ts'
import { moved, type Placed, type Scaling, type Stack, stackGroup } from './stack-group.ts'

/** What differs between the candidates of one kind. */
export interface Bands {
  /** The share of the region's width that a text may take. */
  readonly share: number
  readonly sideOf: (group: Group) => Side
  readonly bandOf: (group: Group) => Side
}

interface Cell extends Stack {
  readonly h: Side
  /** The edge that its groups share. */
  readonly align: Side
  /** The rectangle around its groups in the source. */
  readonly was: Rect
}

const sides = [0, 0.5, 1] as const

/**
 * Places groups at their edges: at the top, at the bottom, and then between the two at the same share of
 * the height as in the source. Null if they don't fit without touching.
 */
export function placeBands(
  groups: readonly Group[],
  region: Rect,
  gap: number,
  scaling: Scaling,
  bands: Bands,
  source: Size,
): readonly Placed[] | null {
  const all: Placed[] = []
  for (const v of [0, 1, 0.5] as const) {
    const inBand = groups.filter((group) => bands.bandOf(group) === v)
    const cells = cellsOf(inBand, region, gap, scaling, bands)
    if (cells === null) return null
    const before = [...all]
    const lefts = cells.map((_, at) => acrossOf(cells, at, region, gap))
    const tops = cells.map((cell, at) => {
      if (v !== 0.5) return region.y + (region.height - cell.height) * v
      const share = (cell.was.y + cell.was.height / 2) / source.height
      return between(before, { ...cell, x: lefts[at] ?? 0, y: 0 }, region, gap, share)
    })
    const level = isLevel(cells, source) ? Math.min(...tops.map((top) => top ?? Infinity)) : null
    for (const [at, cell] of cells.entries()) {
      const top = tops[at] ?? null
      if (top === null || cell.height > region.height + 0.01) return null
      const placed = moved(cell.placed, lefts[at] ?? 0, v === 1 ? top : (level ?? top))
      if (placed.some((one) => before.some((other) => touch(one, other, gap / 2)))) return null
      all.push(...placed)
    }
  }
  return all
}

/** Whether cells begin at one height in the source, as columns do. */
function isLevel(cells: readonly Cell[], source: Size): boolean {
  const tops = cells.map(({ was }) => was.y)
  return cells.length > 1 && Math.max(...tops) - Math.min(...tops) < source.height * 0.02
}

function touch(a: Rect, b: Rect, gap: number): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  )
}

/** One cell for each column that a band uses; cells that can wrap share the width that the others leave. */
function cellsOf(
  groups: readonly Group[],
  region: Rect,
  gap: number,
  scaling: Scaling,
  { share, sideOf }: Bands,
): readonly Cell[] | null {
  const columns = sides
    .map((h) => ({ h, groups: groups.filter((group) => sideOf(group) === h) }))
    .filter((column) => column.groups.length > 0)
  const room = region.width - gap * (columns.length - 1)
  const cellIn = (column: (typeof columns)[number], width: number) =>
    cellOf(column.groups, column.h, width, gap, scaling)
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
): Cell | null {
  // If a group moves to another side than in the source, its rows are aligned to that side.
  const aligns = groups.map((group) => (group.h === h ? group.align : h))
  const stacks = groups.map((group, at) => stackGroup(group, width, scaling, aligns[at]))
  const align = aligns.every((each) => each === aligns[0]) ? (aligns[0] ?? h) : h
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
    placed.push(...moved(stack.placed, (widest - stack.width) * align, y))
    y += stack.height
  }
  return { width: widest, height: y, placed, h, align, was: around(groups.map(({ box }) => box)) }
}

/** The left edge of a cell: at its side of the region, beside the cells of the other sides. */
function acrossOf(cells: readonly Cell[], at: number, region: Rect, gap: number): number {
  const cell = cells[at]
  if (cell === undefined) return region.x
  const right = region.x + region.width - cell.width
  const own = region.x + (region.width - cell.width) * cell.h
  const before = cells.filter(({ h }) => h < cell.h)
  const least = region.x + before.reduce((sum, { width }) => sum + width + gap, 0)
  if (cell.h === 1 && cell.align === 0 && before.length > 0) {
    // A column begins at the same share of the width.
    const all = around(cells.map(({ was }) => was))
    const begin = region.x + ((cell.was.x - all.x) / all.width) * region.width
    return Math.max(least, Math.min(begin, right))
  }
  if (cell.h !== 0.5) return own
  const after = cells.find(({ h }) => h === 1)
  return Math.max(least, Math.min(own, right - (after === undefined ? 0 : after.width + gap)))
}

/** The top of a cell nearest to its place in the source, clear of other blocks; null without room. */
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

import type { Rect } from '../../../contract/model/geometry.ts'
import type { Group, Side } from './groups.ts'
import type { Item } from './items.ts'
import { type Measure, measureItem } from './measure-item.ts'

/** An item with its place and scale. */
export interface Placed extends Rect {
  readonly item: Item
  readonly scale: number
  readonly wraps: boolean
}

/** Placed items, relative to a corner of their own. */
export interface Stack {
  readonly width: number
  readonly height: number
  readonly placed: readonly Placed[]
}

/** The scale of each item, and how lines are measured. */
export interface Scaling {
  readonly scale: number
  readonly measure: Measure
  readonly scaleOf: (item: Item) => number
  /** The stacks made before, shared by all kinds. */
  readonly known: Map<Group, Map<string, Stack | null>>
}

/** A group in at most this width, its rows below each other; null where a word would break. */
export function stackGroup(
  group: Group,
  width: number,
  scaling: Scaling,
  align: Side = group.align,
): Stack | null {
  const known = scaling.known.get(group) ?? new Map<string, Stack | null>()
  scaling.known.set(group, known)
  const key = `${String(align)} ${width.toFixed(2)}`
  const before = known.get(key)
  if (before !== undefined) return before
  const stack = stacked(group, width, scaling, align)
  known.set(key, stack)
  return stack
}

function stacked(group: Group, width: number, scaling: Scaling, align: Side): Stack | null {
  const rows: Stack[] = []
  const gaps: number[] = []
  for (const [at, row] of group.rows.entries()) {
    const beside = rowOf(row, width, scaling)
    const parts = beside === null ? row.map((item) => rowOf([item], width, scaling)) : [beside]
    for (const [index, part] of parts.entries()) {
      if (part === null) return null
      rows.push(part)
      gaps.push(index === 0 ? gapAbove(group, at, scaling.scale) : gapIn(row, scaling.scale))
    }
  }
  const widest = Math.max(0, ...rows.map((row) => row.width))
  let y = 0
  const placed = rows.flatMap((row, at) => {
    y += at === 0 ? 0 : (gaps[at] ?? 0)
    const top = y
    y += row.height
    return moved(row.placed, (widest - row.width) * align, top)
  })
  return { width: widest, height: y, placed }
}

export function moved(placed: readonly Placed[], x: number, y: number): readonly Placed[] {
  return placed.map((each) => ({ ...each, x: each.x + x, y: each.y + y }))
}

/** Items side by side; null where they don't fit, or a word would break. */
function rowOf(row: readonly Item[], width: number, scaling: Scaling): Stack | null {
  const { measure, scaleOf, scale } = scaling
  const gap = gapIn(row, scale)
  const share = (width - gap * (row.length - 1)) / row.length
  const sizesIn = (most: (item: Item) => number) => {
    const sizes = row.flatMap((item) => measureItem(item, scaleOf(item), most(item), measure) ?? [])
    const sum = sizes.reduce((total, size) => total + size.width, gap * (row.length - 1))
    return sizes.length === row.length && sum <= width + 0.01 ? sizes : null
  }
  const sizes = sizesIn(() => width) ?? (row.length > 1 ? sizesIn(() => share) : null)
  if (sizes === null) return null
  const height = Math.max(...sizes.map((size) => size.height))
  const tops = row.map(({ block }) => block.box.y)
  const isTop = Math.max(...tops) - Math.min(...tops) < 4
  let x = 0
  const placed = row.flatMap((item, at) => {
    const size = sizes[at]
    if (size === undefined) return []
    const left = x
    x += size.width + gap
    const y = isTop ? 0 : (height - size.height) / 2
    return [{ item, scale: scaleOf(item), x: left, y, ...size }]
  })
  return { width: x - gap, height, placed }
}

const emOf = (items: readonly Item[]) => Math.max(0, ...items.flatMap(({ sizes }) => sizes))

/** Gaps keep their proportion, within what still reads as one group. */
function gapAbove({ rows }: Group, at: number, scale: number): number {
  const [above = [], row = []] = [rows[at - 1], rows[at]]
  if (above.length === 0) return 0
  const bottom = Math.max(...above.map(({ block: { box } }) => box.y + box.height))
  const gap = Math.min(...row.map(({ block }) => block.box.y)) - bottom
  const em = Math.min(emOf(above), emOf(row)) || 16
  return Math.min(Math.max(gap, em * 0.25), em * 2.5) * scale
}

function gapIn(row: readonly Item[], scale: number): number {
  const gaps = row.slice(1).map(({ block: { box } }, at) => {
    const before = row[at]?.block.box
    return before === undefined ? 0 : box.x - before.x - before.width
  })
  const em = emOf(row) || 16
  const gap = gaps.length === 0 ? 0 : Math.min(...gaps)
  return Math.min(Math.max(gap, em * 0.4), em * 2.5) * scale
}

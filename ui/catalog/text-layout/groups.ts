import type { Rect, Size } from '../../../contract/model/geometry.ts'
import type { Item } from './items.ts'

/** 0 at the left or the top, 1 at the right or the bottom. */
export type Side = 0 | 0.5 | 1

/** Items that belong together, and the edges of the frame that they keep to. */
export interface Group {
  /** From top to bottom; items side by side are one row, from left to right. */
  readonly rows: readonly (readonly Item[])[]
  readonly box: Rect
  readonly h: Side
  readonly v: Side
  /** The edge that its rows share. */
  readonly align: Side
}

/** Groups in reading order. */
export function groupsOf(items: readonly Item[], size: Size): readonly Group[] {
  const sets: Item[][] = []
  for (const item of items) {
    const near = sets.filter((set) => set.some((other) => belong(item, other, size)))
    const merged = [...near.flat(), item]
    const rest = sets.filter((set) => !near.includes(set))
    sets.splice(0, sets.length, ...rest, merged)
  }
  return sets.map((set) => groupOf(set, size)).sort((a, b) => orderOf(a) - orderOf(b))
}

/** Groups without the items that are left out; their edges stay the same. */
export function groupsWithout(groups: readonly Group[], left: readonly Item[]): readonly Group[] {
  return groups.flatMap((group) => {
    const rows = group.rows
      .map((row) => row.filter((item) => !left.includes(item)))
      .filter((row) => row.length > 0)
    return rows.length > 0 ? [{ ...group, rows }] : []
  })
}

export function itemsIn({ rows }: Group): readonly Item[] {
  return rows.flat()
}

const orderOf = (group: Group) => Math.min(...itemsIn(group).map(({ order }) => order))

function belong(a: Item, b: Item, { width }: Size): boolean {
  if (a.role === 'logo' || b.role === 'logo') return false
  if (a.block.group !== undefined && a.block.group === b.block.group) return true
  const [one, two] = [a.block.box, b.block.box]
  const em = Math.max(...a.sizes, ...b.sizes, 1)
  const across = gapOf(one.x, one.width, two.x, two.width)
  const down = gapOf(one.y, one.height, two.y, two.height)
  if (across <= 0 && down <= 0) return true
  if (down < 0) return across <= 0.8 * em
  const isAligned = [0, 0.5, 1].some(
    (edge) => Math.abs(one.x + one.width * edge - two.x - two.width * edge) <= width * 0.02,
  )
  return across < 0 && down <= 1.25 * em && isAligned
}

/** The distance of two stretches; below 0 where they overlap. */
export function gapOf(a: number, aLength: number, b: number, bLength: number): number {
  return Math.max(a, b) - Math.min(a + aLength, b + bLength)
}

export function around(boxes: readonly Rect[]): Rect {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}

function groupOf(items: readonly Item[], size: Size): Group {
  const box = around(items.map(({ block }) => block.box))
  const middle = (box.y + box.height / 2) / size.height
  const centre = (box.x + box.width / 2) / size.width
  const align = alignOf(items, box, size)
  return {
    rows: rowsOf(items),
    box,
    align,
    h: centre > 0.62 ? 1 : centre < 0.38 ? 0 : align,
    v: middle < 0.38 ? 0 : middle > 0.62 ? 1 : 0.5,
  }
}

function rowsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const rows: Item[][] = []
  for (const item of [...items].sort((a, b) => a.block.box.y - b.block.box.y)) {
    const { y, height } = item.block.box
    const row = rows.at(-1)
    const isBeside = row?.every(({ block: { box } }) => {
      const overlap = -gapOf(y, height, box.y, box.height)
      return overlap > Math.min(height, box.height) / 2
    })
    if (row !== undefined && isBeside === true) row.push(item)
    else rows.push([item])
  }
  return rows.map((row) => row.sort((a, b) => a.block.box.x - b.block.box.x))
}

const byAlign = { LEFT: 0, CENTER: 0.5, RIGHT: 1, JUSTIFIED: 0 } as const

/** The edge that its blocks share, else the alignment of its text, else the nearer one. */
function alignOf(items: readonly Item[], box: Rect, { width }: Size): Side {
  const centre = (box.x + box.width / 2) / width
  const spread = (edge: Side) => {
    const at = items.map(({ block }) => block.box.x + block.box.width * edge)
    return Math.max(...at) - Math.min(...at)
  }
  const aligns = items.flatMap(({ block }) =>
    block.kind === 'rigid' ? [] : block.lines.map(({ align }) => byAlign[align]),
  )
  const [align] = aligns
  const isCentred = Math.abs(centre - 0.5) < 0.02
  if (items.length > 1) {
    const edges = ([0, 0.5, 1] as const).filter((edge) => spread(edge) < width * 0.02)
    const [edge] = edges
    if (edge !== undefined && (edges.length === 1 || align === undefined)) return edge
  }
  if (align !== undefined && align !== 0) return align
  if (align === undefined) return isCentred ? 0.5 : centre < 0.5 ? 0 : 1
  const hugs = items.every(({ block }) =>
    block.lines.every((line) => line.box.width <= line.width * 1.05),
  )
  return isCentred && hugs && box.width < width * 0.7 ? 0.5 : 0
}

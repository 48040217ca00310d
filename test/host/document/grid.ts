import { cellOf, flowCells, inGrid, trimRows } from './cells.ts'
import type { HostDocument } from './document.ts'
import { box, extent } from './measure.ts'
import type { CellAlign, Props, Track } from './types.ts'

const axes = [
  {
    at: 'x',
    size: 'width',
    sizing: 'layoutSizingHorizontal',
    before: 'paddingLeft',
    after: 'paddingRight',
    gap: 'gridColumnGap',
    count: 'gridColumnCount',
    sizes: 'gridColumnSizes',
    align: 'gridChildHorizontalAlign',
    anchor: 'column',
    span: 'columns',
  },
  {
    at: 'y',
    size: 'height',
    sizing: 'layoutSizingVertical',
    before: 'paddingTop',
    after: 'paddingBottom',
    gap: 'gridRowGap',
    count: 'gridRowCount',
    sizes: 'gridRowSizes',
    align: 'gridChildVerticalAlign',
    anchor: 'row',
    span: 'rows',
  },
] as const
type Axis = (typeof axes)[number]

const shares: Record<CellAlign, number> = { AUTO: 0, MIN: 0, CENTER: 0.5, MAX: 1 }
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

/** As large as the largest that is in that track alone. */
const needed = (document: HostDocument, { anchor, span, size }: Axis, ids: readonly string[]) => {
  const sizes = new Map<number, number>()
  for (const id of ids) {
    const cell = cellOf(document, id)
    if (cell[span] > 1) continue
    const so = sizes.get(cell[anchor]) ?? 0
    sizes.set(cell[anchor], Math.max(so, extent(document, id)[size]))
  }
  return sizes
}

/** The lengths of the tracks: fixed ones first, then what they hold, the rest by shares (8205). */
const lengths = (
  document: HostDocument,
  grid: string,
  axis: Axis,
  ids: readonly string[],
): number[] => {
  const named = document.prop(grid, axis.sizes)
  const hugs = document.prop(grid, axis.sizing) === 'HUG'
  const holds = needed(document, axis, ids)
  const all = Array.from(
    { length: document.prop(grid, axis.count) },
    (_, at): Track => named[at] ?? { type: 'FLEX' },
  )
  const own = all.map(({ type, value }, at) => {
    if (type === 'FIXED') return value ?? 0
    return type === 'HUG' || hugs ? (holds.get(at) ?? 0) : 0
  })
  if (hugs) return own
  const share = ({ type, value = 1 }: Track) => (type === 'FLEX' ? value : 0)
  const whole = sum(all.map(share)) || 1
  const gaps = document.prop(grid, axis.gap) * (all.length - 1)
  const padding = document.prop(grid, axis.before) + document.prop(grid, axis.after)
  const free = Math.max(0, document.prop(grid, axis.size) - padding - gaps - sum(own))
  return own.map((length, at) => length + (free * share(all[at] ?? { type: 'FIXED' })) / whole)
}

/** Lays out the children of a grid, and the grid around them. */
export const arrangeGrid = (
  document: HostDocument,
  grid: string,
  put: (id: string, patch: Partial<Props>) => void,
): void => {
  flowCells(document, grid)
  trimRows(document, grid)
  const children = document
    .node(grid)
    .children.filter((child) => inGrid(document, child) && document.prop(child, 'visible'))
  for (const axis of axes) {
    const gap = document.prop(grid, axis.gap)
    const tracks = lengths(document, grid, axis, children)
    const before = document.prop(grid, axis.before)
    if (document.prop(grid, axis.sizing) === 'HUG') {
      const padding = before + document.prop(grid, axis.after)
      put(grid, { [axis.size]: sum(tracks) + gap * (tracks.length - 1) + padding })
    }
    for (const child of children) {
      const cell = cellOf(document, child)
      const first = cell[axis.anchor]
      const length = sum(tracks.slice(first, first + cell[axis.span])) + gap * (cell[axis.span] - 1)
      if (document.prop(child, axis.sizing) === 'FILL') {
        put(child, { [axis.size]: Math.max(0.01, length) })
      }
      const around = extent(document, child)
      const rest = length - around[axis.size]
      const start = before + sum(tracks.slice(0, first)) + gap * first
      const at = start + rest * shares[document.prop(child, axis.align)] - around[axis.at]
      if (box(document, child)[axis.at] !== at) put(child, { [axis.at]: at })
    }
  }
}

import type { HostDocument } from './document.ts'
import { FigmaError } from './types.ts'

export type Cell = { row: number; column: number; rows: number; columns: number }

/** A child of a grid that has a cell: one that stands free has none. */
export const inGrid = (document: HostDocument, id: string): boolean => {
  const { parent } = document.node(id)
  if (parent === null || document.prop(parent, 'layoutMode') !== 'GRID') return false
  return document.prop(id, 'layoutPositioning') === 'AUTO'
}

export const cellOf = (document: HostDocument, id: string): Cell => ({
  row: document.prop(id, 'gridRowAnchorIndex'),
  column: document.prop(id, 'gridColumnAnchorIndex'),
  rows: document.prop(id, 'gridRowSpan'),
  columns: document.prop(id, 'gridColumnSpan'),
})

const overlap = (a: Cell, b: Cell) =>
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns

/**
 * Whose cells are taken. A hidden child keeps its cell: the typings do not say so, but the cell is the
 * child's own property, and what relies on less works with either.
 */
const others = (document: HostDocument, grid: string, but: string): Cell[] =>
  document
    .node(grid)
    .children.filter((child) => child !== but && inGrid(document, child))
    .map((child) => cellOf(document, child))

const isFree = (document: HostDocument, grid: string, id: string, cell: Cell): boolean =>
  cell.row >= 0 &&
  cell.column >= 0 &&
  cell.row + cell.rows <= document.prop(grid, 'gridRowCount') &&
  cell.column + cell.columns <= document.prop(grid, 'gridColumnCount') &&
  !others(document, grid, id).some((other) => overlap(cell, other))

const write = (document: HostDocument, id: string, cell: Cell): void =>
  document.set(id, {
    gridRowAnchorIndex: cell.row,
    gridColumnAnchorIndex: cell.column,
    gridRowSpan: cell.rows,
    gridColumnSpan: cell.columns,
  })

const rowCount = (document: HostDocument, grid: string): number =>
  Math.max(1, ...others(document, grid, '').map(({ row, rows }) => row + rows))

/** plugin-api.d.ts 8396: with ROWS, rows are "removed when a row becomes empty". */
export const trimRows = (document: HostDocument, grid: string): void => {
  const patch = { gridRowCount: rowCount(document, grid) }
  const auto = document.prop(grid, 'gridAutoTracks') === 'ROWS'
  if (auto && document.prop(grid, 'gridRowCount') !== patch.gridRowCount) document.set(grid, patch)
}

/** Where the children flow, each takes the next free cell, in the order of the layers (8434). */
export const flowCells = (document: HostDocument, grid: string): void => {
  if (document.prop(grid, 'gridItemsPositioning') !== 'ROW_AUTO_FLOW') return
  const columns = document.prop(grid, 'gridColumnCount')
  // as in every other flow, and in CSS, which the typings name: what is hidden is not in it
  const flowing = document
    .node(grid)
    .children.filter((child) => inGrid(document, child) && document.prop(child, 'visible'))
  flowing.forEach((child, at) => {
    const cell = { row: Math.floor(at / columns), column: at % columns, rows: 1, columns: 1 }
    const now = cellOf(document, child)
    if (now.row !== cell.row || now.column !== cell.column) write(document, child, cell)
  })
  const rows = Math.max(1, Math.ceil(flowing.length / columns))
  if (document.prop(grid, 'gridRowCount') < rows) document.set(grid, { gridRowCount: rows })
}

/** "nodes will be added to the first available position in the grid" (8612); where none is, to a new row. */
export const takeFreeCell = (document: HostDocument, id: string): void => {
  const grid = document.node(id).parent
  if (grid === null || !inGrid(document, id)) return
  const columns = document.prop(grid, 'gridColumnCount')
  const rows = document.prop(grid, 'gridRowCount')
  const cells = Array.from({ length: rows * columns }, (_, at): Cell => ({
    row: Math.floor(at / columns),
    column: at % columns,
    rows: 1,
    columns: 1,
  }))
  const free = cells.find((cell) => isFree(document, grid, id, cell))
  write(document, id, free ?? { row: rows, column: 0, rows: 1, columns: 1 })
  if (free === undefined) document.set(grid, { gridRowCount: rows + 1 })
}

/** A child that came with a cell of its own keeps it, where that is free. */
export const settleCell = (document: HostDocument, id: string): void => {
  const grid = document.node(id).parent
  if (grid === null || !inGrid(document, id)) return
  const named = document.node(id).props.gridRowAnchorIndex !== undefined
  if (named && isFree(document, grid, id, cellOf(document, id))) return
  takeFreeCell(document, id)
}

const gridOf = (document: HostDocument, id: string): string => {
  const grid = document.node(id).parent
  if (grid !== null && inGrid(document, id)) return grid
  throw new FigmaError('Can only be set on children of grid auto-layout frames')
}

/** plugin-api.d.ts 8585 and 8354: out of bounds, or "occupied by another node", is an error. */
const taken = (document: HostDocument, grid: string, id: string, cell: Cell): void => {
  if (!isFree(document, grid, id, cell)) {
    throw new FigmaError('The grid cell is out of bounds, or occupied by another node')
  }
  write(document, id, cell)
}

export const setCell = (document: HostDocument, id: string, row: number, column: number): void => {
  const grid = gridOf(document, id)
  if (document.prop(grid, 'gridItemsPositioning') === 'ROW_AUTO_FLOW') {
    throw new FigmaError('The children of this grid are positioned automatically')
  }
  taken(document, grid, id, { ...cellOf(document, id), row, column })
}

/** plugin-api.d.ts 8650 and 8659: a positive whole number, over no other node, within the grid. */
export const setSpan = (
  document: HostDocument,
  id: string,
  key: 'rows' | 'columns',
  span: number,
): void => {
  const grid = gridOf(document, id)
  if (!Number.isInteger(span) || span < 1) throw new FigmaError('Expected a positive integer')
  const cell = { ...cellOf(document, id), [key]: span }
  // where the children flow, they make room
  if (document.prop(grid, 'gridItemsPositioning') === 'ROW_AUTO_FLOW') write(document, id, cell)
  else taken(document, grid, id, cell)
}

const tracks = {
  gridRowCount: ({ row, rows }: Cell) => row + rows,
  gridColumnCount: ({ column, columns }: Cell) => column + columns,
} as const

/** plugin-api.d.ts 8270 and 8295: at least 1, none that a child is in, and not where rows come by themselves. */
export const setTracks = (
  document: HostDocument,
  id: string,
  key: keyof typeof tracks,
  count: number,
): void => {
  const auto = document.prop(id, 'gridAutoTracks') === 'ROWS'
  if (key === 'gridRowCount' && auto) throw new FigmaError('The rows of this grid are automatic')
  if (!Number.isInteger(count) || count < 1) throw new FigmaError('Expected a positive integer')
  if (others(document, id, '').some((cell) => tracks[key](cell) > count)) {
    throw new FigmaError('Cannot remove rows or columns that are occupied by children')
  }
  document.set(id, { [key]: count })
}

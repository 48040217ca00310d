import type { Size } from '../protocol/geometry.ts'
import type { Layer } from './home.ts'
import { copy } from './likeness.ts'

/** A frame that lays its children out in rows and columns. */
export type Grid = BaseNode & ChildrenMixin & GridLayoutMixin

/** Where a layer is in a grid, and how large it is there. */
export interface Cell {
  readonly size: Size
  readonly place: Transform
  readonly row: number
  readonly column: number
  readonly shape: Pick<GridChildrenMixin, (typeof shapes)[number]>
}

const shapes = [
  'gridRowSpan',
  'gridColumnSpan',
  'gridChildHorizontalAlign',
  'gridChildVerticalAlign',
] as const

export function isGrid(node: BaseNode | null): node is Grid {
  return node !== null && 'layoutMode' in node && node.layoutMode === 'GRID'
}

export function cellOf(layer: Layer): Cell {
  const { gridRowSpan, gridColumnSpan, gridChildHorizontalAlign, gridChildVerticalAlign } = layer
  const { width, height, relativeTransform } = layer
  return {
    size: { width, height },
    place: relativeTransform,
    row: layer.gridRowAnchorIndex,
    column: layer.gridColumnAnchorIndex,
    shape: { gridRowSpan, gridColumnSpan, gridChildHorizontalAlign, gridChildVerticalAlign },
  }
}

/**
 * Puts a render into a cell that a hidden layer has left. Where the grid holds that to be taken all the
 * same, the render is laid over it: Figma says nowhere whether a hidden layer keeps its cell.
 */
export function takeCell(render: FrameNode, { row, column, shape, size, place }: Cell): void {
  const { parent } = render
  if (!isGrid(parent)) return
  try {
    // Where the children flow, their order decides, and Figma refuses to be told.
    if (parent.gridItemsPositioning !== 'ROW_AUTO_FLOW') render.setGridChildPosition(row, column)
    copy(shape, render, shapes)
  } catch {
    render.layoutPositioning = 'ABSOLUTE'
    render.layoutSizingHorizontal = 'FIXED'
    render.layoutSizingVertical = 'FIXED'
    render.resizeWithoutConstraints(size.width, size.height)
    render.relativeTransform = place
  }
}

/**
 * Remembers how many rows and columns a grid has.
 *
 * @returns the way to give it back those, where it has grown for what now stands in a cell it had before
 */
export function keepTracks(grid: Grid): () => void {
  const { gridRowCount, gridColumnCount } = grid
  return () => {
    if (grid.gridAutoTracks !== 'ROWS' && grid.gridRowCount > gridRowCount) {
      grid.gridRowCount = gridRowCount
    }
    if (grid.gridColumnCount > gridColumnCount) grid.gridColumnCount = gridColumnCount
  }
}

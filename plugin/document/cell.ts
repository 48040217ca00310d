import type { Layer } from './home.ts'

/** A frame that lays its children out in rows and columns. */
export type Grid = BaseNode & ChildrenMixin & GridLayoutMixin

/** Where a layer is in a grid. */
export type Cell = Pick<
  GridChildrenMixin,
  | 'gridRowAnchorIndex'
  | 'gridColumnAnchorIndex'
  | 'gridRowSpan'
  | 'gridColumnSpan'
  | 'gridChildHorizontalAlign'
  | 'gridChildVerticalAlign'
>

export function isGrid(node: BaseNode | null): node is Grid & BaseNode {
  return node !== null && 'layoutMode' in node && node.layoutMode === 'GRID'
}

export function cellOf(layer: Layer): Cell {
  const { gridRowAnchorIndex, gridColumnAnchorIndex, gridRowSpan, gridColumnSpan } = layer
  const { gridChildHorizontalAlign, gridChildVerticalAlign } = layer
  return {
    gridRowAnchorIndex,
    gridColumnAnchorIndex,
    gridRowSpan,
    gridColumnSpan,
    gridChildHorizontalAlign,
    gridChildVerticalAlign,
  }
}

/**
 * Puts a render into a cell that a hidden layer has left. Where the grid holds that to be taken all the
 * same, the render is laid over it: Figma says nowhere whether a hidden layer keeps its cell.
 */
export function takeCell(render: FrameNode, cell: Cell, place: Transform, grid: Grid): void {
  try {
    // Where the children flow, their order decides, and Figma refuses to be told.
    if (grid.gridItemsPositioning !== 'ROW_AUTO_FLOW') {
      render.setGridChildPosition(cell.gridRowAnchorIndex, cell.gridColumnAnchorIndex)
    }
    render.gridRowSpan = cell.gridRowSpan
    render.gridColumnSpan = cell.gridColumnSpan
    render.gridChildHorizontalAlign = cell.gridChildHorizontalAlign
    render.gridChildVerticalAlign = cell.gridChildVerticalAlign
  } catch {
    render.layoutPositioning = 'ABSOLUTE'
    render.relativeTransform = place
  }
}

/** How many rows and columns a grid has. */
export function tracksOf({ gridRowCount, gridColumnCount }: Grid): {
  readonly rows: number
  readonly columns: number
} {
  return { rows: gridRowCount, columns: gridColumnCount }
}

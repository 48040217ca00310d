import type { Layer } from '../canvas/layer.ts'
import { copy } from '../canvas/copy-properties.ts'

/** A frame that lays its children out in rows and columns. */
export type Grid = BaseNode & ChildrenMixin & GridLayoutMixin

/** Where a layer is in a grid, and how large it is there. */
export interface GridCell {
  readonly place: Transform
  readonly row: number
  readonly column: number
  readonly shape: Pick<LayoutMixin, (typeof shapes)[number]>
}

const shapes = [
  'gridRowSpan',
  'gridColumnSpan',
  'gridChildHorizontalAlign',
  'gridChildVerticalAlign',
  // Last: what is laid over the grid in the end keeps its size.
  'layoutSizingHorizontal',
  'layoutSizingVertical',
] as const

export function isGrid(node: BaseNode | null): node is Grid {
  return node !== null && 'layoutMode' in node && node.layoutMode === 'GRID'
}

export function gridCellOf(layer: Layer): GridCell {
  const { gridRowSpan, gridColumnSpan, gridChildHorizontalAlign, gridChildVerticalAlign } = layer
  return {
    place: layer.relativeTransform,
    row: layer.gridRowAnchorIndex,
    column: layer.gridColumnAnchorIndex,
    shape: {
      gridRowSpan,
      gridColumnSpan,
      gridChildHorizontalAlign,
      gridChildVerticalAlign,
      ...sizingOf(layer),
    },
  }
}

/** How an auto layout sizes a render: as its layer, except that what hugs its contents keeps its size. */
export function sizingOf({
  layoutSizingHorizontal,
  layoutSizingVertical,
}: Layer): Pick<Layer, 'layoutSizingHorizontal' | 'layoutSizingVertical'> {
  return {
    layoutSizingHorizontal: layoutSizingHorizontal === 'FILL' ? 'FILL' : 'FIXED',
    layoutSizingVertical: layoutSizingVertical === 'FILL' ? 'FILL' : 'FIXED',
  }
}

/**
 * Puts a render that is laid over a grid into the cell that a hidden layer has left. Where the grid holds
 * that to be taken all the same, it stays where it is: Figma says nowhere whether a hidden layer keeps
 * its cell.
 */
export function takeCell(
  render: FrameNode,
  { place, row, column, shape }: GridCell,
  grid: Grid,
): void {
  const giveBack = keepTracks(grid)
  try {
    render.layoutPositioning = 'AUTO'
    // Where the children flow, their order decides, and Figma refuses to be told.
    if (grid.gridItemsPositioning !== 'ROW_AUTO_FLOW') render.setGridChildPosition(row, column)
    copy(shape, render, shapes)
  } catch {
    render.layoutPositioning = 'ABSOLUTE'
    render.relativeTransform = place
  }
  giveBack()
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

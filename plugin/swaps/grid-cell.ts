import type { Layer } from '../canvas/layer.ts'
import { copy } from '../canvas/copy-properties.ts'
import { type Grid, keepTracks, sizing } from '../canvas/auto-layout.ts'

/** A layer's position and size in a grid. */
interface GridCell {
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
  // Last: a render that ends up laid over the grid keeps its size.
  ...sizing,
] as const

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

/** A render's sizing in an auto layout: the layer's, but a layer that hugs its contents gets a fixed size. */
export function sizingOf({
  layoutSizingHorizontal,
  layoutSizingVertical,
}: Layer): Pick<Layer, (typeof sizing)[number]> {
  return {
    layoutSizingHorizontal: layoutSizingHorizontal === 'FILL' ? 'FILL' : 'FIXED',
    layoutSizingVertical: layoutSizingVertical === 'FILL' ? 'FILL' : 'FIXED',
  }
}

/**
 * Moves a render that is laid over a grid into the cell of its hidden layer. If Figma still treats the cell
 * as taken, the render stays over it: Figma documents nowhere whether a hidden layer keeps its cell.
 */
export function takeCell(
  render: FrameNode,
  { place, row, column, shape }: GridCell,
  grid: Grid,
): void {
  const giveBack = keepTracks(grid)
  try {
    render.layoutPositioning = 'AUTO'
    // Where the children flow, their order decides the cell, and Figma refuses a position.
    if (grid.gridItemsPositioning !== 'ROW_AUTO_FLOW') render.setGridChildPosition(row, column)
    copy(shape, render, shapes)
  } catch {
    render.layoutPositioning = 'ABSOLUTE'
    render.relativeTransform = place
  }
  giveBack()
}

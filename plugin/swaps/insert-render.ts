import type { Parent } from './destination.ts'
import { gridCellOf, isGrid, keepTracks, sizingOf, takeCell } from './grid-cell.ts'
import { copySizeLimits } from './copy-appearance.ts'
import type { Layer } from '../canvas/layer.ts'
import { copy } from '../canvas/copy-properties.ts'

/**
 * Puts a render right above a layer, unseen: while it is, nothing around it gives way.
 *
 * @returns the way to show it in the layer's stead, and hide that
 */
export function insertRender(render: FrameNode, layer: Layer, parent: Parent): () => void {
  const place = layer.relativeTransform
  const grid = layer.layoutPositioning === 'AUTO' && isGrid(parent) ? parent : null
  const cell = grid === null ? null : gridCellOf(layer)
  const giveBack = grid === null ? null : keepTracks(grid)
  render.visible = false
  parent.insertChild(parent.children.findIndex(({ id }) => id === layer.id) + 1, render)
  // A full grid has grown for it: it is laid over that until the layer's cell is free.
  if (grid !== null || layer.layoutPositioning === 'ABSOLUTE') render.layoutPositioning = 'ABSOLUTE'
  giveBack?.()
  if ('constraints' in layer) render.constraints = layer.constraints
  if ('layoutMode' in parent && parent.layoutMode !== 'NONE') flow(render, layer)
  render.relativeTransform = place
  return () => {
    reveal(render, layer)
    if (grid !== null && cell !== null) takeCell(render, cell, grid)
  }
}

/**
 * Shows a render in its original's stead, and hides that: first, so that nothing in an auto layout has to
 * shrink for a moment. What is squeezed may not come back as it was.
 */
export function reveal(render: FrameNode, layer: Layer): void {
  layer.visible = false
  render.visible = true
}

/** The way in which an auto layout treats a layer is that in which it treats the render. */
function flow(render: FrameNode, layer: Layer): void {
  copySizeLimits(render, layer)
  if (render.layoutPositioning === 'AUTO') copy(sizingOf(layer), render, sizing)
  if ('targetAspectRatio' in layer && layer.targetAspectRatio !== null) render.lockAspectRatio()
}

const sizing = ['layoutSizingHorizontal', 'layoutSizingVertical'] as const

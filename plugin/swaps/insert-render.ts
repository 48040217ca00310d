import type { Parent } from './destination.ts'
import { gridCellOf, sizingOf, takeCell } from './grid-cell.ts'
import { isAutoLayout, isGrid, keepTracks, sizing } from '../canvas/auto-layout.ts'
import { copySizeLimits } from './copy-appearance.ts'
import type { Layer } from '../canvas/layer.ts'
import { copy } from '../canvas/copy-properties.ts'
import { indexIn } from '../canvas/copies.ts'

/**
 * Puts a render directly above a layer, hidden: a hidden render does not move its neighbours.
 *
 * @returns a function that shows the render and hides the layer
 */
export function insertRender(render: FrameNode, layer: Layer, parent: Parent): () => void {
  const place = layer.relativeTransform
  const grid = layer.layoutPositioning === 'AUTO' && isGrid(parent) ? parent : null
  const cell = grid && gridCellOf(layer)
  const giveBack = grid && keepTracks(grid)
  render.visible = false
  // Figma documents nowhere whether a child that moves up within its parent counts for the index.
  parent.appendChild(render)
  parent.insertChild(indexIn(parent, layer) + 1, render)
  if ('constraints' in layer) render.constraints = layer.constraints
  if (isAutoLayout(parent)) {
    // A full grid has grown for the render. The render is laid over the grid until the layer's cell is free.
    render.layoutPositioning = grid === null ? layer.layoutPositioning : 'ABSOLUTE'
    giveBack?.()
    flow(render, layer)
  }
  render.relativeTransform = place
  return () => {
    reveal(render, layer)
    if (grid && cell) takeCell(render, cell, grid)
  }
}

/**
 * Shows a render and hides its original. The original is hidden first: an auto layout with both would
 * squeeze its children, which may not recover.
 */
export function reveal(render: FrameNode, layer: Layer): void {
  layer.visible = false
  render.visible = true
}

/** Copies the layer's auto layout settings to the render. */
function flow(render: FrameNode, layer: Layer): void {
  copySizeLimits(render, layer)
  if (render.layoutPositioning === 'AUTO') copy(sizingOf(layer), render, sizing)
  if ('targetAspectRatio' in layer && layer.targetAspectRatio !== null) render.lockAspectRatio()
}

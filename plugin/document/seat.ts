import type { Layer, Parent } from './home.ts'
import { cellOf, isGrid, keepTracks, takeCell } from './cell.ts'
import { limit } from './likeness.ts'

/**
 * Puts a render right above a layer, unseen: while it is, nothing around it gives way.
 *
 * @returns the way to show it in the layer's stead, and hide that
 */
export function seat(render: FrameNode, layer: Layer, parent: Parent): () => void {
  const giveBack = isGrid(parent) ? keepTracks(parent) : null
  render.visible = false
  parent.insertChild(parent.children.findIndex(({ id }) => id === layer.id) + 1, render)
  if ('constraints' in layer) render.constraints = layer.constraints
  if ('layoutMode' in parent && parent.layoutMode !== 'NONE') flow(render, layer)
  render.relativeTransform = layer.relativeTransform
  return () => {
    reveal(render, layer)
    giveBack?.()
  }
}

/**
 * Shows a render in its original's stead, and hides that: first, so that nothing in an auto layout has to
 * shrink for a moment. What is squeezed may not come back as it was.
 */
export function reveal(render: FrameNode, layer: Layer): void {
  if (render.visible && !layer.visible) return
  const cell = cellOf(layer)
  layer.visible = false
  render.visible = true
  const isInFlow = [layer, render].every((node) => node.layoutPositioning === 'AUTO')
  if (render.parent?.id === layer.parent?.id && isInFlow) takeCell(render, cell)
}

/** The way in which an auto layout treats a layer is that in which it treats the render. */
function flow(render: FrameNode, layer: Layer): void {
  if (layer.layoutPositioning === 'ABSOLUTE') render.layoutPositioning = 'ABSOLUTE'
  limit(render, layer)
  // What hugs its contents keeps the size that it has: a picture would make no sense of it.
  if (layer.layoutSizingHorizontal === 'FILL') render.layoutSizingHorizontal = 'FILL'
  if (layer.layoutSizingVertical === 'FILL') render.layoutSizingVertical = 'FILL'
  if ('targetAspectRatio' in layer && layer.targetAspectRatio !== null) render.lockAspectRatio()
}

import type { Layer } from '../canvas/layer.ts'
import { copy } from '../canvas/copy-properties.ts'
import { setPaints } from '../canvas/paints.ts'
import { corners } from '../canvas/corners.ts'
import { setSize } from '../canvas/rect.ts'

const blending = ['opacity', 'blendMode'] as const
const limits = ['minWidth', 'maxWidth', 'minHeight', 'maxHeight'] as const
const outline = ['strokeAlign', 'dashPattern', 'strokeJoin'] as const
const weights = [
  'strokeTopWeight',
  'strokeRightWeight',
  'strokeBottomWeight',
  'strokeLeftWeight',
] as const

/**
 * Copies a layer's size, and all of its look that reaches beyond the picture, to its render: the
 * surroundings stay as they are.
 */
export function copyAppearance(render: FrameNode, layer: Layer): void {
  render.name = layer.name
  setSize(render, layer)
  render.relativeTransform = layer.relativeTransform
  render.exportSettings = layer.exportSettings
  copy(layer, render, blending)
  render.effects = layer.effects.filter(({ type }) => type === 'DROP_SHADOW')
  // Other shapes, such as text, have no corners or strokes that suit a rectangle.
  if (!('topLeftRadius' in layer) || !('dashPattern' in layer)) return
  copy(layer, render, [...corners, 'cornerSmoothing'])
  // An inside stroke would cover the picture, which shows it already.
  if (layer.strokeAlign === 'INSIDE') return
  setPaints(render, 'strokes', layer.strokes)
  copy(layer, render, outline)
  copy(layer, render, typeof layer.strokeWeight === 'symbol' ? weights : ['strokeWeight'])
}

/** Size limits in an auto layout. Only for a render inside one. */
export function copySizeLimits(render: FrameNode, layer: Layer): void {
  copy(layer, render, limits)
}

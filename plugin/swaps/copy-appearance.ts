import type { Layer } from '../canvas/layer.ts'
import { copy } from '../canvas/copy-properties.ts'

const corners = [
  'topLeftRadius',
  'topRightRadius',
  'bottomLeftRadius',
  'bottomRightRadius',
  'cornerSmoothing',
] as const
const blending = ['opacity', 'blendMode'] as const
const limits = ['minWidth', 'maxWidth', 'minHeight', 'maxHeight'] as const
const outline = ['strokes', 'strokeAlign', 'dashPattern', 'strokeJoin'] as const
const weights = [
  'strokeTopWeight',
  'strokeRightWeight',
  'strokeBottomWeight',
  'strokeLeftWeight',
] as const

/**
 * Gives a render all of a layer's look that reaches beyond its picture, and its size: what is around it
 * stays as it is.
 */
export function copyAppearance(render: FrameNode, layer: Layer): void {
  render.name = layer.name
  render.resizeWithoutConstraints(layer.width, layer.height)
  render.relativeTransform = layer.relativeTransform
  render.exportSettings = layer.exportSettings
  copy(layer, render, blending)
  render.effects = layer.effects.filter(({ type }) => type === 'DROP_SHADOW')
  // Of other shapes, letters for one, neither corners nor strokes are those of a rectangle.
  if (!('topLeftRadius' in layer) || !('dashPattern' in layer)) return
  copy(layer, render, corners)
  // A stroke that is all inside would cover the picture, which shows it already.
  if (layer.strokeAlign === 'INSIDE') return
  copy(layer, render, outline)
  copy(layer, render, typeof layer.strokeWeight === 'symbol' ? weights : ['strokeWeight'])
}

/** How large an auto layout may make a render. Only where it is in one. */
export function copySizeLimits(render: FrameNode, layer: Layer): void {
  copy(layer, render, limits)
}

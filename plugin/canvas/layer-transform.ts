import type { Rect } from '../../contract/model/geometry.ts'
import { inProtocol, sizeInProtocol } from './rect.ts'
import type { Layer } from './layer.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import { isUnturned } from './placed-in.ts'

/** Rounding error allowed in a transform. */
const tolerance = 1e-6

/** Whether a layer is neither rotated nor mirrored nor skewed on its page. */
export function isUpright({ absoluteTransform }: Layer): boolean {
  return isUnturned(absoluteTransform, tolerance)
}

/** Makes a layer upright whose parent is its page. */
export function standUpright(layer: Layer): void {
  const { x, y } = layer
  layer.relativeTransform = [
    [1, 0, x],
    [0, 1, y],
  ]
}

/** A layer's geometry on its page now: what is needed to turn its picture upright. */
export function stanceOf(layer: Layer, bounds: Rect): Omit<ResponseOf<'capture'>, 'bytes'> {
  return {
    size: sizeInProtocol(layer),
    bounds: inProtocol(bounds),
    turned: isUpright(layer) ? null : plain(layer.absoluteTransform),
  }
}

/** Figma may return an object of its own that can't be posted. */
function plain([[a, c, x], [b, d, y]]: Transform): Transform {
  return [
    [a, c, x],
    [b, d, y],
  ]
}

import type { Rect } from '../../contract/model/geometry.ts'
import { inProtocol, sizeInProtocol } from './rect.ts'
import type { Layer } from './layer.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'

/** How far a transform may be off what it stands for, by what is lost in reckoning. */
const tolerance = 1e-6

/** Whether a layer is neither turned nor mirrored nor skewed on its page. */
export function isUpright({ absoluteTransform }: Layer): boolean {
  const [[a, c], [b, d]] = absoluteTransform
  return [a - 1, b, c, d - 1].every((off) => Math.abs(off) <= tolerance)
}

/** How a layer stands on its page now: what is needed to stand its picture upright. */
export function stanceOf(layer: Layer, bounds: Rect): Omit<ResponseOf<'capture'>, 'bytes'> {
  return {
    size: sizeInProtocol(layer),
    bounds: inProtocol(bounds),
    turned: isUpright(layer) ? null : plain(layer.absoluteTransform),
  }
}

/** What Figma gives may be an object of its own that can't be posted. */
function plain([[a, c, x], [b, d, y]]: Transform): Transform {
  return [
    [a, c, x],
    [b, d, y],
  ]
}

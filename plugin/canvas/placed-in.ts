import type { Rect } from '../../contract/model/geometry.ts'

/** A layer's place in another. */
export interface PlaceInLayer {
  /** The upright rectangle around it. */
  readonly box: Rect
  /** `turned`: rotated or mirrored, with right angles. */
  readonly pose: 'upright' | 'turned' | 'skewed'
}

/** Rounding error allowed in a transform. */
const tolerance = 1e-3

/** Returns a function that gives layers' places in `outer`, from its corner, even if `outer` is turned. */
export function placeIn(outer: LayoutMixin): (inner: LayoutMixin) => PlaceInLayer {
  const { absoluteTransform } = outer
  return (inner) => {
    const { width, height } = inner
    const transform = within({ absoluteTransform }, inner)
    const [[xx, yx, x], [xy, yy, y]] = transform
    return {
      box: {
        x: x + Math.min(0, xx * width) + Math.min(0, yx * height),
        y: y + Math.min(0, xy * width) + Math.min(0, yy * height),
        width: Math.abs(xx * width) + Math.abs(yx * height),
        height: Math.abs(xy * width) + Math.abs(yy * height),
      },
      pose: isUnturned(transform)
        ? 'upright'
        : Math.abs(xx * yx + xy * yy) <= tolerance
          ? 'turned'
          : 'skewed',
    }
  }
}

/** Whether a transform only moves, but for such rounding errors. */
export function isUnturned([[a, c], [b, d]]: Transform, error = tolerance): boolean {
  return [a - 1, b, c, d - 1].every((off) => Math.abs(off) <= error)
}

type Placed = Pick<LayoutMixin, 'absoluteTransform'>

/** A layer's transform in the coordinates of a node that it is in, at any depth. */
export function within(root: Placed, layer: Placed): Transform {
  const [[a, c, e], [b, d, f]] = root.absoluteTransform
  const area = a * d - b * c
  const [[p, r, x], [q, s, y]] = layer.absoluteTransform
  const across = (u: number, v: number) => (d * u - c * v) / area
  const down = (u: number, v: number) => (a * v - b * u) / area
  return [
    [across(p, q), across(r, s), across(x - e, y - f)],
    [down(p, q), down(r, s), down(x - e, y - f)],
  ]
}

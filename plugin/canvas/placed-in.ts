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
  const [[a, c, e], [b, d, f]] = outer.absoluteTransform
  const size = a * d - b * c
  return ({ absoluteTransform, width, height }) => {
    const [[ia, ic, ie], [ib, id, ie2]] = absoluteTransform
    const across = (x: number, y: number) => (d * x - c * y) / size
    const down = (x: number, y: number) => (a * y - b * x) / size
    const [xx, xy] = [across(ia, ib), down(ia, ib)]
    const [yx, yy] = [across(ic, id), down(ic, id)]
    const [x, y] = [across(ie - e, ie2 - f), down(ie - e, ie2 - f)]
    const near = (...offs: number[]) => offs.every((off) => Math.abs(off) <= tolerance)
    const isUpright = near(xx - 1, xy, yx, yy - 1)
    return {
      box: {
        x: x + Math.min(0, xx * width) + Math.min(0, yx * height),
        y: y + Math.min(0, xy * width) + Math.min(0, yy * height),
        width: Math.abs(xx * width) + Math.abs(yx * height),
        height: Math.abs(xy * width) + Math.abs(yy * height),
      },
      pose: isUpright ? 'upright' : near(xx * yx + xy * yy) ? 'turned' : 'skewed',
    }
  }
}

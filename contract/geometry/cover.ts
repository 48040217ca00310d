import type { FocalPoint, Rect, Size } from '../model/geometry.ts'

/** The picture's rectangle, in the frame's own coordinates and pixels. */
interface Cover {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * The smallest rectangle in the picture's own shape that covers the whole frame. The focal point lies as
 * near to the frame's centre as the picture's edges allow, so it is always visible.
 */
export function cover(picture: Size, frame: Size, focalPoint: FocalPoint): Cover {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height)
  // `max` absorbs rounding errors, which would leave a hairline of the frame uncovered.
  const width = Math.max(frame.width, picture.width * scale)
  const height = Math.max(frame.height, picture.height * scale)
  return {
    x: offset(frame.width, width, focalPoint.x),
    y: offset(frame.height, height, focalPoint.y),
    width,
    height,
  }
}

function offset(frame: number, picture: number, focus: number): number {
  const centred = frame / 2 - focus * picture
  return Math.min(0, Math.max(frame - picture, centred))
}

/**
 * The part of a picture that stays visible in a frame, in shares of the picture (0 to 1). The focal point
 * lies as near to its centre as the picture's edges allow. `cover` shows exactly this part.
 */
export function cropWindow(picture: Size, frame: Size, focalPoint: FocalPoint): Rect {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height)
  const width = Math.min(1, frame.width / (picture.width * scale))
  const height = Math.min(1, frame.height / (picture.height * scale))
  return {
    x: begin(width, focalPoint.x),
    y: begin(height, focalPoint.y),
    width,
    height,
  }
}

export function begin(share: number, focus: number): number {
  return Math.min(1 - share, Math.max(0, focus - share / 2))
}

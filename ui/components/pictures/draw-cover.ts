import type { FocalPoint, Size } from '../../../contract/model/geometry.ts'
import { cropWindow } from '../../../contract/geometry/cover.ts'

/**
 * Draws a picture so that it covers a whole canvas, cut as it is in a frame. Nothing is drawn of one
 * that is not there, or was closed and has no size.
 *
 * @param pixels what the canvas is to have; of the frame's shape, but for being whole numbers
 */
export function drawCover(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap | null,
  pixels: Size,
  frame: Size,
  focalPoint: FocalPoint,
): void {
  canvas.width = pixels.width
  canvas.height = pixels.height
  if (bitmap === null || bitmap.width === 0) return
  const { x, y, width, height } = cropWindow(bitmap, frame, focalPoint)
  canvas
    .getContext('2d')
    ?.drawImage(
      bitmap,
      x * bitmap.width,
      y * bitmap.height,
      width * bitmap.width,
      height * bitmap.height,
      0,
      0,
      canvas.width,
      canvas.height,
    )
}

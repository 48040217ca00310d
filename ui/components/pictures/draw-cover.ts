import type { FocalPoint, Size } from '../../../contract/model/geometry.ts'
import { cropWindow } from '../../../contract/geometry/cover.ts'

/**
 * Draws a picture so that it covers a whole canvas, cropped as in a frame. Draws nothing if the picture is
 * missing or was closed (then it has no size).
 *
 * @param pixels the new size of the canvas: the frame's shape in whole pixels
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

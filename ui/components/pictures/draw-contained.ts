import type { Size } from '../../../contract/model/geometry.ts'

/**
 * Draws a whole picture into the middle of a canvas, as large as it fits. Nothing is drawn of one that is
 * not there, or was closed and has no size.
 *
 * @param pixels what the canvas is to have
 */
export function drawContained(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap | null,
  pixels: Size,
): void {
  canvas.width = pixels.width
  canvas.height = pixels.height
  if (bitmap === null || bitmap.width === 0) return
  const scale = Math.min(pixels.width / bitmap.width, pixels.height / bitmap.height)
  const [width, height] = [bitmap.width * scale, bitmap.height * scale]
  canvas
    .getContext('2d')
    ?.drawImage(bitmap, (pixels.width - width) / 2, (pixels.height - height) / 2, width, height)
}

import type { Size } from '../../../contract/model/geometry.ts'

/**
 * Draws a whole picture into the middle of a canvas, as large as possible. Draws nothing if the picture is
 * missing or was closed (then it has no size).
 *
 * @param pixels the new size of the canvas
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

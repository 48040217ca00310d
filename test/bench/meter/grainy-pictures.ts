import { createCanvas, loadImage } from '@napi-rs/canvas'
import { draw } from '../../hiapi/pictures/draw.ts'
import { seeded } from '../../seeded.ts'

/** Steps of grain up and down in each channel: makes a picture of 1K weigh about what real ones do. */
const grain = 2

/**
 * Pictures for a large run, one for each ratio: as large as real ones, in pixels and in bytes. Drawn
 * beforehand, so that it is not the drawing that is measured.
 */
export async function grainyPictures(ratios: readonly string[]): Promise<Map<string, Uint8Array>> {
  const drawn = new Map<string, Uint8Array>()
  for (const ratio of ratios) drawn.set(ratio, await grainy(ratio))
  return drawn
}

async function grainy(ratio: string): Promise<Uint8Array> {
  const clean = await draw({ reference: undefined, prompt: ratio, ratio, resolution: '1K' })
  const image = await loadImage(clean)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const pixels = context.getImageData(0, 0, image.width, image.height)
  const random = seeded(image.width)
  for (let at = 0; at < pixels.data.length; at++) {
    const isAlpha = at % 4 === 3
    if (!isAlpha)
      pixels.data[at] = (pixels.data[at] ?? 0) + Math.round((random() - 0.5) * 2 * grain)
  }
  context.putImageData(pixels, 0, 0)
  return canvas.encode('png')
}

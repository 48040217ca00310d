import { createCanvas } from '@napi-rs/canvas'
import type { Size } from '../contract/model/geometry.ts'
import { seeded } from './seeded.ts'

/** Steps of grain up and down: of light, as a photograph taken in a room has it, and of each colour. */
const grain = { light: 5, colour: 3 }

/**
 * A picture that weighs what a photograph does: soft lights, and grain over all of it.
 *
 * @param radius of its corners, which let the background through; 0 for none
 */
export function grainyPhoto({ width, height }: Size, radius: number): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.beginPath()
  context.roundRect(0, 0, width, height, radius)
  context.clip()
  const random = seeded(width)
  for (let light = 0; light < 40; light++) {
    const [x, y, reach] = [random() * width, random() * height, random() * width * 0.4 + 20]
    const glow = context.createRadialGradient(x, y, 0, x, y, reach)
    const hue = String(Math.floor(random() * 360))
    glow.addColorStop(0, `hsl(${hue} 60% 55%)`)
    glow.addColorStop(1, `hsla(${hue}, 60%, 30%, 0)`)
    context.fillStyle = light === 0 ? '#345' : glow
    context.fillRect(0, 0, width, height)
  }
  const pixels = context.getImageData(0, 0, width, height)
  const upOrDown = (steps: number) => (random() - 0.5) * 2 * steps
  for (let at = 0; at < pixels.data.length; at += 4) {
    const light = upOrDown(grain.light)
    for (let channel = at; channel < at + 3; channel++) {
      const before = pixels.data[channel] ?? 0
      pixels.data[channel] = Math.round(before + light + upOrDown(grain.colour))
    }
  }
  context.putImageData(pixels, 0, 0)
  return canvas.encode('png')
}

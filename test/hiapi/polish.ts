import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'
import type { Size } from './size.ts'

/** How far apart, on the short edge's scale, two proportions may be to count as the same shape. */
const alike = 0.2

/** A picture in the shape of its reference is the thing itself, polished; in any other it is a scene with it. */
export function isPolish({ width, height }: Size, reference: Size, prompt: string): boolean {
  const stretch = (width * reference.height) / (height * reference.width)
  return Math.abs(Math.log(stretch)) < alike && /\b(photo|render|studio|clay|scene)/i.test(prompt)
}

/**
 * The reference as if it were there: its flat shapes raised, lit from above on the left, with shadows on
 * the right below them, and a glow where it is bright.
 */
export function polish(context: SKRSContext2D, { width, height }: Size, reference: Image): void {
  const scale = Math.max(width / reference.width, height / reference.height)
  const [wide, high] = [reference.width * scale, reference.height * scale]
  const lay = (target: SKRSContext2D, share = 1) => {
    // The larger one below is seen where corners are rounded.
    for (const zoom of [1.5, 1]) {
      const [w, h] = [wide * zoom, high * zoom]
      target.drawImage(
        reference,
        ((width - w) / 2) * share,
        ((height - h) / 2) * share,
        w * share,
        h * share,
      )
    }
  }
  lay(context)
  const unit = Math.min(width, height)
  context.save()
  context.globalCompositeOperation = 'multiply'
  for (const { blur, reach, strength } of shadows) {
    context.filter = `blur(${String(unit * blur)}px)`
    context.drawImage(relief(lay, { width, height }, reach, 'below', strength), 0, 0, width, height)
  }
  context.globalCompositeOperation = 'screen'
  context.filter = `blur(${String(unit * 0.004)}px)`
  context.drawImage(relief(lay, { width, height }, 0.012, 'above', 0.5), 0, 0, width, height)
  context.filter = `blur(${String(unit * 0.04)}px) brightness(0.14)`
  lay(context)
  context.restore()
  const sun = context.createLinearGradient(0, 0, width, height)
  sun.addColorStop(0, 'rgba(255, 244, 214, 0.3)')
  sun.addColorStop(0.5, 'rgba(255, 244, 214, 0)')
  sun.addColorStop(1, 'rgba(20, 24, 60, 0.3)')
  context.fillStyle = sun
  context.fillRect(0, 0, width, height)
}

/** Shares of the short edge: one right at the shapes, one that falls far from them. */
const shadows = [
  { blur: 0.006, reach: 0.014, strength: 0.55 },
  { blur: 0.022, reach: 0.05, strength: 0.5 },
] as const

/** How many pixels of the relief's longer edge are enough: it is blurred anyway. */
const fine = 360

/** Where what is to the left above is another colour (shadows), or what is to the right below (lights). */
function relief(
  lay: (target: SKRSContext2D, share: number) => void,
  size: Size,
  reach: number,
  side: 'above' | 'below',
  strength: number,
) {
  const share = Math.min(1, fine / Math.max(size.width, size.height))
  const width = Math.max(1, Math.round(size.width * share))
  const height = Math.max(1, Math.round(size.height * share))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  lay(context, share)
  const { data } = context.getImageData(0, 0, width, height)
  const made = context.createImageData(width, height)
  const step = Math.max(1, Math.round(reach * Math.min(width, height)))
  const from = side === 'below' ? -step : step
  const background = mean(data)
  // A shape is what stands out from the picture's mean colour.
  const stands = (x: number, y: number) => {
    // beyond the edge all goes on as it is there
    const column = Math.min(Math.max(x, 0), width - 1)
    const at = (Math.min(Math.max(y, 0), height - 1) * width + column) * 4
    return Math.min(1, distance(data, at, background) / 120)
  }
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const raised = Math.max(0, stands(x + from, y + from) - stands(x, y)) * strength
      const tone = side === 'below' ? 255 * (1 - raised) : 255 * raised
      made.data.set([tone, tone, tone, 255], (y * width + x) * 4)
    }
  }
  context.putImageData(made, 0, 0)
  return canvas
}

function mean(data: Uint8ClampedArray): readonly number[] {
  const sums = [0, 1, 2].map((channel) => {
    let sum = 0
    for (let at = channel; at < data.length; at += 4) sum += data[at] ?? 0
    return sum
  })
  return sums.map((sum) => sum / (data.length / 4))
}

function distance(data: Uint8ClampedArray, at: number, colour: readonly number[]): number {
  return Math.hypot(
    ...[0, 1, 2].map((channel) => (data[at + channel] ?? 0) - (colour[channel] ?? 0)),
  )
}

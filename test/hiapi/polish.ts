import { createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'
import type { Light } from './lights.ts'
import type { Size } from './size.ts'

/**
 * How far apart, as a logarithm, two proportions may be to count as the same shape. Between 1:3 and 3:1 no
 * shape is farther from the nearest ratio that can be ordered.
 */
const alike = 0.13

/** Whether a picture has the shape of its reference, as that of a swap has, and most others have not. */
export function isAlike({ width, height }: Size, reference: Size): boolean {
  const stretch = (width * reference.height) / (height * reference.width)
  return Math.abs(Math.log(stretch)) < alike
}

/**
 * The reference as if it were there: its flat shapes raised and lit from above on one side, with shadows
 * below them on the other, a glow where it is bright, and the light's own colours.
 */
export function polish(
  context: SKRSContext2D,
  { width, height }: Size,
  reference: Image,
  { side, tint, sun, shade }: Light,
): void {
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
    const shadow = relief(lay, { width, height }, { reach, strength, kind: 'shadow', side })
    context.drawImage(shadow, 0, 0, width, height)
  }
  context.globalCompositeOperation = 'screen'
  context.filter = `blur(${String(unit * 0.004)}px)`
  const edge = { reach: 0.012, strength: 0.5, kind: 'light', side } as const
  context.drawImage(relief(lay, { width, height }, edge), 0, 0, width, height)
  context.filter = `blur(${String(unit * 0.04)}px) brightness(0.14)`
  lay(context)
  context.restore()
  context.save()
  context.globalCompositeOperation = 'soft-light'
  context.fillStyle = tint
  context.fillRect(0, 0, width, height)
  context.restore()
  const [from, to] = side === 'left' ? [0, width] : [width, 0]
  const fall = context.createLinearGradient(from, 0, to, height)
  fall.addColorStop(0, `rgba(${sun}, 0.42)`)
  fall.addColorStop(0.5, `rgba(${sun}, 0)`)
  fall.addColorStop(0.5, `rgba(${shade}, 0)`)
  fall.addColorStop(1, `rgba(${shade}, 0.42)`)
  context.fillStyle = fall
  context.fillRect(0, 0, width, height)
}

/** Shares of the short edge: one right at the shapes, one that falls far from them. */
const shadows = [
  { blur: 0.006, reach: 0.014, strength: 0.55 },
  { blur: 0.022, reach: 0.05, strength: 0.5 },
] as const

/** How many pixels of the relief's longer edge are enough: it is blurred anyway. */
const fine = 360

interface Relief {
  /** How far shapes stand out, as a share of the short edge. */
  readonly reach: number
  readonly strength: number
  /** What falls behind the shapes, or what shines on their edges. */
  readonly kind: 'shadow' | 'light'
  /** Where the light comes from. */
  readonly side: Light['side']
}

/** Where what is towards the light is another colour (shadows), or what is away from it (lights). */
function relief(
  lay: (target: SKRSContext2D, share: number) => void,
  size: Size,
  { reach, strength, kind, side }: Relief,
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
  const down = kind === 'shadow' ? -step : step
  const across = side === 'left' ? down : -down
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
      const raised = Math.max(0, stands(x + across, y + down) - stands(x, y)) * strength
      const tone = kind === 'shadow' ? 255 * (1 - raised) : 255 * raised
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

import { type Canvas, createCanvas, type Image, type SKRSContext2D } from '@napi-rs/canvas'
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
  reference: Image | Canvas,
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
  const small = reduced(lay, { width, height })
  const heights = heightsOf(small)
  context.save()
  context.imageSmoothingQuality = 'high'
  context.globalCompositeOperation = 'multiply'
  for (const { blur, reach, strength } of shadows) {
    const shadow = relief(heights, { reach, strength, kind: 'shadow', side })
    context.drawImage(soft(shadow, blur), 0, 0, width, height)
  }
  context.globalCompositeOperation = 'screen'
  const edge = relief(heights, { reach: 0.012, strength: 0.5, kind: 'light', side })
  context.drawImage(soft(edge, 0.004), 0, 0, width, height)
  context.drawImage(soft(small, 0.04, 'brightness(0.14)'), 0, 0, width, height)
  context.restore()
  context.save()
  context.globalCompositeOperation = 'soft-light'
  context.fillStyle = tint
  context.fillRect(0, 0, width, height)
  context.restore()
  const [from, to] = side === 'left' ? [0, width] : [width, 0]
  const fall = context.createLinearGradient(from, 0, to, height)
  fall.addColorStop(0, sun[1])
  fall.addColorStop(0.5, sun[0])
  fall.addColorStop(0.5, shade[0])
  fall.addColorStop(1, shade[1])
  context.fillStyle = fall
  context.fillRect(0, 0, width, height)
}

/** Shares of the short edge: one right at the shapes, one that falls far from them. */
const shadows = [
  { blur: 0.006, reach: 0.014, strength: 0.55 },
  { blur: 0.022, reach: 0.05, strength: 0.5 },
] as const

/** How many pixels of a longer edge are enough for what is blurred anyway: it costs a tenth of the time. */
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

/** How far each pixel stands out, from 0 to 1. */
interface Heights extends Size {
  readonly at: (x: number, y: number) => number
}

/** A shape is what stands out from the picture's mean colour. */
function heightsOf(small: Canvas): Heights {
  const { width, height } = small
  const { data } = small.getContext('2d').getImageData(0, 0, width, height)
  const [red = 0, green = 0, blue = 0] = mean(data)
  const heights = new Float32Array(width * height)
  for (const index of heights.keys()) {
    const [r = 0, g = 0, b = 0] = data.subarray(index * 4, index * 4 + 3)
    heights[index] = Math.min(1, Math.hypot(r - red, g - green, b - blue) / 120)
  }
  // beyond the edge all goes on as it is there
  const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1)
  return {
    width,
    height,
    at: (x, y) => heights[within(y, height) * width + within(x, width)] ?? 0,
  }
}

/** Where what is towards the light is another colour (shadows), or what is away from it (lights). */
function relief({ width, height, at }: Heights, { reach, strength, kind, side }: Relief): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const made = context.createImageData(width, height)
  const step = Math.max(1, Math.round(reach * Math.min(width, height)))
  const down = kind === 'shadow' ? -step : step
  const across = side === 'left' ? down : -down
  made.data.fill(255)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const raised = Math.max(0, at(x + across, y + down) - at(x, y)) * strength
      const pixel = (y * width + x) * 4
      made.data.fill(255 * (kind === 'shadow' ? 1 - raised : raised), pixel, pixel + 3)
    }
  }
  context.putImageData(made, 0, 0)
  return canvas
}

/** What `lay` draws, in few pixels. */
function reduced(lay: (target: SKRSContext2D, share: number) => void, size: Size): Canvas {
  const share = Math.min(1, fine / Math.max(size.width, size.height))
  const side = (length: number) => Math.max(1, Math.round(length * share))
  const canvas = createCanvas(side(size.width), side(size.height))
  lay(canvas.getContext('2d'), share)
  return canvas
}

/** @param blur a share of the short edge */
function soft(small: Canvas, blur: number, also = ''): Canvas {
  const { width, height } = small
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.filter = `blur(${String(Math.min(width, height) * blur)}px) ${also}`
  context.drawImage(small, 0, 0)
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

import { createHash } from 'node:crypto'
import {
  createCanvas,
  loadImage,
  type Canvas,
  type Image,
  type SKRSContext2D,
} from '@napi-rs/canvas'
import { backdrop } from './backdrop.ts'
import { calmAreasIn, isWithoutText } from './calm.ts'
import { seeded } from '../../seeded.ts'
import { palette } from './palette.ts'
import { lightOf } from './lights.ts'
import { onePicture } from './one-picture.ts'
import { isAlike, polish } from './polish.ts'
import { nearestRatio, pictureSize, type Size } from './size.ts'

export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'avif'

export type Order = {
  /** Bytes of the first reference; undefined when it could not be had. */
  reference: Uint8Array | undefined
  prompt: string
  /** Which picture of this order it is: each is another. */
  take?: number
  ratio: string
  resolution: string
  transparent?: boolean
  format?: PictureFormat
  /** Deliberately not the size that was ordered. */
  shape?: 'wrong-ratio' | 'oversize' | undefined
  /** Both edges are multiplied by it, to keep tests fast. */
  scale?: number
}

/**
 * A finished render of the reference: the thing itself under another light where the picture has its shape,
 * or where its text is set over it later; or else a sheet in a scene. Scene and light follow from the prompt
 * and the take; the same order always gives the same bytes.
 */
export async function draw(order: Order): Promise<Uint8Array> {
  const reference = await decoded(order.reference)
  const { width, height } = orderedSize(order, reference)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const { prompt, take = 0 } = order
  const isSame = reference && isAlike({ width, height }, reference)
  if (reference && !order.transparent && (isSame || isWithoutText(prompt))) {
    const thing = isSame ? reference : onePicture(reference, { width, height }, calmAreasIn(prompt))
    polish(context, { width, height }, thing, lightOf(numberOf(prompt), take))
    vignette(context, { width, height })
    return encoded(canvas, order.format ?? 'png')
  }
  const random = seeded(numberOf(take === 0 ? prompt : `${prompt}\n${String(take)}`))
  const colours = palette(random)
  if (!order.transparent) backdrop(context, { width, height }, colours, random)
  card(context, { width, height }, reference, random)
  if (!order.transparent) vignette(context, { width, height })
  return encoded(canvas, order.format ?? 'png')
}

/** The same number for the same text, from 0 to 2³² − 1. */
function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0)
}

/** The pixels of the picture that is ordered. */
export async function sizeOrdered(order: Order): Promise<Size> {
  return orderedSize(order, order.ratio === 'auto' ? await decoded(order.reference) : undefined)
}

export function encoded(canvas: Canvas, format: PictureFormat): Promise<Uint8Array> {
  if (format === 'png') return canvas.encode('png')
  if (format === 'avif') return canvas.encode('avif', { quality: 70, speed: 10 })
  return canvas.encode(format, 88)
}

function orderedSize(order: Order, reference: Image | undefined): Size {
  const ratio =
    order.ratio === 'auto'
      ? nearestRatio(reference?.width || 1, reference?.height || 1)
      : order.ratio
  const { width, height } = pictureSize(ratio, order.resolution)
  if (order.shape === 'oversize') {
    const factor = 4608 / Math.max(width, height)
    return { width: Math.round(width * factor), height: Math.round(height * factor) }
  }
  const scale = order.scale ?? 1
  const scaled = {
    width: Math.max(8, Math.round(width * scale)),
    height: Math.max(8, Math.round(height * scale)),
  }
  if (order.shape !== 'wrong-ratio') return scaled
  return width === height
    ? { width: scaled.width, height: Math.round(scaled.height * 0.6) }
    : { width: scaled.height, height: scaled.width }
}

/** A hosted reference may be out of reach, and a broken one can't be shown: a blank card stands in. */
async function decoded(bytes: Uint8Array | undefined): Promise<Image | undefined> {
  if (!bytes) return undefined
  try {
    return await loadImage(bytes)
  } catch {
    return undefined
  }
}

/** The reference as a sheet of its own: contained, rounded, upright, lit from above. */
function card(
  context: SKRSContext2D,
  { width, height }: Size,
  reference: Image | undefined,
  random: () => number,
) {
  const room = 0.62 + random() * 0.14
  const own = reference ? reference.width / reference.height : 1
  const wide = Math.min(width * room, height * room * own)
  const high = wide / own
  const unit = Math.min(width, height)
  const radius = Math.min(wide, high) * (0.03 + random() * 0.04)

  context.save()
  context.translate(width / 2, height * (0.49 + random() * 0.02))
  const sheet = () => {
    context.beginPath()
    context.roundRect(-wide / 2, -high / 2, wide, high, radius)
  }
  context.save()
  context.shadowColor = 'rgba(10, 8, 24, 0.45)'
  context.shadowBlur = unit * 0.07
  context.shadowOffsetY = unit * 0.035
  context.fillStyle = '#fff'
  sheet()
  context.fill()
  context.restore()
  context.save()
  sheet()
  context.clip()
  if (reference) context.drawImage(reference, -wide / 2, -high / 2, wide, high)
  const sheen = context.createLinearGradient(-wide / 2, -high / 2, wide / 2, high / 2)
  sheen.addColorStop(0, 'rgba(255, 255, 255, 0.16)')
  sheen.addColorStop(0.45, 'rgba(255, 255, 255, 0)')
  context.fillStyle = sheen
  context.fillRect(-wide / 2, -high / 2, wide, high)
  context.restore()
  context.strokeStyle = 'rgba(255, 255, 255, 0.5)'
  context.lineWidth = Math.max(1, unit * 0.002)
  sheet()
  context.stroke()
  context.restore()
}

function vignette(context: SKRSContext2D, { width, height }: Size) {
  const reach = Math.hypot(width, height) / 2
  const shade = context.createRadialGradient(
    width / 2,
    height / 2,
    reach * 0.55,
    width / 2,
    height / 2,
    reach,
  )
  shade.addColorStop(0, 'rgba(0, 0, 0, 0)')
  shade.addColorStop(1, 'rgba(0, 0, 0, 0.28)')
  context.fillStyle = shade
  context.fillRect(0, 0, width, height)
}

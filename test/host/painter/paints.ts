import type { GradientPaint, ImagePaint } from '@figma/plugin-typings/plugin-api-standalone'
import { invert } from '../document/geometry.ts'
import type { Paint, Transform } from '../document/types.ts'
import type { Pen, Picture, Surface } from '../env/env.ts'

type Palette = { pictures: ReadonlyMap<string, Picture>; surface: Surface }
type Size = { width: number; height: number }

const channel = (value: number) => Math.round(value * 255)
const css = ({ r, g, b }: { r: number; g: number; b: number }, alpha: number) =>
  `rgba(${channel(r)},${channel(g)},${channel(b)},${alpha})`

const apply = (pen: Pen, m: Transform) =>
  pen.transform(m[0][0], m[1][0], m[0][1], m[1][1], m[0][2], m[1][2])

/** A gradient is drawn in its own square, in which linear runs left to right (T 4787). */
const paintGradient = (pen: Pen, paint: GradientPaint, { width, height }: Size): void => {
  const radial = paint.type === 'GRADIENT_RADIAL'
  const gradient = radial
    ? pen.createRadialGradient(0.5, 0.5, 0, 0.5, 0.5, 0.5)
    : pen.createLinearGradient(0, 0, 1, 0)
  for (const { position, color } of paint.gradientStops) {
    gradient.addColorStop(position, css(color, color.a))
  }
  pen.transform(width, 0, 0, height, 0, 0)
  apply(pen, invert(paint.gradientTransform))
  pen.fillStyle = gradient
  pen.fillRect(-50, -50, 101, 101)
}

const percent = (value = 0) => `${Math.max(0, 100 + value * 100)}%`

const filterOf = ({ filters }: ImagePaint): string => {
  if (filters === undefined) return 'none'
  const { exposure, contrast, saturation } = filters
  return `brightness(${percent(exposure)}) contrast(${percent(contrast)}) saturate(${percent(saturation)})`
}

type Place = (pen: Pen, paint: ImagePaint, picture: Picture, size: Size) => void

const centred =
  (choose: (a: number, b: number) => number): Place =>
  (pen, _, picture, size) => {
    const scale = choose(size.width / picture.width, size.height / picture.height)
    const width = picture.width * scale
    const height = picture.height * scale
    const x = (size.width - width) / 2
    const y = (size.height - height) / 2
    pen.drawImage(picture.drawable, x, y, width, height)
  }

/** How a picture lies in its shape (plugin-api.d.ts 4807). */
const places: Record<string, Place> = {
  FILL: centred(Math.max),
  FIT: centred(Math.min),
  // imageTransform leads from the shape to the picture, both taken as squares of side 1
  CROP: (pen, paint, picture, { width, height }) => {
    pen.transform(width, 0, 0, height, 0, 0)
    if (paint.imageTransform !== undefined) apply(pen, invert(paint.imageTransform))
    pen.drawImage(picture.drawable, 0, 0, 1, 1)
  },
  TILE: (pen, paint, picture, size) => {
    const scale = paint.scalingFactor ?? 0.5
    const width = Math.max(1, picture.width * scale)
    const height = Math.max(1, picture.height * scale)
    for (let y = 0; y < size.height; y += height) {
      for (let x = 0; x < size.width; x += width) {
        pen.drawImage(picture.drawable, x, y, width, height)
      }
    }
  },
}

const paintOne = (palette: Palette, paint: Paint, size: Size): void => {
  const { pen } = palette.surface
  if (paint.type === 'SOLID') {
    pen.fillStyle = css(paint.color, 1)
    pen.fillRect(-1, -1, size.width + 2, size.height + 2)
  }
  if (paint.type === 'GRADIENT_LINEAR' || paint.type === 'GRADIENT_RADIAL') {
    paintGradient(pen, paint, size)
  }
  if (paint.type === 'IMAGE' && paint.imageHash !== null) {
    const picture = palette.pictures.get(paint.imageHash)
    if (picture === undefined) return
    pen.imageSmoothingEnabled = true
    pen.imageSmoothingQuality = 'high'
    if (paint.filters !== undefined) pen.filter = filterOf(paint)
    places[paint.scaleMode]?.(pen, paint, picture, size)
  }
}

/** Paints the fills, first one lowest, into what the pen is clipped to. */
export const paintFills = (
  palette: Palette,
  fills: readonly Paint[],
  width: number,
  height: number,
): void => {
  const { pen } = palette.surface
  for (const fill of fills) {
    if (fill.visible === false) continue
    pen.save()
    pen.globalAlpha *= fill.opacity ?? 1
    paintOne(palette, fill, { width, height })
    pen.restore()
  }
}

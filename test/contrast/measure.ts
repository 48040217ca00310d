import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { centre } from '../../contract/model/geometry.ts'
import type { Scrim } from '../../contract/model/live-text.ts'
import type { LaidText } from '../../contract/model/canvas-text.ts'
import {
  type Legibility,
  legibilityOf,
  neededContrast,
} from '../../ui/catalog/contrast/legibility.ts'
import { type Raster, rasterSize } from '../../ui/catalog/contrast/pixels-under.ts'
import type { TestLayout } from './layouts.ts'
import { type TestPicture, testPictures } from './pictures.ts'

/** One picture under one layout: what the window found, and what the pixels say. */
export interface Cell {
  readonly picture: string
  readonly layout: string
  readonly found: Legibility
  /** By text, as painted: picture, scrim, and the text's box. */
  readonly texts: readonly { readonly name: string; readonly contrast: number }[]
  /** Before any scrim. */
  readonly before: readonly { readonly name: string; readonly contrast: number }[]
}

/**
 * Puts a share of the layouts over each picture, each time others. What is painted is measured by other code
 * than the window's.
 */
export async function measureAll(layouts: readonly TestLayout[], share: number): Promise<Cell[]> {
  const cells: Cell[] = []
  const pictures = await testPictures()
  for (const [index, picture] of pictures.entries()) {
    const image = await loadImage(picture.bytes)
    const raster = rasterOf(image)
    for (const layout of layouts.filter((_, at) => (at + index) % share === 0)) {
      cells.push(measure(picture, image, raster, layout))
    }
  }
  return cells
}

function measure(
  { name }: TestPicture,
  image: Image,
  raster: Raster,
  { name: layout, frame, texts }: TestLayout,
): Cell {
  const found = legibilityOf({ raster, picture: image, frame, focalPoint: centre }, texts)
  const isHard = (text: string) => found.hard.some((each) => each.name === text)
  const bare = painted(image, frame, null)
  const before = texts.map((text) => ({ name: text.name, contrast: seen(bare, frame, text) }))
  const shown = found.scrim === null ? bare : painted(image, frame, found.scrim)
  const after = texts.map((text) => {
    const contrast = seen(shown, frame, text)
    const isFine = contrast >= neededContrast(text, frame) || isHard(text.name)
    // In few pixels, a row that lies half outside of a text counts as a whole one.
    return {
      name: text.name,
      contrast: isFine ? contrast : seen(painted(image, frame, found.scrim, fineEdge), frame, text),
    }
  })
  return { picture: name, layout, found, texts: after, before }
}

export function rasterOf(image: Image): Raster {
  const size = rasterSize(image)
  const context = createCanvas(size.width, size.height).getContext('2d')
  context.drawImage(image, 0, 0, size.width, size.height)
  return { ...size, data: context.getImageData(0, 0, size.width, size.height).data }
}

/** The shorter edge of what is painted, in pixels, and of what is looked at again. */
const shortEdge = 128
const fineEdge = 1024

/** A variant as Figma would show it, without its text. */
export function painted(
  image: Image,
  frame: TestLayout['frame'],
  scrim: Scrim | null,
  edge = shortEdge,
): Canvas {
  const scale = edge / Math.min(frame.width, frame.height)
  const [width, height] = [Math.round(frame.width * scale), Math.round(frame.height * scale)]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const fill = Math.max(width / image.width, height / image.height)
  const [across, down] = [image.width * fill, image.height * fill]
  context.drawImage(image, (width - across) / 2, (height - down) / 2, across, down)
  if (scrim === null) return canvas
  context.scale(scale, scale)
  const { x, y, opacity } = scrim
  const ends = {
    top: [0, y, 0, y + scrim.height],
    bottom: [0, y + scrim.height, 0, y],
    left: [x, 0, x + scrim.width, 0],
    right: [x + scrim.width, 0, x, 0],
    none: [0, 0, 0, 0],
  } as const
  const rgb = scrim.tone === 'white' ? '255, 255, 255' : '0, 0, 0'
  const [x0, y0, x1, y1] = ends[scrim.edge]
  const gradient = context.createLinearGradient(x0, y0, x1, y1)
  gradient.addColorStop(0, `rgba(${rgb}, ${opacity})`)
  gradient.addColorStop(0.5, `rgba(${rgb}, ${opacity})`)
  gradient.addColorStop(1, `rgba(${rgb}, 0)`)
  context.fillStyle = scrim.edge === 'none' ? `rgba(${rgb}, ${opacity})` : gradient
  context.fillRect(x, y, scrim.width, scrim.height)
  return canvas
}

/** The 8th percentile of the contrast under a text: where colours meet, a row of pixels may lie on either side. */
function seen(canvas: Canvas, frame: TestLayout['frame'], { box, colours }: LaidText): number {
  const scale = canvas.width / frame.width
  const [x, y] = [Math.round(box.x * scale), Math.round(box.y * scale)]
  const [width, height] = [Math.round(box.width * scale), Math.round(box.height * scale)]
  const { data } = canvas.getContext('2d').getImageData(x, y, width, height)
  const own = colours.map(({ r, g, b }) => light(r * 255, g * 255, b * 255))
  const ratios = new Float64Array(data.length / 4)
  for (let at = 0; at < ratios.length; at++) {
    const beneath = light(data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0)
    ratios[at] = Math.min(...own.map((each) => ratio(each, beneath)))
  }
  return ratios.sort()[Math.floor(ratios.length * 0.08)] ?? 0
}

const ratio = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

function light(r: number, g: number, b: number): number {
  return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
}

function channel(value: number): number {
  return value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
}

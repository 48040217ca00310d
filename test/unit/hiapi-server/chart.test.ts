import { createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { drawChart } from '../../hiapi/pictures/chart.ts'
import { landing, readChart } from '../../hiapi/pictures/read-chart.ts'
import { pictureSize } from '../../hiapi/pictures/size.ts'

type Part = { left: number; top: number; right: number; bottom: number }
type Size = { width: number; height: number }

const charts = new Map<string, Promise<Image>>()

/** Drawn once: the same order gives the same chart. */
function chartOf(ratio: string): Promise<Image> {
  const order = { reference: undefined, prompt: '', ratio, resolution: '1K' }
  const chart = charts.get(ratio) ?? drawChart(order).then((bytes) => loadImage(bytes))
  charts.set(ratio, chart)
  return chart
}

/** A part of the chart, drawn to fill a canvas of this size, through a PNG or a JPEG. */
async function seen(
  ratio: string,
  part: Part,
  { width, height }: Size,
  type: 'png' | 'jpeg',
  over?: (context: SKRSContext2D) => void,
) {
  const chart = await chartOf(ratio)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  const wide = width / (part.right - part.left)
  const high = height / (part.bottom - part.top)
  context.drawImage(chart, -part.left * wide, -part.top * high, wide, high)
  over?.(context)
  const bytes = type === 'png' ? await canvas.encode('png') : await canvas.encode('jpeg', 92)
  const image = await loadImage(bytes)
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, width, height)
}

/** The part of a picture that fills a frame undistorted; `aside` 0 leaves the left or top in view. */
function fitting(ratio: string, frame: Size, aside = 0.5): Part {
  const picture = pictureSize(ratio, '1K')
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height)
  const width = frame.width / scale / picture.width
  const height = frame.height / scale / picture.height
  const left = (1 - width) * aside
  const top = (1 - height) * aside
  return { left, top, right: left + width, bottom: top + height }
}

const apart = (one: Part, other: Part) =>
  Math.max(
    ...(['left', 'top', 'right', 'bottom'] as const).map((side) =>
      Math.abs(one[side] - other[side]),
    ),
  )

type Case = readonly [ratio: string, frame: Size, type: 'png' | 'jpeg']
const cases: readonly Case[] = [
  ['3:1', { width: 970, height: 90 }, 'png'],
  ['3:1', { width: 728, height: 90 }, 'jpeg'],
  ['3:1', { width: 1200, height: 200 }, 'png'],
  ['1:3', { width: 240, height: 1200 }, 'jpeg'],
  ['2:3', { width: 432, height: 648 }, 'png'],
  ['9:16', { width: 540, height: 960 }, 'png'],
]
/** In which circles are too small to be measured, and all the rest is not. */
const small: readonly Case[] = [
  ['3:1', { width: 300, height: 50 }, 'png'],
  ['3:1', { width: 300, height: 50 }, 'jpeg'],
  ['1:3', { width: 120, height: 600 }, 'jpeg'],
  ['2:3', { width: 144, height: 216 }, 'png'],
]

test.each([...cases, ...small])(
  'of %s in %o, as a %s, it tells the part in view',
  async (ratio, frame, type) => {
    const part = fitting(ratio, frame, 0.8)
    const sight = readChart(await seen(ratio, part, frame, type))
    expect(apart(sight.window, part)).toBeLessThan(0.003)
    expect(sight.circles).toBeGreaterThan(3)
    expect(sight.worst).toBeLessThan(type === 'png' ? 0.02 : 0.5)
  },
)

test.each([...cases, ...small])(
  'of %s in %o, as a %s, it tells a shift of 2 in 100',
  async (ratio, frame, type) => {
    const part = fitting(ratio, { width: frame.width * 0.9, height: frame.height * 0.9 })
    const inset = { ...part, left: part.left * 0.9, right: part.right * 0.9 }
    const shifted = { ...inset, left: inset.left + 0.02, right: inset.right + 0.02 }
    const sight = readChart(await seen(ratio, shifted, frame, type))
    expect(apart(sight.window, inset)).toBeGreaterThan(0.017)
  },
)

test.each(cases)('of %s in %o, as a %s, a circle is a circle', async (ratio, frame, type) => {
  const sight = readChart(await seen(ratio, fitting(ratio, frame, 0.8), frame, type))
  expect(Math.abs(sight.roundness - 1)).toBeLessThan(0.005)
})

test.each(cases)(
  'of %s in %o, as a %s, it tells a stretch of 2 in 100',
  async (ratio, frame, type) => {
    const part = fitting(ratio, frame)
    const less = (part.right - part.left) * 0.01
    const stretched = { ...part, left: part.left + less, right: part.right - less }
    const sight = readChart(await seen(ratio, stretched, frame, type))
    expect(sight.roundness - 1).toBeGreaterThan(0.015)
    expect(sight.roundness - 1).toBeLessThan(0.026)
  },
)

test.each(['png', 'jpeg'] as const)('a bare edge of one pixel is told, as a %s', async (type) => {
  const frame = { width: 300, height: 300 }
  const whole = { left: 0, top: 0, right: 1, bottom: 1 }
  const bare = (context: SKRSContext2D) => {
    context.fillStyle = '#ededf0'
    context.fillRect(299, 0, 1, 300)
  }
  expect(readChart(await seen('1:1', whole, frame, type)).worst).toBeLessThan(0.5)
  expect(readChart(await seen('1:1', whole, frame, type, bare)).worst).toBeGreaterThan(0.7)
})

test('a point of the chart lands where the part in view has it', () => {
  const window = { left: 0.2, top: 0, right: 0.7, bottom: 1 }
  const sight = { window, roundness: 1, circles: 1, worst: 0 }
  expect(landing(sight, { x: 0.45, y: 0.25 })).toMatchObject({ y: 0.25 })
  expect(landing(sight, { x: 0.45, y: 0.25 }).x).toBeCloseTo(0.5, 9)
  expect(landing(sight, { x: 0.1, y: 0.25 }).x).toBeLessThan(0)
})

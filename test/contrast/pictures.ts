import { createCanvas } from '@napi-rs/canvas'
import { draw, encoded } from '../hiapi/pictures/draw.ts'
import { seeded } from '../seeded.ts'

/** A picture to set text over. */
export interface TestPicture {
  readonly name: string
  readonly bytes: Uint8Array
}

const ratios = ['9:16', '1:1', '16:9', '4:5', '3:1'] as const
const prompts = [
  'A lake at dawn',
  'Bold summer colours',
  'Night market',
  'White studio, soft shadow',
  'Neon city',
] as const

type Painter = (random: () => number, across: number, down: number) => number

/** Grey values by position, from 0 to 1. */
const painters: Readonly<Record<string, Painter>> = {
  dark: (random, _, down) => 0.06 + 0.1 * down + 0.04 * random(),
  light: (random, across) => 0.84 + 0.1 * across + 0.06 * random(),
  'split across': (random, across) => (across < 0.5 ? 0.08 : 0.9) + 0.04 * random(),
  'split down': (random, _, down) => (down < 0.5 ? 0.9 : 0.08) + 0.04 * random(),
  busy: (random) => random(),
  'coarse squares': (_, across, down) =>
    (Math.floor(across * 4) + Math.floor(down * 4)) % 2 === 0 ? 0.1 : 0.9,
  'mid grey': (random) => 0.44 + 0.04 * random(),
}

/** Pictures of the local server, and painted ones of each hard kind. */
export async function testPictures(): Promise<TestPicture[]> {
  const pictures: TestPicture[] = []
  for (const ratio of ratios) {
    for (const prompt of prompts) {
      const order = { reference: undefined, prompt, ratio, resolution: '1K', scale: 0.15 }
      pictures.push({ name: `${prompt}, ${ratio}`, bytes: await draw(order) })
    }
    for (const [name, paint] of Object.entries(painters)) {
      pictures.push({ name: `${name}, ${ratio}`, bytes: await painted(paint, ratio) })
    }
  }
  return pictures
}

function painted(paint: Painter, ratio: string): Promise<Uint8Array> {
  const [across = 1, down = 1] = ratio.split(':').map(Number)
  const scale = 240 / Math.min(across, down)
  const width = Math.round(across * scale)
  const height = Math.round(down * scale)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  const random = seeded(width * height)
  for (let at = 0; at < width * height; at++) {
    const grey = paint(random, (at % width) / width, Math.floor(at / width) / height)
    image.data.set([grey * 235, grey * 245, grey * 255, 255], at * 4)
  }
  context.putImageData(image, 0, 0)
  return encoded(canvas, 'png')
}

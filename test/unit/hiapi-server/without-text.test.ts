import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { liveClause } from '../../../ui/catalog/prompts/live-clause.ts'
import { draw, type Order } from '../../hiapi/pictures/draw.ts'

/** A dark disc on a light ground, upright. */
const disc = (() => {
  const canvas = createCanvas(90, 120)
  const context = canvas.getContext('2d')
  context.fillStyle = '#f4d8b8'
  context.fillRect(0, 0, 90, 120)
  context.fillStyle = '#202440'
  context.arc(45, 60, 30, 0, Math.PI * 2)
  context.fill()
  return canvas.toBuffer('image/png')
})()

/** The left half stays plain: lines of 5 %. */
const leftHalf = { left: 0, right: 10, top: 0, bottom: 20 }

const wide: Order = { reference: disc, prompt: '', ratio: '16:9', resolution: '1K', scale: 0.2 }

/** The share of dark pixels in each half of a picture, and the share of edges in the left one. */
async function halves(prompt: string): Promise<{ dark: [number, number]; edges: number }> {
  const image = await loadImage(await draw({ ...wide, prompt }))
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const half = Math.floor(width / 2)
  const greens = (x: number): readonly number[] => {
    const { data } = context.getImageData(x, 0, half, height)
    return Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 1] ?? 0)
  }
  const share = (all: readonly unknown[], some: readonly unknown[]) => some.length / all.length
  const [left, right] = [greens(0), greens(half)]
  const isDark = (green: number) => green < 80
  const isEdge = (green: number, at: number) =>
    at % half > 0 && Math.abs(green - (left[at - 1] ?? 0)) > 16
  return {
    dark: [share(left, left.filter(isDark)), share(right, right.filter(isDark))],
    edges: share(left, left.filter(isEdge)),
  }
}

test.each(['At dusk', 'A print', 'In wood'])(
  'an artwork whose text is set over it becomes one picture that is plain where text stands: %s',
  async (words) => {
    const { dark, edges } = await halves(`${words}\n${liveClause([leftHalf], true)}`)
    expect(dark[0]).toBeLessThan(0.02)
    expect(dark[1]).toBeGreaterThan(0.1)
    expect(edges).toBeLessThan(0.01)
  },
)

test('without any area to keep plain, the thing stands in the middle', async () => {
  const { dark } = await halves(`At dusk\n${liveClause([], false)}`)
  expect(dark[0]).toBeGreaterThan(0.1)
  expect(dark[1]).toBeGreaterThan(0.1)
})

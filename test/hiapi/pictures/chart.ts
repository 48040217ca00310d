import { createCanvas } from '@napi-rs/canvas'
import { encoded, type Order, sizeOrdered } from './draw.ts'

/**
 * The chart's circles, in shares of the picture's short edge: how wide each is, and how far apart
 * their middles are. Together less than the thinnest band of a picture that any placement leaves in
 * view, so that each shows whole ones.
 */
const circle = { across: 0.1, apart: 0.16 }

/** The colours of the chart: from 0 to 1 on each channel. No paler or darker, for JPEG would clip it. */
export const tones = { least: 64, most: 192 }

/**
 * A picture to be measured rather than looked at, in place of the render; for the option `paint`.
 * Every point says where it is: red grows with the share of the width, blue with the share of the
 * height. Green, which JPEG keeps best, is the circles: in a grid about the middle, with soft edges.
 */
export async function drawChart(order: Order): Promise<Uint8Array> {
  const { width, height } = await sizeOrdered(order)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  const { data } = image
  const short = Math.min(width, height)
  const apart = circle.apart * short
  const radius = (circle.across * short) / 2
  // How far a point is from the middle of the circle next to it, along one axis.
  const offsets = (length: number) =>
    Float64Array.from({ length }, (_, at) => {
      const fromMiddle = at + 0.5 - length / 2
      return fromMiddle - Math.round(fromMiddle / apart) * apart
    })
  const across = offsets(width)
  const reds = Uint8Array.from(across, (_, x) => tone((x + 0.5) / width))
  let at = 0
  for (const [y, down] of offsets(height).entries()) {
    const blue = tone((y + 0.5) / height)
    for (let x = 0; x < width; x += 1) {
      const off = across[x] ?? 0
      const inside = radius - Math.sqrt(off * off + down * down) + 0.5
      data[at] = reds[x] ?? 0
      data[at + 1] = tone(Math.min(1, Math.max(0, inside)))
      data[at + 2] = blue
      data[at + 3] = 255
      at += 4
    }
  }
  context.putImageData(image, 0, 0)
  return encoded(canvas, order.format ?? 'png')
}

function tone(share: number): number {
  return Math.round(tones.least + share * (tones.most - tones.least))
}

import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'
import { type Area, placeBeside } from './calm.ts'
import type { Size } from './size.ts'

/**
 * One continuous picture of another shape than its reference: the ground goes on to the edges, and what
 * stands out from it is set where nothing is to stay plain.
 */
export function onePicture(reference: Image, size: Size, calm: readonly Area[]): Canvas {
  const { cut, ground } = apart(reference, Math.max(size.width, size.height))
  const canvas = createCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  const fill = context.createLinearGradient(0, 0, 0, size.height)
  for (const [index, colour] of ground.entries()) {
    fill.addColorStop(index / (ground.length - 1), colour)
  }
  context.fillStyle = fill
  context.fillRect(0, 0, size.width, size.height)
  if (cut === null) return canvas
  const { left, right, top, bottom } = placeBeside(cut, size, calm)
  const [x, y] = [left * size.width, top * size.height]
  context.imageSmoothingQuality = 'high'
  context.drawImage(cut, x, y, (right - left) * size.width, (bottom - top) * size.height)
  return canvas
}

/** The longer edge at which things are cut out, unless the picture itself is smaller. */
const fine = 1024
/** Colours that make the ground, from the top to the bottom. */
const stops = 6
/** Distances to the ground's colour: up to the first all is ground, from the second on nothing is. */
const faint = 6
const clear = 26

/** The ground's colours, and what stands out from them; null where nothing does. */
function apart(reference: Image, most: number): { cut: Canvas | null; ground: readonly string[] } {
  const share = Math.min(1, Math.min(fine, most) / Math.max(reference.width, reference.height))
  const width = Math.max(2, Math.round(reference.width * share))
  const height = Math.max(2, Math.round(reference.height * share))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.drawImage(reference, 0, 0, width, height)
  const pixels = context.getImageData(0, 0, width, height)
  const { data } = pixels
  // a row's ground is what it has at its edges
  const edges = Uint8Array.from({ length: height * 6 }, (_, at) => {
    const [y, channel] = [Math.floor(at / 6), at % 3]
    return data[(y * width + (at % 6 < 3 ? 1 : width - 2)) * 4 + channel] ?? 0
  })
  const mixed = (y: number, across: number, channel: number) => {
    const [left = 0, right = 0] = [edges[y * 6 + channel], edges[y * 6 + 3 + channel]]
    return left * (1 - across) + right * across
  }
  const ground = Array.from({ length: stops }, (_, index) => {
    const y = Math.round((index / (stops - 1)) * (height - 1))
    return `rgb(${[0, 1, 2].map((channel) => Math.round(mixed(y, 0.5, channel))).join()})`
  })
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4
      let squares = 0
      for (let channel = 0; channel < 3; channel += 1) {
        squares += ((data[at + channel] ?? 0) - mixed(y, x / (width - 1), channel)) ** 2
      }
      const away = Math.sqrt(squares)
      const shown = Math.min(1, Math.max(0, (away - faint) / (clear - faint)))
      data[at + 3] = Math.round(shown * 255)
      if (shown < 0.5) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  if (right < left) return { cut: null, ground }
  context.putImageData(pixels, 0, 0)
  const cut = createCanvas(right - left + 1, bottom - top + 1)
  cut.getContext('2d').drawImage(canvas, -left, -top)
  return { cut, ground }
}

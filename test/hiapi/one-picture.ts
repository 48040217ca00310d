import { type Canvas, createCanvas, type Image } from '@napi-rs/canvas'
import { type Area, placeBeside } from './calm.ts'
import type { Size } from './size.ts'

/**
 * One continuous picture of another shape than its reference: the ground goes on to the edges, and what
 * stands out from it is set where nothing is to stay plain.
 */
export function onePicture(reference: Image, size: Size, calm: readonly Area[]): Canvas {
  const { cut, ground } = apart(reference)
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

/** The longer edge at which things are cut out. */
const fine = 1024
/** Colours that make the ground, from the top to the bottom. */
const stops = 6
/** Distances to the ground's colour: up to the first all is ground, from the second on nothing is. */
const faint = 6
const clear = 26

/** The ground's colours, and what stands out from them; null where nothing does. */
function apart(reference: Image): { cut: Canvas | null; ground: readonly string[] } {
  const share = Math.min(1, fine / Math.max(reference.width, reference.height))
  const width = Math.max(2, Math.round(reference.width * share))
  const height = Math.max(2, Math.round(reference.height * share))
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.drawImage(reference, 0, 0, width, height)
  const pixels = context.getImageData(0, 0, width, height)
  const { data } = pixels
  const colourAt = (x: number, y: number) =>
    data.slice((y * width + x) * 4, (y * width + x) * 4 + 3)
  // a row's ground is what it has at its edges
  const rows = Array.from({ length: height }, (_, y) => [colourAt(1, y), colourAt(width - 2, y)])
  const mixed = (y: number, across: number) =>
    [0, 1, 2].map((channel) => {
      const [left, right] = rows[y] ?? []
      return (left?.[channel] ?? 0) * (1 - across) + (right?.[channel] ?? 0) * across
    })
  const ground = Array.from({ length: stops }, (_, index) => {
    const y = Math.round((index / (stops - 1)) * (height - 1))
    return `rgb(${mixed(y, 0.5).map(Math.round).join()})`
  })
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4
      const [red = 0, green = 0, blue = 0] = mixed(y, x / (width - 1))
      const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
      const away = Math.hypot(r - red, g - green, b - blue)
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

import { deflateSync } from 'node:zlib'
import { chunk } from './images/files.ts'

/** Colours of an image, four bytes each: red, green, blue, alpha. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/** Colours that are kept as they are where so large a share of all pixels has them: paper, text, lines. */
const plainShare = 1 / 2000
const mostPlain = 96
const mostColours = 256
/** Bits of each channel by which colours are put together before they are divided. */
const bits = 5

interface Colour {
  readonly rgba: readonly [number, number, number, number]
  readonly count: number
}

/**
 * A PNG with a palette of 256 colours: a fraction of the bytes, and hardly to be told apart.
 *
 * @param strength from 0 to 1: how much of what a colour is off by is handed on to its neighbours, so that
 * soft gradients show no steps. The more of it, the more bytes.
 */
export function smallPng({ width, height, data }: Raster, strength = 0): Uint8Array {
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const counts = new Map<number, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const palette = paletteOf(counts, words.length)
  const rows = dithered({ width, height, data }, palette, strength)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 3, 0, 0, 0], 8)
  const isOpaque = palette.every(([, , , alpha]) => alpha === 255)
  return Buffer.concat([
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flatMap(([red, green, blue]) => [red, green, blue]))),
    ...(isOpaque ? [] : [chunk('tRNS', Uint8Array.from(palette.map(([, , , alpha]) => alpha)))]),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

type Rgba = Colour['rgba']

function rgbaOf(word: number): Rgba {
  return [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]
}

function paletteOf(counts: ReadonlyMap<number, number>, pixels: number): Rgba[] {
  const byCount = [...counts].sort(([, a], [, b]) => b - a)
  if (byCount.length <= mostColours) return byCount.map(([word]) => rgbaOf(word))
  const plain = byCount.slice(0, mostPlain).filter(([, count]) => count / pixels >= plainShare)
  const others = together(byCount.slice(plain.length))
  return [
    ...plain.map(([word]) => rgbaOf(word)),
    ...divided(others, mostColours - plain.length).map(meanOf),
  ]
}

/** Puts colours together that are nearly the same. */
function together(counts: readonly (readonly [number, number])[]): Colour[] {
  const cells = new Map<number, Colour[]>()
  for (const [word, count] of counts) {
    const rgba = rgbaOf(word)
    const cell = rgba.reduce((all, channel) => (all << bits) | (channel >> (8 - bits)), 0)
    const colour = { rgba, count }
    const known = cells.get(cell)
    if (known === undefined) cells.set(cell, [colour])
    else known.push(colour)
  }
  return [...cells.values()].map((colours) => ({
    rgba: meanOf(colours),
    count: colours.reduce((sum, { count }) => sum + count, 0),
  }))
}

/** Median cut: the group that differs most within itself is divided, until there are enough. */
function divided(colours: readonly Colour[], most: number): (readonly Colour[])[] {
  const groups = [spread(colours)]
  while (groups.length < most) {
    const widest = groups.reduce((a, b) => (b.cost > a.cost ? b : a))
    if (widest.cost === 0) break
    const sorted = [...widest.colours].sort(
      (a, b) => (a.rgba[widest.channel] ?? 0) - (b.rgba[widest.channel] ?? 0),
    )
    const at = sorted.findIndex(({ rgba }) => (rgba[widest.channel] ?? 0) > widest.mean)
    groups.splice(groups.indexOf(widest), 1, spread(sorted.slice(0, at)), spread(sorted.slice(at)))
  }
  return groups.map((group) => group.colours)
}

/** How much a group differs, in the channel in which it differs most. */
function spread(colours: readonly Colour[]) {
  const mean = exactMean(colours)
  const costs = mean.map((middle, channel) =>
    colours.reduce(
      (sum, { rgba, count }) => sum + count ** 0.8 * ((rgba[channel] ?? 0) - middle) ** 2,
      0,
    ),
  )
  const cost = colours.length < 2 ? 0 : Math.max(...costs)
  const channel = Math.max(0, costs.indexOf(cost))
  return { colours, cost, channel, mean: mean[channel] ?? 0 }
}

function exactMean(colours: readonly Colour[]): number[] {
  const total = colours.reduce((sum, { count }) => sum + count, 0)
  return [0, 1, 2, 3].map(
    (channel) =>
      colours.reduce((sum, { rgba, count }) => sum + (rgba[channel] ?? 0) * count, 0) / total,
  )
}

function meanOf(colours: readonly Colour[]): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 255] = exactMean(colours).map(Math.round)
  return [red, green, blue, alpha]
}

/**
 * Each row's filter (none, which suits palettes) and its places in the palette. What a pixel is off by goes
 * to its neighbours (Floyd and Steinberg); colours of the palette stay as they are.
 */
function dithered(
  { width, height, data }: Raster,
  palette: readonly Rgba[],
  strength: number,
): Uint8Array {
  const rows = new Uint8Array(height * (width + 1))
  const exact = new Map(palette.map(([r, g, b, a], at) => [wordOf(r, g, b, a), at]))
  const known = new Map<number, number>()
  /** What the pixels of this row and of the next one are off by, three channels each. */
  let off = new Float32Array(3 * (width + 2))
  let below = new Float32Array(3 * (width + 2))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x)
      const [r = 0, g = 0, b = 0, a = 0] = data.subarray(at, at + 4)
      const plain = exact.get(wordOf(r, g, b, a))
      const spot = 3 * (x + 1)
      const red = clamped(r + strength * (off[spot] ?? 0))
      const green = clamped(g + strength * (off[spot + 1] ?? 0))
      const blue = clamped(b + strength * (off[spot + 2] ?? 0))
      const word = wordOf(red, green, blue, a)
      const place = plain ?? known.get(word) ?? nearest([red, green, blue, a], palette)
      rows[y * (width + 1) + 1 + x] = place
      if (plain !== undefined) continue
      known.set(word, place)
      const [toRed = 0, toGreen = 0, toBlue = 0] = palette[place] ?? []
      for (const [channel, error] of [red - toRed, green - toGreen, blue - toBlue].entries()) {
        add(off, spot + 3 + channel, (error * 7) / 16)
        add(below, spot - 3 + channel, (error * 3) / 16)
        add(below, spot + channel, (error * 5) / 16)
        add(below, spot + 3 + channel, error / 16)
      }
    }
    ;[off, below] = [below, off.fill(0)]
  }
  return rows
}

function add(values: Float32Array, at: number, value: number): void {
  values[at] = (values[at] ?? 0) + value
}

const clamped = (value: number): number => Math.max(0, Math.min(255, Math.round(value)))

const wordOf = (red: number, green: number, blue: number, alpha: number): number =>
  (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0

function nearest(colour: Rgba, palette: readonly Rgba[]): number {
  let best = 0
  let least = Infinity
  for (const [at, each] of palette.entries()) {
    const red = colour[0] - each[0]
    const green = colour[1] - each[1]
    const blue = colour[2] - each[2]
    const alpha = colour[3] - each[3]
    const distance = 2 * red * red + 4 * green * green + 3 * blue * blue + 4 * alpha * alpha
    if (distance < least) [best, least] = [at, distance]
  }
  return best
}

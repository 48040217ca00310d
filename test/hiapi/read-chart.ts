import { tones } from './chart.ts'

/** Pixels as a canvas gives them: red, green, blue and opacity, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** What can be told of a part of the chart from its pixels alone. */
export interface Sight {
  /** Which part of the chart is in view: shares of its width and height, from its top left. */
  readonly window: { left: number; top: number; right: number; bottom: number }
  /**
   * Width by height of the circles that are whole in view, on average: 1 where nothing is stretched. To
   * be trusted to half a percent where the chart's short edge is drawn with 240 pixels or more.
   */
  readonly roundness: number
  /** How many of them there are. */
  readonly circles: number
  /**
   * The point that is furthest from where the window says it is, as a share of the chart; or what is
   * not of the chart at all: a bare edge, something drawn over it, a hole.
   */
  readonly worst: number
}

/** Green below this is a neighbour's blur, or a trace that JPEG leaves. */
const faint = 0.15

/** Measures a part of the picture of `drawChart`, at whatever scale, to well below one percent. */
export function readChart(pixels: Pixels): Sight {
  const { width, height } = pixels
  const xs = lineThrough(averages(pixels, 'columns'))
  const ys = lineThrough(averages(pixels, 'rows'))
  const circles = wholeCircles(pixels)
  return {
    window: { left: xs(0), top: ys(0), right: xs(width), bottom: ys(height) },
    roundness: circles.reduce((sum, each) => sum + each, 0) / circles.length,
    circles: circles.length,
    worst: worstOf(pixels, xs, ys),
  }
}

/** Where a point of the chart lands in the view: shares of the view, 0 to 1 while it is inside. */
export function landing({ window }: Sight, point: { x: number; y: number }) {
  return {
    x: (point.x - window.left) / (window.right - window.left),
    y: (point.y - window.top) / (window.bottom - window.top),
  }
}

function averages({ width, height, data }: Pixels, along: 'columns' | 'rows'): Float64Array {
  const isColumns = along === 'columns'
  const sums = new Float64Array(isColumns ? width : height)
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      const line = isColumns ? x : y
      sums[line] = (sums[line] ?? 0) + (data[at + (isColumns ? 0 : 2)] ?? 0)
    }
  }
  return sums.map((sum) => shareOf(sum / (isColumns ? height : width)))
}

/** The straight line nearest to the values in the middles of the pixels, by least squares. */
function lineThrough(values: Float64Array): (at: number) => number {
  const middle = values.length / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let products = 0
  let squares = 0
  for (const [index, value] of values.entries()) {
    const from = index + 0.5 - middle
    products += from * (value - mean)
    squares += from * from
  }
  return (at) => mean + (at - middle) * (products / squares)
}

function worstOf(
  { width, height, data }: Pixels,
  xs: (at: number) => number,
  ys: (at: number) => number,
): number {
  let worst = 0
  for (let y = 0, at = 0; y < height; y += 1) {
    const share = ys(y + 0.5)
    for (let x = 0; x < width; x += 1, at += 4) {
      if (data[at + 3] !== 255) return 1
      const aside = Math.abs(shareOf(data[at] ?? 0) - xs(x + 0.5))
      const astray = Math.abs(shareOf(data[at + 2] ?? 0) - share)
      worst = Math.max(worst, aside, astray)
    }
  }
  return worst
}

/** Width by height of each patch of green that does not touch the edge, by its second moments. */
function wholeCircles({ width, height, data }: Pixels): number[] {
  const seen = new Uint8Array(width * height)
  const found: number[] = []
  const green = (at: number) => shareOf(data[at * 4 + 1] ?? 0)
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || green(start) < faint) continue
    const patch = [start]
    seen[start] = 1
    let isWhole = true
    for (const at of patch) {
      const x = at % width
      const y = (at - x) / width
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) isWhole = false
      const around = [x > 0 && at - 1, x < width - 1 && at + 1, at - width, at + width]
      for (const next of around) {
        if (next === false || next < 0 || next >= seen.length) continue
        if (seen[next] === 1 || green(next) < faint) continue
        seen[next] = 1
        patch.push(next)
      }
    }
    if (isWhole) found.push(shapeOf(patch, width, green))
  }
  return found
}

function shapeOf(patch: readonly number[], width: number, green: (at: number) => number): number {
  const spread = (place: (at: number) => number) => {
    let mass = 0
    let sum = 0
    let squares = 0
    for (const at of patch) {
      const weight = green(at)
      mass += weight
      sum += weight * place(at)
      squares += weight * place(at) ** 2
    }
    return squares / mass - (sum / mass) ** 2
  }
  return Math.sqrt(spread((at) => at % width) / spread((at) => Math.floor(at / width)))
}

function shareOf(value: number): number {
  return (value - tones.least) / (tones.most - tones.least)
}

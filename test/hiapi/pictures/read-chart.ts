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
  /** How many of them were measured. */
  readonly circles: number
  /**
   * The point that is furthest from where the window says it is, as a share of the chart; or what is
   * not of the chart at all: a bare edge, something drawn over it, a hole.
   */
  readonly worst: number
}

/** Green below a fifth of its range is a neighbour's blur, or a trace that JPEG leaves. */
const faint = tones.least + 0.2 * (tones.most - tones.least)

/** In pixels: smaller than any circle, larger than what JPEG leaves around an edge. */
const speck = 40

/** A large picture is measured in so many of its columns and rows, or a few less. */
const mostLines = 250

/** So much tells how round circles are: a few large ones, or many that are small. */
const enough = { circles: 5, pixels: 20_000 }

/** Measures a part of the picture of `drawChart`, at whatever scale, to well below one percent. */
export function readChart(pixels: Pixels): Sight {
  const { width, height } = pixels
  const { across, down } = averages(pixels)
  const xs = lineThrough(across)
  const ys = lineThrough(down)
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

/** Some lines of a side, evenly spread, and always the first and the last: an edge may be bare. */
function linesOf(length: number): readonly number[] {
  const step = Math.ceil(length / mostLines)
  const lines = Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step)
  return lines.at(-1) === length - 1 ? lines : [...lines, length - 1]
}

interface Along {
  readonly lines: readonly number[]
  readonly values: Float64Array
}

function averages({ width, height, data }: Pixels): { across: Along; down: Along } {
  const [columns, rows] = [linesOf(width), linesOf(height)]
  const across = new Float64Array(columns.length)
  const down = new Float64Array(rows.length)
  for (const [row, y] of rows.entries()) {
    let sum = 0
    for (let column = 0; column < columns.length; column += 1) {
      const at = (y * width + (columns[column] ?? 0)) * 4
      across[column] = (across[column] ?? 0) + (data[at] ?? 0)
      sum += data[at + 2] ?? 0
    }
    down[row] = shareOf(sum / columns.length)
  }
  return {
    across: { lines: columns, values: across.map((sum) => shareOf(sum / rows.length)) },
    down: { lines: rows, values: down },
  }
}

/** The straight line nearest to the values in the middles of the pixels, by least squares. */
function lineThrough({ lines, values }: Along): (at: number) => number {
  const middle = lines.reduce((sum, line) => sum + line + 0.5, 0) / lines.length
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let products = 0
  let squares = 0
  for (const [index, line] of lines.entries()) {
    const from = line + 0.5 - middle
    products += from * ((values[index] ?? 0) - mean)
    squares += from * from
  }
  return (at) => mean + (at - middle) * (products / squares)
}

function worstOf(
  { width, height, data }: Pixels,
  xs: (at: number) => number,
  ys: (at: number) => number,
): number {
  const columns = linesOf(width)
  const shares = columns.map((x) => xs(x + 0.5))
  let worst = 0
  for (const y of linesOf(height)) {
    const share = ys(y + 0.5)
    for (let column = 0; column < columns.length; column += 1) {
      const at = (y * width + (columns[column] ?? 0)) * 4
      if (data[at + 3] !== 255) return 1
      const aside = Math.abs(shareOf(data[at] ?? 0) - (shares[column] ?? 0))
      const astray = Math.abs(shareOf(data[at + 2] ?? 0) - share)
      if (aside > worst) worst = aside
      if (astray > worst) worst = astray
    }
  }
  return worst
}

/** Width by height of patches of green that do not touch the edge, by their second moments. */
function wholeCircles({ width, height, data }: Pixels): number[] {
  const isSeen = new Uint8Array(width * height)
  const isGreen = (at: number) => (data[at * 4 + 1] ?? 0) >= faint
  const patches: Patch[] = []
  let pixels = 0
  for (let start = 0; start < isSeen.length; start += 1) {
    if (patches.length >= enough.circles && pixels >= enough.pixels) break
    if (isSeen[start] === 1 || !isGreen(start)) continue
    const patch = patchAt(start)
    if (patch === null || patch.mass <= speck) continue
    patches.push(patch)
    pixels += patch.mass
  }
  return patches.map(({ shape }) => shape)

  /** Null for one that touches the edge. */
  function patchAt(start: number): Patch | null {
    const open = [start]
    isSeen[start] = 1
    const across = createSpread()
    const down = createSpread()
    let isWhole = true
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const x = at % width
      const y = (at - x) / width
      const weight = shareOf(data[at * 4 + 1] ?? 0)
      across.add(x, weight)
      down.add(y, weight)
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) isWhole = false
      if (x > 0) visit(at - 1)
      if (x < width - 1) visit(at + 1)
      if (y > 0) visit(at - width)
      if (y < height - 1) visit(at + width)
    }
    if (!isWhole) return null
    return { mass: across.mass(), shape: Math.sqrt(across.variance() / down.variance()) }

    function visit(next: number) {
      if (isSeen[next] === 1 || !isGreen(next)) return
      isSeen[next] = 1
      open.push(next)
    }
  }
}

interface Patch {
  readonly mass: number
  /** Width by height. */
  readonly shape: number
}

function createSpread() {
  let mass = 0
  let sum = 0
  let squares = 0
  return {
    add(value: number, weight: number) {
      mass += weight
      sum += weight * value
      squares += weight * value * value
    },
    mass: () => mass,
    variance: () => squares / mass - (sum / mass) ** 2,
  }
}

function shareOf(value: number): number {
  return (value - tones.least) / (tones.most - tones.least)
}

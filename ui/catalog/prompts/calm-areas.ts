import { cropWindow } from '../../../contract/geometry/cover.ts'
import type { FocalPoint, Rect, Size } from '../../../contract/model/geometry.ts'

/** Where text lies over one of the frames that a picture fills. */
export interface CoveredFrame {
  readonly frame: Size
  /** The picture's pixels; null where they are unknown: then it has the frame's shape. */
  readonly picture: Size | null
  readonly focalPoint: FocalPoint
  /** In the frame's pixels, from its corner. */
  readonly boxes: readonly Rect[]
}

/** A part of a picture, between grid lines from 0 to 20 that are 5 % apart. */
export interface CalmArea {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export const steps = 20
/** Models do not follow more areas than this; the nearest are joined. */
const most = 6
/** A rectangle is named as a whole, not in pieces, if text covers at least this share. */
const dense = 0.6
/** In steps: text that exceeds a line by less does not widen an area. */
const hair = 0.01

/**
 * The parts of a picture that text is set over, in all the frames that it fills: as few as possible, from
 * the top to the bottom.
 */
export function calmAreas(frames: readonly CoveredFrame[]): readonly CalmArea[] {
  const covered = new Set<number>()
  for (const each of frames) {
    for (const area of areasOf(each)) for (const cell of cellsOf(area)) covered.add(cell)
  }
  let areas = coherent(covered).flatMap((cells) => {
    const whole = around(cells.map(areaOfCell))
    return cells.length >= dense * sizeOf(whole) ? [whole] : rectangles(new Set(cells))
  })
  while (areas.length > most) areas = withNearestJoined(areas)
  return areas.sort((one, other) => one.top - other.top || one.left - other.left)
}

/** The parts of the picture under the boxes; none where the crop has removed them. */
function areasOf({ frame, picture, focalPoint, boxes }: CoveredFrame): CalmArea[] {
  const seen = cropWindow(picture ?? frame, frame, focalPoint)
  const across = (x: number) => (seen.x + (seen.width * x) / frame.width) * steps
  const down = (y: number) => (seen.y + (seen.height * y) / frame.height) * steps
  return boxes
    .map(({ x, y, width, height }) => ({
      left: lower(across(x)),
      right: upper(across(x + width)),
      top: lower(down(y)),
      bottom: upper(down(y + height)),
    }))
    .filter((area) => sizeOf(area) > 0)
}

const lower = (at: number) => Math.max(0, Math.floor(at + hair))
const upper = (at: number) => Math.min(steps, Math.ceil(at - hair))

function sizeOf({ left, right, top, bottom }: CalmArea): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top)
}

function cellsOf({ left, right, top, bottom }: CalmArea): number[] {
  const cells: number[] = []
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) cells.push(y * steps + x)
  return cells
}

function areaOfCell(cell: number): CalmArea {
  const [left, top] = [cell % steps, Math.floor(cell / steps)]
  return { left, right: left + 1, top, bottom: top + 1 }
}

/** The smallest rectangle around all areas. */
function around(areas: readonly CalmArea[]): CalmArea {
  return {
    left: Math.min(...areas.map(({ left }) => left)),
    right: Math.max(...areas.map(({ right }) => right)),
    top: Math.min(...areas.map(({ top }) => top)),
    bottom: Math.max(...areas.map(({ bottom }) => bottom)),
  }
}

/** Groups of cells that touch at their sides. */
function coherent(covered: ReadonlySet<number>): readonly (readonly number[])[] {
  const left = new Set(covered)
  const groups: number[][] = []
  for (const first of covered) {
    if (!left.delete(first)) continue
    const group = [first]
    for (const cell of group) {
      const x = cell % steps
      const beside = [
        cell - steps,
        cell + steps,
        ...(x > 0 ? [cell - 1] : []),
        ...(x < steps - 1 ? [cell + 1] : []),
      ]
      for (const next of beside) if (left.delete(next)) group.push(next)
    }
    groups.push(group)
  }
  return groups
}

/** Rectangles that cover exactly these cells: each as wide, and then as high, as it can be. */
function rectangles(cells: Set<number>): CalmArea[] {
  const found: CalmArea[] = []
  for (const cell of [...cells].sort((one, other) => one - other)) {
    if (!cells.has(cell)) continue
    let area = areaOfCell(cell)
    for (const side of ['right', 'bottom'] as const) {
      for (;;) {
        const grown: CalmArea = { ...area, [side]: area[side] + 1 }
        if (grown[side] > steps || !cellsOf(grown).every((each) => cells.has(each))) break
        area = grown
      }
    }
    for (const each of cellsOf(area)) cells.delete(each)
    found.push(area)
  }
  return found
}

/** Joins the two areas whose common rectangle adds least. */
function withNearestJoined(areas: readonly CalmArea[]): CalmArea[] {
  let best: {
    readonly joined: CalmArea
    readonly pair: readonly CalmArea[]
    readonly adds: number
  } | null = null
  for (const [index, one] of areas.entries()) {
    for (const other of areas.slice(index + 1)) {
      const joined = around([one, other])
      const adds = sizeOf(joined) - sizeOf(one) - sizeOf(other)
      if (best === null || adds < best.adds) best = { joined, pair: [one, other], adds }
    }
  }
  if (best === null) return [...areas]
  const { joined, pair } = best
  return [...areas.filter((each) => !pair.includes(each)), joined]
}

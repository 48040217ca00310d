import type { Size } from './size.ts'

/** A rectangle in shares of a picture, from 0 to 1. */
export interface Area {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Whether the reference is an artwork whose text is set over the picture later. */
export function isWithoutText(prompt: string): boolean {
  return /Image 1 is the artwork without (its|the) text/.test(prompt)
}

/** The areas that a prompt wants plain. */
export function calmAreasIn(prompt: string): readonly Area[] {
  const found = prompt.matchAll(/\((\d+)–(\d+) % across, (\d+)–(\d+) % down\)/g)
  return [...found].map((all) => {
    const [left = 0, right = 0, top = 0, bottom = 0] = all
      .slice(1)
      .map((part) => Number(part) / 100)
    return { left, right, top, bottom }
  })
}

/** Shares of the picture's edges that the thing may take, the largest first. */
const scales = Array.from({ length: 12 }, (_, index) => 0.86 * 0.92 ** index)
/** Places that are tried along each edge. */
const spots = 24
/** How much of the thing may reach into areas that are to be plain: it is rounder than its box. */
const mostCovered = 0.08

/**
 * Where a thing of such a shape stands in a picture, so that calm areas stay plain: as large as it can, as
 * near to the middle as it can. Where there is no such place, it is small and in the middle.
 */
export function placeBeside(thing: Size, picture: Size, calm: readonly Area[]): Area {
  const tall = thing.height / picture.height
  const wide = thing.width / picture.width
  for (const scale of scales) {
    const factor = scale / Math.max(tall, wide)
    const places = spotsOf(wide * factor, tall * factor)
    const free = places.find((place) => covered(place, calm) <= mostCovered)
    if (free !== undefined) return free
  }
  const least = 0.4 / Math.max(tall, wide)
  return areaAt(0.5, 0.5, wide * least, tall * least)
}

function spotsOf(width: number, height: number): readonly Area[] {
  const line = Array.from({ length: spots + 1 }, (_, index) => index / spots)
  const margin = 0.04
  const middles = (length: number) =>
    line.map((share) => length / 2 + margin + share * Math.max(0, 1 - 2 * margin - length))
  return middles(width)
    .flatMap((x) => middles(height).map((y) => ({ x, y })))
    .sort((one, other) => fromMiddle(one) - fromMiddle(other))
    .map(({ x, y }) => areaAt(x, y, width, height))
}

const fromMiddle = ({ x, y }: { x: number; y: number }) => Math.hypot(x - 0.5, y - 0.5)

function areaAt(x: number, y: number, width: number, height: number): Area {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

/** The share of a place that lies in calm areas. */
function covered(place: Area, calm: readonly Area[]): number {
  const shared = calm.reduce((sum, area) => {
    const across = Math.min(place.right, area.right) - Math.max(place.left, area.left)
    const down = Math.min(place.bottom, area.bottom) - Math.max(place.top, area.top)
    return sum + Math.max(0, across) * Math.max(0, down)
  }, 0)
  return shared / ((place.right - place.left) * (place.bottom - place.top))
}

import type { Rect, Size } from '../../../contract/model/geometry.ts'
import type { Scrim } from '../../../contract/model/live-text.ts'
import { scrimStrength } from '../../../contract/geometry/scrim.ts'

/** A stronger one would hide the picture. */
const strongest = 0.55
const step = 0.025
/** The lengths of gradients, as multiples of the length that they cover. */
const reaches = [1.3, 2]
const tones = ['black', 'white'] as const
/** How much a gradient changes the picture on the whole, compared with an even scrim. */
const gradientShare = 0.75

/** The place of a scrim, without its strength. */
type Shape = Omit<Scrim, 'opacity' | 'tone'>

/** All scrims for some texts, beginning with those that change the picture least. */
export function scrimsFor(frame: Size, boxes: readonly Rect[]): readonly Scrim[] {
  const area = frame.width * frame.height
  return shapesFor(frame, boxes)
    .flatMap((shape) => {
      const share = (shape.width * shape.height) / area
      const weight = share * (shape.edge === 'none' ? 1 : gradientShare)
      return opacities.map((opacity) => ({ shape, opacity, weight: opacity * weight }))
    })
    .sort((one, other) => one.weight - other.weight)
    .flatMap(({ shape, opacity }) => tones.map((tone) => ({ ...shape, tone, opacity })))
}

export function strongestScrim({ width, height }: Size, tone: Scrim['tone']): Scrim {
  return { x: 0, y: 0, width, height, edge: 'none', tone, opacity: strongest }
}

const opacities = Array.from(
  { length: Math.round(strongest / step) - 1 },
  (_, index) => Math.round((index + 2) * step * 1000) / 1000,
)

function shapesFor({ width, height }: Size, boxes: readonly Rect[]): Shape[] {
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return [
    { x: 0, y: 0, width, height, edge: 'none' },
    ...reaches.flatMap((reach): Shape[] => {
      const upTo = (length: number, most: number) =>
        Math.max(1, Math.min(most, Math.round(length * reach)))
      const fromTop = upTo(bottom, height)
      const fromBottom = upTo(height - top, height)
      const fromLeft = upTo(right, width)
      const fromRight = upTo(width - left, width)
      return [
        { x: 0, y: 0, width, height: fromTop, edge: 'top' },
        { x: 0, y: height - fromBottom, width, height: fromBottom, edge: 'bottom' },
        { x: 0, y: 0, width: fromLeft, height, edge: 'left' },
        { x: width - fromRight, y: 0, width: fromRight, height, edge: 'right' },
      ]
    }),
  ]
}

/** How opaque a scrim is at a point of its variant. */
export function opacityAt(scrim: Scrim, x: number, y: number): number {
  const across = (x - scrim.x) / scrim.width
  const down = (y - scrim.y) / scrim.height
  if (across < 0 || across > 1 || down < 0 || down > 1) return 0
  return scrim.opacity * scrimStrength(wayFrom(scrim.edge, across, down))
}

function wayFrom(edge: Scrim['edge'], across: number, down: number): number {
  switch (edge) {
    case 'top':
      return down
    case 'bottom':
      return 1 - down
    case 'left':
      return across
    case 'right':
      return 1 - across
    case 'none':
      return 0
  }
}

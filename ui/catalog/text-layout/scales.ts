import type { Rect, Size } from '../../../contract/model/geometry.ts'
import type { Item } from './items.ts'
import type { Measure } from './measure-item.ts'
import { leftOutFirst } from './roles.ts'
import type { Scaling } from './stack-group.ts'

/** How strict a search is. */
export interface Rules {
  /** Whether leaving out fewer blocks is tried before leaving out all that may be. */
  readonly isFirst: boolean
  /** How much larger than the rest a small text may become, so that it can be read. */
  readonly growth: number
  /** A factor on the target's floor. */
  readonly floor: number
}

/** What is tried in turn, until something fits. */
export const resorts: readonly Rules[] = [
  { isFirst: true, growth: 1.4, floor: 1 },
  { isFirst: false, growth: Infinity, floor: 1 },
  { isFirst: false, growth: Infinity, floor: 0.75 },
  { isFirst: false, growth: Infinity, floor: 0.5 },
]

/** The scale of text in a frame of this size, before it is reduced to fit. */
export function fullScale(source: Size, frame: Size): number {
  return 1.05 * Math.sqrt((frame.width * frame.height) / (source.width * source.height))
}

/** How many scales are tried, each 6 % below the one before. */
export const steps = 36

/** The scalings to try at each step, shared by all kinds; none where a text would grow too much. */
export function scalingsFrom(
  items: readonly Item[],
  largest: number,
  floor: number,
  region: Rect,
  growth: number,
): (step: number) => readonly Scaling[] {
  const known = new Map<number, readonly Scaling[]>()
  return (step) => {
    const before = known.get(step)
    if (before !== undefined) return before
    const scale = largest * 0.94 ** step
    const scales = new Map(items.map((item) => [item, itemScale(item, scale, floor, region)]))
    const grows = items.some(
      (item) => leftOutFirst.includes(item.role) && (scales.get(item) ?? 0) > scale * growth,
    )
    const scaleOf = (item: Item) => scales.get(item) ?? scale
    const made = (grows ? [] : measures).map((measure) => {
      return { scale, measure, scaleOf, known: new Map() }
    })
    known.set(step, made)
    return made
  }
}

const measures: readonly Measure[] = ['kept', 'wide']

function itemScale({ block, sizes }: Item, scale: number, floor: number, region: Rect): number {
  const least = sizes.length > 0 ? floor / Math.min(...sizes) : 0
  const wanted = Math.max(scale, least)
  if (block.kind !== 'rigid') return wanted
  // A block that can't wrap shrinks by itself, as long as it can be read.
  const room = Math.min(region.width / block.box.width, region.height / block.box.height)
  return Math.max(least, Math.min(wanted, room))
}

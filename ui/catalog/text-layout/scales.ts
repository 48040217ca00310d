import type { Rect, Size } from '../../../contract/model/geometry.ts'
import type { Item } from './items.ts'
import type { Measure } from './measure-item.ts'
import { leftOutFirst } from './roles.ts'
import type { Scaling } from './stack-group.ts'

/** How strict a search is. */
export interface Rules {
  /** Whether leaving out fewer blocks is tried before all that may be left out are. */
  readonly isFirst: boolean
  /** How much larger than the rest a small text may become, so that it can be read. */
  readonly growth: number
  /** Of the target's floor. */
  readonly floor: number
}

/** What is tried in turn, until something fits. */
export const resorts: readonly Rules[] = [
  { isFirst: true, growth: 1.4, floor: 1 },
  { isFirst: false, growth: Infinity, floor: 1 },
  { isFirst: false, growth: Infinity, floor: 0.75 },
  { isFirst: false, growth: Infinity, floor: 0.5 },
]

/** What a text has for a frame of this size, before anything is made to fit. */
export function fullScale(source: Size, frame: Size): number {
  return 1.05 * Math.sqrt((frame.width * frame.height) / (source.width * source.height))
}

/** Scales to try, the largest first. */
export function scalesFrom(largest: number): readonly number[] {
  return Array.from({ length: 36 }, (_, step) => largest * 0.94 ** step)
}

/** How items are scaled; null where a text that may be left out would grow too much. */
export function scalingOf(
  items: readonly Item[],
  scale: number,
  measure: Measure,
  floor: number,
  region: Rect,
  growth: number,
): Scaling | null {
  const scales = new Map(items.map((item) => [item, itemScale(item, scale, floor, region)]))
  const grows = items.some(
    (item) => leftOutFirst.includes(item.role) && (scales.get(item) ?? 0) > scale * growth,
  )
  return grows ? null : { scale, measure, scaleOf: (item) => scales.get(item) ?? scale }
}

function itemScale({ block, sizes }: Item, scale: number, floor: number, region: Rect): number {
  const least = sizes.length > 0 ? floor / Math.min(...sizes) : 0
  const wanted = Math.max(scale, least)
  if (block.kind === 'text') return wanted
  // What can't wrap is made smaller by itself, as long as it can be read.
  const room = Math.min(
    block.kind === 'rigid' ? region.width / block.box.width : Infinity,
    region.height / block.box.height,
  )
  return block.kind === 'rigid' ? Math.max(least, Math.min(wanted, room)) : wanted
}

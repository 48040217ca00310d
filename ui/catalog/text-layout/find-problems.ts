import type { Rect } from '../../../contract/model/geometry.ts'
import { gapOf } from './groups.ts'
import type { LayoutTarget } from './layout-target.ts'
import type { Placed } from './stack-group.ts'

/**
 * A rule that a layout does not keep.
 *
 * - `outside`: a block is outside the safe area
 * - `overlap`: two blocks overlap that don't in the source
 * - `too-small`: a text is smaller than the target's floor
 * - `order-of-sizes`: a text is larger than one that was larger in the source
 * - `broken-word`: a word does not fit on a line
 * - `reading-order`: a text that comes first in the source is below or after the other
 */
export type Problem =
  | 'outside'
  | 'overlap'
  | 'too-small'
  | 'order-of-sizes'
  | 'broken-word'
  | 'reading-order'

const close = 0.5

/** The rules that placed items break, each once. */
export function findProblems(placed: readonly Placed[], target: LayoutTarget): readonly Problem[] {
  const pairs = placed.flatMap((a, at) => placed.slice(at + 1).map((b) => [a, b] as const))
  const rules: Readonly<Record<Problem, () => boolean>> = {
    outside: () => placed.some((each) => isOutside(each, target)),
    overlap: () =>
      pairs.some(([a, b]) => overlap(a, b) && !overlap(a.item.block.box, b.item.block.box)),
    'too-small': () =>
      placed.some(({ item, scale }) =>
        item.sizes.some((size) => size * scale < target.floor - 0.01),
      ),
    'order-of-sizes': () => isShuffled(placed),
    'broken-word': () => placed.some(breaks),
    'reading-order': () => pairs.some(([a, b]) => isReversed(a, b) || isReversed(b, a)),
  }
  return (Object.keys(rules) as Problem[]).filter((rule) => rules[rule]())
}

function overlap(a: Rect, b: Rect): boolean {
  return gapOf(a.x, a.width, b.x, b.width) < -close && gapOf(a.y, a.height, b.y, b.height) < -close
}

function isOutside({ x, y, width, height }: Rect, { frame, safe }: LayoutTarget): boolean {
  return (
    x < safe.left - close ||
    y < safe.top - close ||
    x + width > frame.width - safe.right + close ||
    y + height > frame.height - safe.bottom + close
  )
}

/** Whether a text is larger than one that is clearly larger in the source. */
function isShuffled(placed: readonly Placed[]): boolean {
  const sizes = placed
    .flatMap(({ item, scale }) => item.sizes.map((size) => ({ size, now: size * scale })))
    .sort((a, b) => a.size - b.size)
  return sizes.some(({ size, now }, at) =>
    sizes.slice(at + 1).some((other) => other.size > size * 1.02 && other.now < now * 0.98),
  )
}

function breaks({ item, scale, width }: Placed): boolean {
  if (item.block.kind === 'rigid') return false
  return item.writings.some(({ widest }) => widest * scale > width + close)
}

/** Whether `b` comes before `a`, which is read before it in the source. */
function isReversed(a: Placed, b: Placed): boolean {
  const [one, two] = [a.item.block.box, b.item.block.box]
  const isText = a.item.sizes.length > 0 && b.item.sizes.length > 0
  if (!isText) return false
  const wasAbove = one.y + one.height <= two.y + close
  const wasLeft = one.x + one.width <= two.x + close
  const wasBeside = gapOf(one.y, one.height, two.y, two.height) < 0
  const isOneColumn = gapOf(one.x, one.width, two.x, two.width) < 0
  const isBelow = b.y + b.height <= a.y + close
  if (wasAbove && isOneColumn && isBelow && gapOf(a.x, a.width, b.x, b.width) < 0) return true
  const isBeside = gapOf(a.y, a.height, b.y, b.height) < 0
  if (wasLeft && wasBeside) return isBeside && b.x + b.width <= a.x + close
  return false
}

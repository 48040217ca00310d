import { evenWidth, linesIn } from './estimate-lines.ts'
import type { Item } from './items.ts'

export interface Measured {
  readonly width: number
  readonly height: number
  readonly wraps: boolean
}

/** Whether lines stay as wide as in the source, or take all the available width. */
export type Measure = 'kept' | 'wide'

/**
 * How large an item is at a scale, in at most this width; null if it does not fit without breaking a word.
 */
export function measureItem(
  item: Item,
  scale: number,
  width: number,
  measure: Measure,
): Measured | null {
  const { box } = item.block
  const own = width / scale
  const natural = { width: box.width * scale, height: box.height * scale, wraps: false }
  switch (item.block.kind) {
    case 'rigid':
      return box.width <= own + 0.01 ? natural : null
    case 'text':
      return measureText(item, scale, own, measure)
    case 'flow':
      if (item.isStack) return measureFlow(item, scale, own)
      return box.width <= own + 0.01 ? rounded(natural, item) : null
  }
}

/** The texts of an auto layout are rounded up, each by itself. */
function rounded({ width, height, wraps }: Measured, { block: { lines } }: Item): Measured {
  return { width: width + lines.length - 1, height: height + lines.length - 1, wraps }
}

function measureText(item: Item, scale: number, own: number, measure: Measure): Measured | null {
  const [writing] = item.writings
  if (writing === undefined || writing.widest > own) return null
  const kept = Math.max(item.block.box.width, writing.widest)
  const most = measure === 'kept' ? Math.min(own, kept) : own
  const wraps = writing.width > most + 0.01
  const lines = wraps ? linesIn(writing, most) : writing.paragraphs.length
  const room = measure === 'kept' && kept <= own ? most : evenWidth(writing, most)
  return {
    width: wraps ? room * scale : Math.ceil(writing.width * scale),
    height: Math.ceil((lines * writing.lineHeight + writing.extra) * scale),
    // A text that may be wider than known should rather wrap than shrink.
    wraps: wraps || !writing.isExact,
  }
}

function measureFlow(item: Item, scale: number, own: number): Measured | null {
  const { box, lines } = item.block
  const inner = Math.max(0, ...lines.map((line) => line.box.width))
  const beside = Math.max(0, box.width - inner)
  const least = Math.max(0, ...item.writings.map((writing) => writing.widest))
  if (least + beside > own) return null
  // Texts in an auto layout are never made wider: they may be as wide as they are for a reason.
  const width = Math.min(own, Math.max(box.width, least + beside))
  const between = box.height - lines.reduce((sum, line) => sum + line.box.height, 0)
  const texts = item.writings.reduce(
    (sum, each) => sum + linesIn(each, width - beside) * each.lineHeight + each.extra,
    0,
  )
  const wraps = Math.abs(width - box.width) > 0.5
  const height = wraps ? texts + between : Math.max(box.height, texts + between)
  return rounded({ width: width * scale, height: height * scale, wraps }, item)
}

import type { HostDocument } from '../host/document/document.ts'
import { absoluteBoundingBox } from '../host/document/measure.ts'
import { lookAt, valuesOf } from '../host/document/segments.ts'
import type { Rect } from '../host/document/types.ts'
import type { LayoutTarget } from '../../ui/catalog/text-layout/layout-target.ts'

/** A block's layer in the source, and the layer that was laid for it. */
export interface Pair {
  readonly source: string
  readonly laid: string
  readonly isLogo: boolean
}

/** What is measured of one text. */
interface Seen {
  /** Of its largest characters, and of its smallest. */
  readonly size: number
  readonly least: number
  readonly breaks: boolean
}

interface Block {
  readonly was: Rect
  readonly is: Rect
  readonly isLogo: boolean
  readonly texts: readonly { readonly was: Seen; readonly is: Seen }[]
}

/** Pixels that may be off: boxes of texts are rounded up. */
const close = 1

/** The rules that a variant breaks, by the boxes and texts that its layers have. */
export function judge(
  document: HostDocument,
  source: string,
  variant: string,
  pairs: readonly Pair[],
  { safe, frame, floor }: LayoutTarget,
): readonly string[] {
  const blocks = pairs.map((pair) => blockOf(document, source, variant, pair))
  const read = blocks.filter(({ isLogo }) => !isLogo)
  const texts = read.flatMap((block) => block.texts)
  const all = blocks.flatMap((a, at) => blocks.slice(at + 1).map((b) => [a, b] as const))
  const isOutside = ({ is }: Block) =>
    is.x < safe.left - close ||
    is.y < safe.top - close ||
    is.x + is.width > frame.width - safe.right + close ||
    is.y + is.height > frame.height - safe.bottom + close
  const rules: Readonly<Record<string, boolean>> = {
    outside: blocks.some(isOutside),
    overlap: all.some(([a, b]) => meet(a.is, b.is, -close) && !meet(a.was, b.was, -close)),
    'too-small': texts.some(({ is }) => is.least < floor * 0.995),
    'order-of-sizes': texts.some((a) =>
      texts.some((b) => a.was.size > b.was.size * 1.02 && a.is.size < b.is.size * 0.98),
    ),
    'broken-word': texts.some(({ was, is }) => is.breaks && !was.breaks),
    'reading-order': read.some((a) => read.some((b) => isReversed(a, b))),
  }
  return Object.keys(rules).filter((rule) => rules[rule])
}

function meet(a: Rect, b: Rect, gap: number): boolean {
  return (
    a.x < b.x + b.width + gap &&
    b.x < a.x + a.width + gap &&
    a.y < b.y + b.height + gap &&
    b.y < a.y + a.height + gap
  )
}

/** Whether what stood above, or at the left on the same height, is now below, or at the right. */
function isReversed(a: Block, b: Block): boolean {
  const shareColumn = (one: Rect, two: Rect) =>
    one.x < two.x + two.width && two.x < one.x + one.width
  const shareRow = (one: Rect, two: Rect) =>
    one.y < two.y + two.height && two.y < one.y + one.height
  const wasAbove = a.was.y + a.was.height <= b.was.y && shareColumn(a.was, b.was)
  const isBelow = b.is.y + b.is.height <= a.is.y && shareColumn(a.is, b.is)
  const wasLeft = a.was.x + a.was.width <= b.was.x && shareRow(a.was, b.was)
  const isRight = b.is.x + b.is.width <= a.is.x && shareRow(a.is, b.is)
  return (wasAbove && isBelow) || (wasLeft && isRight)
}

function blockOf(document: HostDocument, source: string, variant: string, pair: Pair): Block {
  const was = textsIn(document, pair.source).map((id) => seen(document, id))
  const is = textsIn(document, pair.laid).map((id) => seen(document, id))
  return {
    was: within(document, source, pair.source),
    is: within(document, variant, pair.laid),
    isLogo: pair.isLogo,
    // Of a layer that was laid as a picture of itself, nothing is known of its texts.
    texts: is.flatMap((each, at) => {
      const before = was[at]
      return before === undefined ? [] : [{ was: before, is: each }]
    }),
  }
}

function textsIn(document: HostDocument, id: string): readonly string[] {
  const { type, children } = document.node(id)
  return type === 'TEXT' ? [id] : children.flatMap((child) => textsIn(document, child))
}

function within(document: HostDocument, root: string, id: string): Rect {
  const [box, corner] = [absoluteBoundingBox(document, id), absoluteBoundingBox(document, root)]
  return { ...box, x: box.x - corner.x, y: box.y - corner.y }
}

/** As the stand-in measures a letter. */
const letterWidth = 0.56

function seen(document: HostDocument, id: string): Seen {
  const sizes = valuesOf(document, id, 'fontSize')
  const { unit, value } = lookAt(document, id, 0, 'letterSpacing')
  const size = Math.max(...sizes)
  const letter = size * letterWidth + (unit === 'PIXELS' ? value : (value * size) / 100)
  const width = document.prop(id, 'width')
  const characters = document.prop(id, 'characters')
  const words = characters.split(/\s|[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]/)
  const longest = Math.max(...words.map((word) => word.length)) * letter
  return { size, least: Math.min(...sizes), breaks: longest > width + close }
}

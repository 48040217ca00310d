import type { Rect } from '../../contract/model/geometry.ts'
import { NodeId } from '../../contract/model/ids.ts'
import type { LiveLine } from '../../contract/model/canvas-text.ts'
import { hasPaint } from '../canvas/paints.ts'
import { estimatedWidths, oneLineWidth } from './line-width.ts'

/** The line height of most typefaces, as a factor of the font size. */
const usualLineHeight = 1.2

/** The height of the capitals of most typefaces, as a factor of the font size. */
const capHeight = 0.7

/** A text layer as it is laid out; null if it would look different anywhere else. */
export function lineOf(text: TextNode | TextPathNode, box: Rect): LiveLine | null {
  const segments = text.getStyledTextSegments([
    'fontSize',
    'fontName',
    'letterSpacing',
    'textCase',
    'fills',
    'lineHeight',
    'paragraphSpacing',
  ])
  // A pattern depends on a layer of the text's own page.
  if (segments.some(({ fills }) => hasPaint(fills, ['PATTERN']))) return null
  const sizes = segments.map(({ fontSize }) => fontSize)
  const fontSize = Math.max(...sizes)
  const estimates = estimatedWidths(segments)
  const { width, height } = text
  const from = { id: NodeId.parse(text.id), name: text.name, characters: text.characters, box }
  if (text.type === 'TEXT_PATH') {
    return { ...from, fontSize, lineHeight: fontSize * usualLineHeight, width, align: 'LEFT' }
  }
  const mode = text.textAutoResize
  const isTight = mode === 'WIDTH_AND_HEIGHT'
  const isFitted = isTight || mode === 'HEIGHT'
  const seen = text.effects.length === 0 ? text.absoluteRenderBounds : null
  const stated = Math.max(1, statedLineHeight(segments, fontSize))
  // Without the space above the capitals of the first line, and below those of the last.
  const isTrimmed = text.leadingTrim !== 'NONE'
  const trimmed = isTrimmed ? stated - fontSize * capHeight : 0
  const tall = isFitted ? height + trimmed : (seen?.height ?? 0) + stated - fontSize
  const hard = estimates.length
  const gaps = Math.min(...segments.map((each) => each.paragraphSpacing)) * (hard - 1)
  const lines = isTight ? hard : Math.max(hard, Math.round((tall - gaps) / stated))
  // The visible bounds of a turned text don't show its width.
  const upright = width === box.width ? seen : null
  // In a box of a fixed height, a text is where its lines are.
  const free = isFitted || upright === null ? 0 : box.height - lines * stated - gaps
  const above = { TOP: 0, CENTER: 0.5, BOTTOM: 1 }[text.textAlignVertical]
  const isEven = isFitted && !isTrimmed && sizes.every((size) => size === fontSize)
  return {
    ...from,
    box: { ...box, y: box.y + free * above, height: box.height - free },
    fontSize,
    lineHeight: isEven ? height / lines : stated,
    width: oneLineWidth(estimates, {
      box: { width, height },
      isTight,
      seen: upright?.width ?? Infinity,
      lines,
    }),
    align: text.textAlignHorizontal,
  }
}

/** The line height of the largest segment; for `AUTO`, that of most typefaces. */
function statedLineHeight(
  all: readonly Pick<StyledTextSegment, 'fontSize' | 'lineHeight'>[],
  fontSize: number,
): number {
  const largest = all.find((segment) => segment.fontSize === fontSize)?.lineHeight
  if (largest === undefined || largest.unit === 'AUTO') return fontSize * usualLineHeight
  return largest.unit === 'PIXELS' ? largest.value : (fontSize * largest.value) / 100
}

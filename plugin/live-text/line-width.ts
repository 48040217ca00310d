import type { Size } from '../../contract/model/geometry.ts'

/** A part of a text in which the font stays the same. */
export type Segment = Pick<
  StyledTextSegment,
  'characters' | 'fontSize' | 'fontName' | 'letterSpacing' | 'textCase'
>

/** Widths of characters as a share of the font size, averaged over common typefaces. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/, 1],
  // Half of a surrogate pair: an emoji, or a rare ideograph.
  [/[\ud800-\udfff]/, 0.6],
  [/[\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f]/, 0],
  [/[iljtfI.,:;'’!|()[\] ]/, 0.3],
  [/[mwMW@%—]/, 0.86],
  [/[A-ZÀ-ÞΑ-ΩА-Я]/, 0.66],
]
const usual = 0.56
/** A bold style is wider by about this factor. */
const boldness = 1.06

/** The estimated width of each hard line of a text, without wrapping, in pixels. */
export function estimatedWidths(segments: readonly Segment[]): number[] {
  const lines = [0]
  for (const { characters, fontSize, fontName, letterSpacing, textCase } of segments) {
    const weight = /bold|black|heavy/i.test(fontName.style) ? boldness : 1
    const { unit, value } = letterSpacing
    const gap = unit === 'PIXELS' ? value : (fontSize * value) / 100
    const shown = textCase === 'UPPER' ? characters.toUpperCase() : characters
    for (const character of shown.split('')) {
      if (/[\n\u2028\u2029]/.test(character)) lines.push(0)
      else {
        const width = widths.find(([kind]) => kind.test(character))?.[1] ?? usual
        // A tight spacing can push letters over each other.
        lines.push((lines.pop() ?? 0) + Math.max(0, width * weight * fontSize + gap))
      }
    }
  }
  return lines
}

/** The present measures of a text. */
export interface TextMeasures {
  /** Its own box. */
  readonly box: Size
  /** Whether the box is as wide as the longest line. */
  readonly isTight: boolean
  /** Width of its visible part; infinite if unknown. */
  readonly seen: number
  /** The number of its lines, wrapped ones included. */
  readonly lines: number
}

/**
 * The width of a text's longest paragraph on one line.
 *
 * - If the box is as wide as its text: the box's width.
 * - If nothing wraps in a wider box: the visible width, which lacks only the space beside the first and last
 *   letter. If that is unknown, or fills the box, the estimate decides.
 * - If the text wraps: estimated by its characters, within what the number of lines allows. All lines but
 *   the last are nearly full.
 */
export function oneLineWidth(estimates: readonly number[], now: TextMeasures): number {
  const { box, lines } = now
  if (now.isTight) return box.width
  const longest = Math.max(...estimates)
  if (lines <= estimates.length) {
    const seen = now.seen < box.width - 1 ? now.seen : longest
    return Math.min(box.width, seen)
  }
  const total = estimates.reduce((sum, width) => sum + width, 0)
  const most = lines * box.width
  const least = Math.max(most - (estimates.length + 0.4 * lines) * box.width, 0)
  const factor = Math.min(Math.max(total, least), most) / Math.max(total, 1)
  return Math.max(longest * factor, Math.min(longest, box.width))
}

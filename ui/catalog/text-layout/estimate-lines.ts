import type { LiveLine } from '../../../contract/model/live-text.ts'

/** How far a word may be wider than its share of the letters says. */
const caution = 1.06

interface Piece {
  readonly width: number
  /** The space before it, where it does not begin a line. */
  readonly space: number
}

/** A text, as what a line can't break. All lengths at its own size. */
export interface Writing {
  readonly paragraphs: readonly (readonly Piece[])[]
  /** Of its longest paragraph on one line. */
  readonly width: number
  /** Of its widest piece. */
  readonly widest: number
  readonly lineHeight: number
  /** Beyond its lines: the space between paragraphs. */
  readonly extra: number
  readonly isLeftToRight: boolean
}

const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u
const closing = '[\\u3001\\u3002\\u300d\\u300f\\u3011\\uff01\\uff09\\uff0c\\uff1a\\uff1f\\u30fc]'
/** A letter of Chinese or Japanese with what may not begin a line, or a word. Korean has words. */
const pieces = new RegExp(
  `[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60]${closing}*|[^\\s\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60]+`,
  'gu',
)
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/gu

export function isRightToLeft(text: string): boolean {
  return (text.match(rightToLeft)?.length ?? 0) * 2 > text.replace(/\s/g, '').length
}

/** What is known of a text's widths: that of its longest paragraph, shared out by letters. */
export function writingOf(line: LiveLine): Writing {
  const texts = line.characters.split(/[\n\u2028]/)
  const unit = line.width / Math.max(1, ...texts.map(lettersIn))
  const isOne = !texts.some((text) => /\S\s+\S/.test(text))
  const paragraphs = texts.map((text) => piecesOf(text, unit * (isOne ? 1 : caution)))
  const widest = Math.max(0, ...paragraphs.flat().map(({ width }) => width))
  const plain = {
    paragraphs,
    width: line.width,
    widest,
    lineHeight: line.lineHeight,
    extra: 0,
    isLeftToRight: !isRightToLeft(line.characters),
  }
  const rest = line.box.height - linesIn(plain, line.box.width) * line.lineHeight
  const most = (texts.length - 1) * line.lineHeight
  return { ...plain, extra: Math.min(Math.max(rest, 0), most) }
}

function lettersIn(text: string): number {
  let sum = 0
  for (const letter of text) sum += wide.test(letter) ? 1.8 : 1
  return sum
}

function piecesOf(text: string, unit: number): readonly Piece[] {
  return Array.from(text.matchAll(pieces), ({ 0: piece, index }) => ({
    width: lettersIn(piece) * unit,
    space: /\s/.test(text.charAt(index - 1)) ? unit : 0,
  }))
}

/** On how many lines a text stands in this width, which is given at its own size. */
export function linesIn({ paragraphs, width: oneLine }: Writing, width: number): number {
  if (width >= oneLine) return paragraphs.length
  let lines = 0
  for (const paragraph of paragraphs) {
    lines += 1
    let at = 0
    for (const piece of paragraph) {
      const next = at === 0 ? piece.width : at + piece.space + piece.width
      if (at > 0 && next > width) {
        lines += 1
        at = piece.width
      } else at = next
    }
  }
  return lines
}

/** The least width on as many lines, so that no line is much shorter than the others. */
export function evenWidth(writing: Writing, width: number): number {
  const lines = linesIn(writing, width)
  let [low, high] = [Math.max(writing.widest, width / 2), width]
  for (let step = 0; step < 5; step += 1) {
    const middle = (low + high) / 2
    if (linesIn(writing, middle) > lines) low = middle
    else high = middle
  }
  return Math.min(width, high * 1.03)
}

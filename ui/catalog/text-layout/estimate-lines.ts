import type { LiveLine } from '../../../contract/model/canvas-text.ts'

/** A line may be wider than its share of the letters by this factor. */
const caution = 1.02

/** A text whose width is only estimated, by its letters and lines, may be wider by this factor. */
const estimateCaution = 1.22

interface Piece {
  readonly width: number
  /** The space before the piece, unless it begins a line. */
  readonly space: number
}

/** A text as pieces that no line breaks. All lengths at the text's own size. */
export interface Writing {
  readonly paragraphs: readonly (readonly Piece[])[]
  /** Of its longest paragraph on one line. */
  readonly width: number
  /** Of its widest piece. */
  readonly widest: number
  readonly lineHeight: number
  /** The height beyond the lines: the space between paragraphs. */
  readonly extra: number
  readonly isLeftToRight: boolean
  /** Whether its width is known, and not estimated. */
  readonly isExact: boolean
}

const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u
const letters = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uff60'
const closing = '[\\u3001\\u3002\\u300d\\u300f\\u3011\\uff01\\uff09\\uff0c\\uff1a\\uff1f\\u30fc]'
/** A letter of a word. No line breaks at spaces such as the one in “10 €”, which is no plain space there. */
const inWord = `[^ \\t\\u2000-\\u200b\\-${letters}]`
/** A word, or a Chinese or Japanese letter with marks that may not begin a line. Korean has words. */
const pieces = new RegExp(`[${letters}]${closing}*|${inWord}*-+|${inWord}+`, 'gu')
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/gu

export function isRightToLeft(text: string): boolean {
  return (text.match(rightToLeft)?.length ?? 0) * 2 > text.replace(/\s/g, '').length
}

/**
 * Estimates the widths in a text from that of its longest paragraph, shared out by letters.
 *
 * @param isWhole whether the text may not wrap at all, such as a price
 */
export function writingOf(line: LiveLine, isWhole: boolean): Writing {
  const lines = Math.round(line.box.height / line.lineHeight)
  let writing = writingAs(line, line.width, isWhole)
  // The width of wrapped text is an estimate; the number of lines shows whether it is too low.
  for (let step = 1; step <= 10 && linesIn(writing, line.box.width) < lines; step += 1) {
    writing = writingAs(line, line.width * (1 + step * 0.04), isWhole)
  }
  const isExact = line.box.width <= line.width * 1.02 && lines <= writing.paragraphs.length
  if (!isExact) {
    const most = lines > writing.paragraphs.length ? Infinity : line.box.width
    const width = Math.min(writing.width * estimateCaution, Math.max(most, writing.width))
    writing = { ...writingAs(line, width, isWhole), isExact }
  }
  const rest = line.box.height - linesIn(writing, line.box.width) * line.lineHeight
  const most = (writing.paragraphs.length - 1) * line.lineHeight
  return { ...writing, extra: Math.min(Math.max(rest, 0), most) }
}

function writingAs(line: LiveLine, width: number, isWhole: boolean): Writing {
  const texts = line.characters.split(/[\n\u2028]/)
  const unit = width / Math.max(1, ...texts.map((text) => lettersIn(text, plainly)))
  const word = isWhole ? width : widestWord(width, texts)
  // A word that is broken in the source may be broken again on a line of that width.
  const isBroken = word > line.box.width * 1.1 && width > line.box.width * 1.1
  return {
    paragraphs: texts.map((text) => piecesOf(text, unit * caution)),
    width,
    widest: isBroken ? line.box.width : word,
    lineHeight: line.lineHeight,
    extra: 0,
    isExact: true,
    isLeftToRight: !isRightToLeft(line.characters),
  }
}

/** The widest word by the higher estimate: a broken word is worse than a shorter line. */
function widestWord(width: number, texts: readonly string[]): number {
  const ways = [plainly, byShape].map((widthOf) => {
    const most = Math.max(1, ...texts.map((text) => lettersIn(text, widthOf)))
    const words = texts.flatMap((text) => text.match(pieces) ?? [])
    return (Math.max(0, ...words.map((word) => lettersIn(word, widthOf))) / most) * width
  })
  return Math.min(width, Math.max(...ways) * caution)
}

const plainly = (letter: string) => (wide.test(letter) ? 1.8 : 1)
const byShape = (letter: string) =>
  /[mwMW@%]/.test(letter) ? 1.5 : /\p{Lu}/u.test(letter) ? 1.2 : plainly(letter)

function lettersIn(text: string, widthOf: (letter: string) => number): number {
  let sum = 0
  for (const letter of text) sum += widthOf(letter)
  return sum
}

function piecesOf(text: string, unit: number): readonly Piece[] {
  return Array.from(text.matchAll(pieces), ({ 0: piece, index }) => ({
    width: lettersIn(piece, plainly) * unit,
    space: /\s/.test(text.charAt(index - 1)) ? unit : 0,
  }))
}

/** The number of lines that a text takes in this width, which is given at the text's own size. */
export function linesIn({ paragraphs, width: oneLine }: Writing, width: number): number {
  if (width >= oneLine - 0.01) return paragraphs.length
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
      // A piece that is wider than a line is broken, as Thai is, which has no spaces.
      while (at > width && width > 1) {
        lines += 1
        at -= width
      }
    }
  }
  return lines
}

/** The least width with the same number of lines, so that no line is much shorter than the others. */
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

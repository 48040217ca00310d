import type { HostDocument } from '../document/document.ts'
import { lineHeightAt, lineRatio } from '../document/fit-text.ts'
import { lookAt, segmentsOf } from '../document/segments.ts'
import { linesOf } from '../document/text-lines.ts'
import type { Props } from '../document/types.ts'
import type { Pen, Surface } from '../env/env.ts'
import { weightOf } from '../sandbox/session.ts'

/** Where Inter's baseline is, counted from the top of its line. */
const baseline = 0.969

/** Writes in a font, and knows how wide that gets. */
type Hand = {
  widthOf(text: string): number
  write(text: string, x: number, y: number): void
}

/** Where no font is installed each letter is a bar, so that a text is seen, and wraps, all the same. */
const bar = { step: 0.56, width: 0.46, height: 0.7 }

const handOf = (pen: Pen, size: number): Hand => {
  if (pen.measureText('x').width > 0) {
    return {
      widthOf: (text) => pen.measureText(text).width,
      write: (text, x, y) => pen.fillText(text, x, y),
    }
  }
  return {
    widthOf: (text) => text.length * bar.step * size,
    write: (text, x, y) => {
      for (const [at, letter] of Array.from(text).entries()) {
        if (letter === ' ') continue
        const height = bar.height * size
        pen.fillRect(x + at * bar.step * size, y - height, bar.width * size, height)
      }
    },
  }
}

/** A stretch of a line in which nothing changes. */
type Piece = { text: string; look: Look; width: number }
type Look = Pick<Props, 'fontSize' | 'fontName' | 'letterSpacing' | 'fills'>

const lookKeys = ['fontSize', 'fontName', 'letterSpacing', 'fills'] as const

const takeUp = (pen: Pen, { fontSize, fontName, letterSpacing }: Look): Hand => {
  const { family, style } = fontName
  const slant = style.includes('Italic') ? 'italic ' : ''
  pen.font = `${slant}${weightOf(style)} ${fontSize}px "${family}", Inter, sans-serif`
  const { unit, value } = letterSpacing
  pen.letterSpacing = `${unit === 'PIXELS' ? value : (value * fontSize) / 100}px`
  return handOf(pen, fontSize)
}

/** Writes a text node, the pen standing in its coordinates. */
export const paintText = (
  { document, surface }: { document: HostDocument; surface: Surface },
  id: string,
): void => {
  const { pen } = surface
  const width = document.prop(id, 'width')
  const text = document.prop(id, 'characters')
  pen.save()
  pen.textBaseline = 'alphabetic'
  const piecesOf = (start: number, end: number): Piece[] =>
    segmentsOf(document, id, lookKeys, start, end).map((segment) => {
      const look = segment.look as Look
      const part = text.slice(segment.start, segment.end)
      return { text: part, look, width: takeUp(pen, look).widthOf(part) }
    })
  const widthOf = (start: number, end: number) =>
    piecesOf(start, end).reduce((sum, piece) => sum + piece.width, 0)
  const free = document.prop(id, 'textAutoResize') === 'WIDTH_AND_HEIGHT'
  const most =
    document.prop(id, 'textTruncation') === 'ENDING' ? document.prop(id, 'maxLines') : null
  const lines = linesOf(text, widthOf, free ? Infinity : width)
    .slice(0, most ?? undefined)
    .map(({ start, end, isLast }) => ({
      pieces: piecesOf(start, end),
      height: Math.max(
        ...Array.from({ length: Math.max(1, end - start) }, (_, at) =>
          lineHeightAt(document, id, start + at),
        ),
      ),
      size: Math.max(...valuesIn(document, id, start, end)),
      gap: isLast ? lookAt(document, id, start, 'paragraphSpacing') : 0,
    }))
  const all = lines.reduce((sum, { height, gap }, i) => sum + height + (i < lines.length - 1 ? gap : 0), 0) // oxfmt-ignore
  const rest = document.prop(id, 'height') - all
  let top = { TOP: 0, CENTER: rest / 2, BOTTOM: rest }[document.prop(id, 'textAlignVertical')]
  for (const { pieces, height, size, gap } of lines) {
    const room = width - pieces.reduce((sum, piece) => sum + piece.width, 0)
    const align = { LEFT: 0, JUSTIFIED: 0, CENTER: room / 2, RIGHT: room }
    let x = align[document.prop(id, 'textAlignHorizontal')]
    const y = top + (height - size * lineRatio) / 2 + size * baseline
    for (const piece of pieces) {
      const hand = takeUp(pen, piece.look)
      for (const fill of piece.look.fills) {
        if (fill.visible === false || fill.type !== 'SOLID') continue
        const { r, g, b } = fill.color
        pen.fillStyle = `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(',')})`
        pen.save()
        pen.globalAlpha *= fill.opacity ?? 1
        hand.write(piece.text, x, y)
        pen.restore()
      }
      x += piece.width
    }
    top += height + gap
  }
  pen.restore()
}

const valuesIn = (document: HostDocument, id: string, start: number, end: number): number[] => {
  const segments = segmentsOf(document, id, ['fontSize'], start, Math.max(end, start + 1))
  return segments.map(({ look }) => look.fontSize ?? 0)
}

import type { HostDocument } from '../document/document.ts'
import { lineRatio } from '../document/layout.ts'
import type { Pen, Surface } from '../env/env.ts'

const weights: Record<string, number> = {
  Thin: 100,
  Light: 300,
  Regular: 400,
  Medium: 500,
  'Semi Bold': 600,
  Bold: 700,
  Black: 900,
}

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

const wrap = (hand: Hand, text: string, width: number): string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && hand.widthOf(longer) > width) {
        lines.push(line)
        line = word
      } else line = longer
    }
    return [...lines, line]
  })

/** Writes a text node, the pen standing in its coordinates. */
export const paintText = (
  { document, surface }: { document: HostDocument; surface: Surface },
  id: string,
): void => {
  const { pen } = surface
  const size = document.prop(id, 'fontSize')
  const { family, style } = document.prop(id, 'fontName')
  const spacing = document.prop(id, 'letterSpacing')
  const lead = document.prop(id, 'lineHeight')
  const width = document.prop(id, 'width')
  pen.save()
  const slant = style.includes('Italic') ? 'italic ' : ''
  pen.font = `${slant}${weights[style] ?? 400} ${size}px "${family}", Inter, sans-serif`
  pen.letterSpacing = `${spacing.unit === 'PIXELS' ? spacing.value : (spacing.value * size) / 100}px`
  pen.textBaseline = 'alphabetic'
  const hand = handOf(pen, size)
  const heights = {
    AUTO: size * lineRatio,
    PIXELS: lead.unit === 'AUTO' ? 0 : lead.value,
    PERCENT: lead.unit === 'AUTO' ? 0 : (lead.value * size) / 100,
  }
  const lineHeight = heights[lead.unit]
  const free = document.prop(id, 'textAutoResize') === 'WIDTH_AND_HEIGHT'
  const characters = document.prop(id, 'characters')
  const lines = free ? characters.split('\n') : wrap(hand, characters, width)
  const rest = document.prop(id, 'height') - lines.length * lineHeight
  const top = { TOP: 0, CENTER: rest / 2, BOTTOM: rest }[document.prop(id, 'textAlignVertical')]
  for (const fill of document.prop(id, 'fills')) {
    if (fill.visible === false || fill.type !== 'SOLID') continue
    const { r, g, b } = fill.color
    pen.fillStyle = `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(',')})`
    pen.save()
    pen.globalAlpha *= fill.opacity ?? 1
    lines.forEach((line, i) => {
      const gap = width - hand.widthOf(line)
      const align = { LEFT: 0, JUSTIFIED: 0, CENTER: gap / 2, RIGHT: gap }
      const x = align[document.prop(id, 'textAlignHorizontal')]
      const inLine = (lineHeight - size * lineRatio) / 2 + size * baseline
      hand.write(line, x, top + i * lineHeight + inLine)
    })
    pen.restore()
  }
  pen.restore()
}

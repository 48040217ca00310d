import type { SKRSContext2D } from '@napi-rs/canvas'

/** A letter as lines of one weight: no font has to be installed, or licensed. */
interface Letter {
  /** Units; the height of an x is 1. */
  readonly width: number
  /** The middle of its lines; up is up. */
  readonly trace: (pen: SKRSContext2D) => void
}

const turn = 2 * Math.PI

const letters: Readonly<Record<string, Letter>> = {
  R: {
    width: 0.88,
    trace(pen) {
      line(pen, [0, 0], [0, 1.42], [0.43, 1.42])
      pen.arc(0.43, 1.01, 0.41, turn / 4, -turn / 4, true)
      pen.lineTo(0, 0.6)
      line(pen, [0.45, 0.6], [0.86, 0])
    },
  },
  e: {
    width: 1,
    trace(pen) {
      line(pen, [0, 0.5], [1, 0.5])
      pen.arc(0.5, 0.5, 0.5, 0, 0.86 * turn)
    },
  },
  s: {
    width: 0.68,
    trace(pen) {
      pen.moveTo(0.34 + 0.32 * Math.cos(0.5), 0.75 + 0.25 * Math.sin(0.5))
      pen.ellipse(0.34, 0.75, 0.32, 0.25, 0, 0.5, 0.75 * turn)
      pen.ellipse(0.34, 0.25, 0.34, 0.25, 0, turn / 4, 0.5 - turn / 2, true)
    },
  },
  t: {
    width: 0.66,
    trace(pen) {
      line(pen, [0.26, 1.38], [0.26, 0.28])
      pen.arc(0.54, 0.28, 0.28, turn / 2, 0.75 * turn)
      pen.lineTo(0.62, 0)
      line(pen, [0, 1], [0.6, 1])
    },
  },
  a: {
    width: 1,
    trace(pen) {
      circle(pen, 0.5, 0.5, 0.5)
      line(pen, [1, 1], [1, 0])
    },
  },
  g: {
    width: 1,
    trace(pen) {
      circle(pen, 0.5, 0.5, 0.5)
      line(pen, [1, 1], [1, 0])
      pen.ellipse(0.5, 0, 0.5, 0.44, 0, 0, 0.5 - turn / 2, true)
    },
  },
  '1': {
    width: 0.36,
    trace: (pen) => line(pen, [0, 1.12], [0.34, 1.42], [0.34, 0]),
  },
  '4': {
    width: 0.86,
    trace: (pen) => line(pen, [0.62, 0], [0.62, 1.42], [0, 0.4], [0.86, 0.4]),
  },
  '5': {
    width: 0.82,
    trace(pen) {
      line(pen, [0.74, 1.42], [0.14, 1.42], [0.08, 0.8])
      pen.ellipse(0.38, 0.45, 0.44, 0.45, 0, 0.36 * turn, -0.36 * turn, true)
    },
  },
  '6': { width: 0.86, trace: six },
  '9': {
    width: 0.86,
    trace(pen) {
      pen.translate(0.86, 1.42)
      pen.rotate(turn / 2)
      six(pen)
    },
  },
  ':': {
    width: 0.1,
    trace(pen) {
      line(pen, [0.05, 0.28], [0.05, 0.281])
      line(pen, [0.05, 0.98], [0.05, 0.981])
    },
  },
}

function six(pen: SKRSContext2D): void {
  pen.moveTo(0.62, 1.42)
  pen.bezierCurveTo(0.3, 1.2, 0, 0.85, 0, 0.43)
  pen.arc(0.43, 0.43, 0.43, turn / 2, -turn / 2, true)
}

function line(pen: SKRSContext2D, ...[first, ...others]: readonly (readonly [number, number])[]) {
  if (first === undefined) return
  pen.moveTo(...first)
  for (const point of others) pen.lineTo(...point)
}

function circle(pen: SKRSContext2D, x: number, y: number, radius: number): void {
  pen.moveTo(x + radius, y)
  pen.arc(x, y, radius, 0, turn)
}

export interface Style {
  /** Pixels; where the baseline begins. */
  readonly x: number
  readonly y: number
  /** Pixels of an x. */
  readonly size: number
  readonly colour: string
  /** In units, as the widths of the letters. */
  readonly weight: number
  readonly spacing: number
}

/** Writes a word, and answers with its width in pixels. */
export function write(pen: SKRSContext2D, word: string, style: Style): number {
  let at = 0
  for (const sign of word) {
    const letter = letters[sign]
    if (letter === undefined) throw new Error(`There is no drawing of ${sign}.`)
    pen.save()
    pen.translate(style.x + at * style.size, style.y)
    pen.scale(style.size, -style.size)
    pen.lineWidth = style.weight
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.strokeStyle = style.colour
    pen.beginPath()
    letter.trace(pen)
    pen.stroke()
    pen.restore()
    at += letter.width + style.spacing
  }
  return (at - style.spacing) * style.size
}

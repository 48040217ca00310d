import type { SKRSContext2D } from '@napi-rs/canvas'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Flat colours from back to front: they stay sharp at any size, and their files small. */
export interface Palette {
  readonly sky: readonly string[]
  readonly sun: string
  readonly hills: readonly string[]
}

export const ink = '#17132f'
export const cream = '#fff4e2'

/** The picture as a designer drew it: flat, and without colour. */
export const sketch: Palette = {
  sky: ['#ffffff'],
  sun: '#e4e2ee',
  hills: ['#d3d0e2', '#bcb8d2', '#a29dc0'],
}

/** The same as it comes back. */
export const render: Palette = {
  sky: ['#ffd9a0', '#ffbe86', '#ff9d72', '#fb7a68', '#e65a6e'],
  sun: cream,
  hills: ['#b23f7d', '#7a2f86', '#43247a'],
}

/** A sun over hills, composed for the box that it is in; nothing of it is stretched. */
export function drawScene(pen: SKRSContext2D, box: Box, radius: number, palette: Palette): void {
  const { x, y, width, height } = box
  pen.save()
  pen.beginPath()
  pen.roundRect(x, y, width, height, radius)
  pen.clip()
  const short = Math.min(width, height)
  const horizon = y + height * (height > width ? 0.66 : 0.7)
  const sun = { x: x + width * (width > 2 * height ? 0.64 : 0.5), y: horizon - short * 0.24 }
  drawSky(pen, box, sun, short, palette.sky)
  disc(pen, sun, short * 0.2, palette.sun)
  for (const [index, colour] of palette.hills.entries()) {
    hill(pen, box, horizon + short * 0.13 * index, short, index, colour)
  }
  pen.restore()
}

/** Rings of light around the sun. */
function drawSky(
  pen: SKRSContext2D,
  { x, y, width, height }: Box,
  sun: { readonly x: number; readonly y: number },
  short: number,
  colours: readonly string[],
): void {
  pen.fillStyle = colours.at(-1) ?? cream
  pen.fillRect(x, y, width, height)
  for (let ring = colours.length - 2; ring >= 0; ring--) {
    disc(pen, sun, short * (0.34 + 0.2 * ring), colours[ring] ?? cream)
  }
}

function disc(
  pen: SKRSContext2D,
  { x, y }: { readonly x: number; readonly y: number },
  radius: number,
  colour: string,
): void {
  pen.fillStyle = colour
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.fill()
}

/** A soft ridge from side to side; each has its crest elsewhere. */
function hill(
  pen: SKRSContext2D,
  { x, y, width, height }: Box,
  top: number,
  short: number,
  index: number,
  colour: string,
): void {
  const wave = short * 1.1
  const shift = [0.15, 0.62, 0.35][index] ?? 0
  pen.fillStyle = colour
  pen.beginPath()
  pen.moveTo(x, y + height)
  for (let at = 0; at < width + 2; at += 2) {
    const turn = 2 * Math.PI * (at / wave + shift)
    pen.lineTo(x + at, top - short * 0.07 * Math.sin(turn) - short * 0.02 * Math.sin(2.3 * turn))
  }
  pen.lineTo(x + width + 2, y + height)
  pen.closePath()
  pen.fill()
}

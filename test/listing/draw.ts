import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { smallPng } from '../small-png.ts'
import { write } from './letters.ts'
import { type Box, cream, drawScene, ink, render, sketch } from './scene.ts'

const selection = '#38a3ff'

/** `npm run listing`: draws the icon and the cover of the Community listing. */
async function draw(): Promise<void> {
  const drawn = { icon: icon(), cover: cover() }
  for (const [name, canvas] of Object.entries(drawn)) {
    const { width, height } = canvas
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
    const png = smallPng({ width, height, data })
    await writeFile(fileURLToPath(new URL(`../../docs/listing/${name}.png`, import.meta.url)), png)
    console.log(
      `${name}.png  ${String(width)} × ${String(height)}  ${String(png.byteLength)} bytes`,
    )
  }
}

/** One picture in three shapes, on ground that stands out from light and from dark. */
function icon(): Canvas {
  const canvas = createCanvas(128, 128)
  const pen = canvas.getContext('2d')
  ground(pen, { x: 0, y: 0, width: 128, height: 128 }, 28)
  drawScene(pen, { x: 17, y: 17, width: 43, height: 94 }, 8, render)
  drawScene(pen, { x: 68, y: 17, width: 43, height: 43 }, 8, render)
  drawScene(pen, { x: 68, y: 68, width: 43, height: 43 }, 8, render)
  return canvas
}

/** A frame that is selected, and the shapes that come of it. */
function cover(): Canvas {
  const canvas = createCanvas(1920, 1080)
  const pen = canvas.getContext('2d')
  ground(pen, { x: 0, y: 0, width: 1920, height: 1080 }, 0)
  dots(pen)

  const source = { x: 150, y: 178, width: 330, height: 440 }
  drawScene(pen, source, 0, sketch)
  select(pen, source)
  arrow(pen, { x: 560, y: 398 }, 110)
  write(pen, 'Restage', { x: 158, y: 856, size: 68, colour: cream, weight: 0.24, spacing: 0.34 })

  const left = 770
  const top = 78
  const gap = 32
  const tall = { width: 360, height: 640 }
  /** So that all these ratios are exact. */
  const low = 260.42
  const wide = { height: tall.height - gap - low, width: (tall.height - gap - low) * (16 / 9) }
  const across = tall.width + gap + wide.width
  const second = left + tall.width + gap
  tile(pen, { x: left, y: top, ...tall }, '9:16')
  tile(pen, { x: second, y: top, ...wide }, '16:9')
  const row = top + wide.height + gap
  tile(pen, { x: second, y: row, width: low, height: low }, '1:1')
  const rest = wide.width - low - gap
  tile(pen, { x: second + low + gap, y: row, width: rest, height: low }, '5:4')
  tile(pen, { x: left, y: top + tall.height + gap, width: across, height: across / 4 }, '4:1')
  return canvas
}

function ground(pen: SKRSContext2D, { x, y, width, height }: Box, radius: number): void {
  pen.fillStyle = ink
  pen.beginPath()
  pen.roundRect(x, y, width, height, radius)
  pen.fill()
}

/** The canvas that it all lies on. */
function dots(pen: SKRSContext2D): void {
  pen.fillStyle = '#2a2450'
  for (let y = 30; y < 1080; y += 40) {
    for (let x = 30; x < 1920; x += 40) {
      pen.beginPath()
      pen.arc(x, y, 1.6, 0, 2 * Math.PI)
      pen.fill()
    }
  }
}

function tile(pen: SKRSContext2D, box: Box, label: string): void {
  drawScene(pen, box, 14, render)
  const { x, y, height } = box
  write(pen, label, {
    x: x + 24,
    y: y + height - 24,
    size: 17,
    colour: cream,
    weight: 0.19,
    spacing: 0.42,
  })
}

/** As a frame looks that a designer has selected. */
function select(pen: SKRSContext2D, { x, y, width, height }: Box): void {
  pen.strokeStyle = selection
  pen.lineWidth = 4
  pen.strokeRect(x, y, width, height)
  pen.fillStyle = '#ffffff'
  for (const [cx, cy] of [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const) {
    pen.fillRect(cx - 9, cy - 9, 18, 18)
    pen.strokeRect(cx - 9, cy - 9, 18, 18)
  }
}

function arrow(pen: SKRSContext2D, { x, y }: { x: number; y: number }, length: number): void {
  pen.strokeStyle = cream
  pen.lineWidth = 10
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.beginPath()
  pen.moveTo(x, y)
  pen.lineTo(x + length, y)
  pen.moveTo(x + length - 34, y - 34)
  pen.lineTo(x + length, y)
  pen.lineTo(x + length - 34, y + 34)
  pen.stroke()
}

await draw()

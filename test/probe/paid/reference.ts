import { createCanvas } from '@napi-rs/canvas'

/** A small flat picture of nobody and nothing, as a data URI: the way the plugin sends references. */
export function referenceDataUri(): string {
  const side = 512
  const canvas = createCanvas(side, side)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#f4f1ea'
  pen.fillRect(0, 0, side, side)
  pen.fillStyle = '#c8452f'
  pen.beginPath()
  pen.arc(side / 2, side / 2, side / 4, 0, 2 * Math.PI)
  pen.fill()
  return `data:image/png;base64,${canvas.toBuffer('image/png').toString('base64')}`
}

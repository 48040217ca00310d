import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { sniff } from '../../../ui/images/sniff.ts'

function canvas() {
  const picture = createCanvas(37, 21)
  picture.getContext('2d').fillRect(3, 3, 9, 9)
  return picture
}

const png = canvas().toBuffer('image/png')
const jpeg = canvas().toBuffer('image/jpeg')
const webp = canvas().toBuffer('image/webp')
const avif = canvas().toBuffer('image/avif')
const size = { width: 37, height: 21 }

test('formats and sizes are read from the bytes', () => {
  expect(sniff(png)).toEqual({ type: 'image/png', size, complete: true })
  expect(sniff(jpeg)).toEqual({ type: 'image/jpeg', size, complete: true })
  expect(sniff(webp)).toEqual({ type: 'image/webp', size: null, complete: true })
  expect(sniff(avif)?.type).toBe('image/avif')
})

test('a file that was cut off is known by its missing end', () => {
  for (const whole of [png, jpeg, webp]) {
    expect(sniff(whole.subarray(0, whole.length - 40))?.complete).toBe(false)
  }
})

test('what is no picture is none', () => {
  const html = new TextEncoder().encode('<!doctype html><title>Sorry</title>'.padEnd(200))
  expect(sniff(html)).toBeNull()
  expect(sniff(new Uint8Array())).toBeNull()
  expect(sniff(png.subarray(0, 12))).toBeNull()
})

import { expect, test } from 'vitest'
import { inReadingOrder } from '../../../../plugin/canvas/reading-order.ts'

type Named = [name: string, x: number, y: number, width: number, height: number]

const read = (things: readonly Named[]) =>
  inReadingOrder(things, ([, x, y, width, height]) => ({ x, y, width, height }))
    .map(([name]) => name)
    .join(' ')

test('lines go from top to bottom, and each from left to right', () => {
  expect(
    read([
      ['d', 300, 200, 50, 20],
      ['b', 200, 0, 50, 20],
      ['c', 0, 200, 50, 20],
      ['a', 0, 0, 50, 20],
    ]),
  ).toBe('a b c d')
})

test('a line is what overlaps in height: a small thing beside a large one begins further down', () => {
  expect(
    read([
      ['small', 0, 14, 40, 12],
      ['large', 100, 0, 200, 40],
      ['below', 0, 50, 40, 12],
    ]),
  ).toBe('small large below')
})

test('lines that touch by their line height are two', () => {
  expect(
    read([
      ['second', 0, 26, 200, 30],
      ['first', 40, 0, 100, 30],
    ]),
  ).toBe('first second')
})

test('beside a tall thing, each row is a line of its own', () => {
  expect(
    read([
      ['row 2', 200, 30, 80, 20],
      ['row 3', 190, 60, 80, 20],
      ['tall', 0, 0, 100, 90],
      ['row 1', 210, 0, 80, 20],
    ]),
  ).toBe('tall row 1 row 2 row 3')
})

test('what has no height is read too', () => {
  expect(
    read([
      ['b', 50, 10, 10, 0],
      ['a', 0, 0, 10, 20],
      ['c', 0, 30, 10, 0],
    ]),
  ).toBe('a b c')
})

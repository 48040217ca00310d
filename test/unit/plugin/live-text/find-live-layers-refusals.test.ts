import { expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import { emptyPoster } from './empty-poster.ts'

test('limits', async () => {
  const { document, poster, text, box, read } = emptyPoster()
  box(poster)
  const lines = (count: number) => {
    for (let at = 0; at < count; at++) text(poster, 'a', { x: (at % 20) * 45, y: 120 + 30 * Math.floor(at / 20) }) // oxfmt-ignore
  }
  lines(24)
  expect((await read()).blocks).toHaveLength(24)
  text(poster, 'One more', { y: 900 })
  expect(await read()).toMatchObject({ refusal: 'too-many-blocks', blocks: [] })
  expect((await read('swap')).blocks).toHaveLength(25)
  const group = build.addFrame(document, poster, { y: 940, width: 1000, height: 50, fills: [], layoutMode: 'HORIZONTAL' }) // oxfmt-ignore
  for (let at = 0; at < 40; at++) text(group, 'b')
  expect((await read()).refusal).toBe('too-many-texts')
  expect((await read('swap')).refusal).toBeUndefined()
})

test('a source of text alone, or nearly', async () => {
  const { document, poster, text, read } = emptyPoster()
  const large = text(poster, 'So\nmany\nloud\nwords', { fontSize: 100, textAutoResize: 'HEIGHT', width: 900 }) // oxfmt-ignore
  expect((await read()).refusal).toBe('mostly-text')
  expect((await read('swap')).blocks.map(({ id }) => id)).toEqual([large])
  build.person(document).set(poster, { fills: [] })
  expect((await read('swap')).refusal).toBe('none')
  build.person(document).set(poster, { fills: [build.solid('#ffffff')] })
  build.person(document).remove(large)
  expect((await read()).refusal).toBe('none')
})

test('more layers than are looked at', async () => {
  const { document, poster, text, read } = emptyPoster()
  document.person(() => {
    for (let row = 0; row < 31; row++) {
      const frame = document.create('FRAME', poster, { width: 5, height: 5 })
      for (let at = 0; at < 100; at++) document.create('RECTANGLE', frame, { width: 5, height: 5 })
    }
  })
  text(poster, 'Words')
  expect((await read()).refusal).toBe('too-many-layers')
}, 60_000)

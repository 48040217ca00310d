import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCutter, markedPicture } from '../../../../relay/orders/cut-pictures.ts'

function cut(text: string, pieceSize = text.length || 1) {
  const bytes = Buffer.from(text)
  const cutter = createCutter(bytes.length)
  for (let at = 0; at < bytes.length; at += pieceSize) {
    cutter.push(bytes.subarray(at, at + pieceSize))
  }
  return cutter.end()
}
const uriOf = (bytes: Uint8Array, type = 'image/png') =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

test('pictures come out byte for byte, however the text is cut into pieces', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }),
      fc.string(),
      fc.integer({ min: 1, max: 50 }),
      (all, words, size) => {
        const order = { prompt: `data:image/png ${words}"\\`, urls: all.map((each) => uriOf(each)) }
        const { text, pictures } = cut(JSON.stringify(order), size)
        const read = JSON.parse(text) as typeof order
        expect(read.prompt).toBe(order.prompt)
        expect(read.urls.map(markedPicture)).toEqual(all.map((_, index) => index))
        expect(pictures.map(({ bytes }) => Buffer.from(bytes ?? []).toString('hex'))).toEqual(
          all.map((bytes) => Buffer.from(bytes).toString('hex')),
        )
      },
    ),
  )
})

test('any other text stays as it is', () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 1, max: 9 }), (json, size) => {
      expect(cut(json, size)).toEqual({ text: json, pictures: [] })
    }),
  )
})

test.each([
  ['escaped slashes', String.raw`"data:image\/webp;base64,\/\/\/\/"`, 'image/webp', 'ffffff'],
  ['nothing', '"data:image/png;base64,"', 'image/png', ''],
  ['no whole group', '"data:image/png;base64,AAA"', 'image/png', null],
  ['padding within', '"data:image/png;base64,A=AA"', 'image/png', null],
  ['padding alone', '"data:image/png;base64,===="', 'image/png', null],
  ['another letter', '"data:image/png;base64,AA-A"', 'image/png', null],
  ['another escape', String.raw`"data:image/png;base64,AA\nA"`, 'image/png', null],
])('%s in a picture', (_, text, said, hex) => {
  const { pictures } = cut(text)
  const [picture] = pictures
  expect([picture?.said, picture?.bytes && Buffer.from(picture.bytes).toString('hex')]).toEqual([
    said,
    hex,
  ])
})

test.each(['data:image/gif;base64,AAAA', 'data:image/png,AAAA', ' data:image/png;base64,AAAA'])(
  '%s is no picture that is cut out',
  (uri) => {
    expect(cut(JSON.stringify(uri)).pictures).toEqual([])
  },
)

test('of an order of nothing but pictures, which would take minutes, only the first are cut out', () => {
  const picture = '"data:image/png;base64,AAAA"'
  const { text, pictures } = cut(`[${Array.from({ length: 20_000 }, () => picture).join()}]`)
  // More than any order may have.
  expect(pictures.length).toBeGreaterThan(16)
  expect(pictures.length).toBeLessThan(100)
  const all = JSON.parse(text) as string[]
  expect(all.filter((each) => markedPicture(each) !== null)).toHaveLength(pictures.length)
  expect(all.at(-1)).toBe(JSON.parse(picture))
})

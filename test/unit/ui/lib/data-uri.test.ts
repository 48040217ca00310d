import { expect, test } from 'vitest'
import { readDataUri } from '../../../../ui/lib/data-uri.ts'

test('the bytes of every value come out as they went in', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, value) => value)
  const base64 = Buffer.from(bytes).toString('base64')
  for (const text of [base64, encodeURIComponent(base64)]) {
    expect(readDataUri(`data:image/png;base64,${text}`)).toEqual(bytes)
  }
})

test('what is not base64 has none', () => {
  for (const uri of ['data:image/png;base64,?', 'data:image/png;base64,%', 'data:,a']) {
    expect(readDataUri(uri)).toBeNull()
  }
})

test('a picture as large as an answer may be is read whole', () => {
  const uri = `data:image/png;base64,${Buffer.alloc(23_000_000, 7).toString('base64')}`
  expect(readDataUri(uri)?.length).toBe(23_000_000)
})

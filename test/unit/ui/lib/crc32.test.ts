import { crc32 as byNode } from 'node:zlib'
import { expect, test } from 'vitest'
import { crc32 } from '../../../../ui/lib/crc32.ts'

test.each(['', 'IEND', '123456789', 'ÿ'.repeat(1_000)])('sums up %j as zlib does', (text) => {
  const bytes = Buffer.from(text, 'latin1')
  expect(crc32(bytes)).toBe(byNode(bytes))
})

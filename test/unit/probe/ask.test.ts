import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { ask } from '../../probe/ask.ts'

test.each([
  ['y\n', true],
  ['Yes\n', true],
  [' y \n', true],
  // Not a line yet: perhaps the rest of it was lost.
  ['y', false],
  ['n\n', false],
  ['\n', false],
  ['yellow\n', false],
  ['no\ny\n', false],
  ['', false],
])('%j is answered with %s', async (typed, expected) => {
  const input = new PassThrough()
  const output = new PassThrough()
  const answer = ask('Go on? ', input, output)
  input.end(typed)
  expect(await answer).toBe(expected)
  expect(String(output.read())).toContain('Go on? ')
})

import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { readSecret } from '../../../relay/read-secret.ts'

/** A terminal on which keys are pressed. */
function terminal() {
  const modes: boolean[] = []
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  })
  return { stream, modes }
}

test.each([
  ['sk-one\r', 'sk-one'],
  ['  sk-pasted \r\n', 'sk-pasted'],
  ['sk-tt\u007fwo\n', 'sk-two'],
  ['\r', ''],
  ['sk-gone\u0003', null],
])('what is typed as %j is read without being shown', async (typed, expected) => {
  const { stream, modes } = terminal()
  const read = readSecret(stream)
  stream.write(typed)
  expect(await read).toBe(expected)
  expect(modes).toEqual([true, false])
  // Nothing waits for more of it: else the process would never end.
  expect([stream.isPaused(), stream.listenerCount('data')]).toEqual([true, 0])
})

test.each(['sk-piped\n', 'sk-piped'])(
  'what is piped in as %j is read to its end',
  async (piped) => {
    const stream = new PassThrough()
    const read = readSecret(stream)
    stream.end(piped)
    expect(await read).toBe('sk-piped')
  },
)

import { expect, onTestFinished, test, vi } from 'vitest'
import { createBodyReader } from '../../../../relay/http/read-body.ts'

const limit = 20_000_000

/** A large body whose bytes come in such pieces, and then no more, although more were announced. */
function request(pieces: readonly Uint8Array[], isWhole: boolean): Request {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      if (isWhole) controller.close()
    },
  })
  const headers = { 'content-length': String(limit) }
  const init = { method: 'POST', headers, body, duplex: 'half' }
  return new Request('http://relay/v1/references', init)
}

test('callers whose line has died do not hold up the others', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const bodies = createBodyReader()
  const lengthOf = (bytes: Uint8Array) => Promise.resolve(bytes.length)
  const dead = [1, 2].map((n) => bodies.use(request([new Uint8Array(n)], false), limit, lengthOf))
  const ends = Promise.allSettled(dead)
  await vi.advanceTimersByTimeAsync(60_000)
  const whole = bodies.use(request([new Uint8Array(7)], true), limit, lengthOf)
  const failed = whole.catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await failed).toBe(7)
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

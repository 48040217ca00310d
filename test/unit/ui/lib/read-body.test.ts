import { expect, test } from 'vitest'
import { BodyTooLargeError, readBody } from '../../../../ui/lib/read-body.ts'
import { TimeLimitError } from '../../../../ui/lib/time-limit.ts'
import { createVirtualClock } from '../../../hiapi/virtual-clock.ts'

const limits = { mostBytes: 1_000, silence: 60_000 }
const piece = (length: number) => new Uint8Array(length).fill(7)

/** A body that gives a piece whenever it is asked, after a wait, and how it was left. */
function bodyOf(pieces: Iterable<number>, wait = 0) {
  const clock = createVirtualClock()
  const left: { pulled: number; cancelled: boolean } = { pulled: 0, cancelled: false }
  const given = pieces[Symbol.iterator]()
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await clock.sleep(wait)
        if (left.cancelled) return
        const next = given.next()
        left.pulled++
        if (next.done === true) controller.close()
        else controller.enqueue(piece(next.value))
      },
      cancel() {
        left.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { clock, left, stream }
}

test('a body is read to its end, in one piece', async () => {
  const { clock, stream, left } = bodyOf([1, 998, 1])
  const read = readBody(new Response(stream), limits, clock, null)
  expect(await clock.run(read)).toEqual(piece(1_000))
  expect(left.cancelled).toBe(false)
  expect(clock.pending).toBe(0)
})

test.each(['-1', 'x', '3', '9', '10', '25'])(
  'a body of 10 bytes that says it has %s is read whole',
  async (said) => {
    const { clock, stream } = bodyOf([4, 4, 2])
    const headers = { 'content-length': said }
    const read = readBody(new Response(stream, { headers }), limits, clock, null)
    expect(await clock.run(read)).toEqual(piece(10))
  },
)

test('an answer without a body is empty', async () => {
  const { clock } = bodyOf([])
  expect(await readBody(new Response(null), limits, clock, null)).toEqual(new Uint8Array())
})

test('a length over the limit is believed before a byte is read', async () => {
  const { clock, stream, left } = bodyOf([1])
  const headers = { 'content-length': '1001' }
  const read = readBody(new Response(stream, { headers }), limits, clock, null)
  await expect(clock.run(read)).rejects.toEqual(new BodyTooLargeError(1_000))
  expect(left).toEqual({ pulled: 0, cancelled: true })
})

test('a body that never ends is left at the limit, whatever length it said', async () => {
  const endless = function* () {
    for (;;) yield 400
  }
  const { clock, stream, left } = bodyOf(endless())
  const headers = { 'content-length': '10' }
  const read = readBody(new Response(stream, { headers }), limits, clock, null)
  await expect(clock.run(read)).rejects.toEqual(new BodyTooLargeError(1_000))
  expect(left).toEqual({ pulled: 3, cancelled: true })
})

test('a slow body that flows is read, however long it takes', async () => {
  const { clock, stream } = bodyOf([10, 10, 10, 10], 59_000)
  const start = clock.now()
  const read = readBody(new Response(stream), limits, clock, null)
  expect(await clock.run(read)).toEqual(piece(40))
  expect(clock.now() - start).toBe(5 * 59_000)
})

test('a body that falls silent is given up', async () => {
  const { clock, stream, left } = bodyOf([10, 10], 61_000)
  const start = clock.now()
  const read = readBody(new Response(stream), limits, clock, null)
  await expect(clock.run(read)).rejects.toBeInstanceOf(TimeLimitError)
  expect(clock.now() - start).toBe(60_000)
  expect(left.cancelled).toBe(true)
})

test('an abort ends the reading with its reason', async () => {
  const { clock, stream, left } = bodyOf([10, 10], 30_000)
  const stop = new AbortController()
  const read = readBody(new Response(stream), limits, clock, stop.signal)
  const reason = new DOMException('Stopped waiting', 'AbortError')
  const stopping = clock.sleep(45_000).then(() => stop.abort(reason))
  await expect(clock.run(read)).rejects.toBe(reason)
  await stopping
  expect(left.cancelled).toBe(true)
})

test('what the connection broke with is told', async () => {
  const { clock } = bodyOf([])
  const broken = new TypeError('network error')
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(broken)
    },
  })
  await expect(readBody(new Response(stream), limits, clock, null)).rejects.toBe(broken)
  expect(clock.pending).toBe(0)
})

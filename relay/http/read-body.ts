import { createSemaphore } from '../queue/semaphore.ts'
import { replyText } from '../text.ts'
import { ReplyError } from './reply.ts'

/** The most bytes of large bodies in memory at once; other large bodies wait, unread. */
const mostLarge = 40_000_000
/** A body of at most this many bytes is not large: it neither waits nor counts. */
const small = 256_000
/** How many milliseconds a large body waits for its turn. */
const patience = {
  longest: 10_000,
  error: () => new ReplyError('RELAY_OBJECTS', replyText.slow, 2),
}

/** How many milliseconds a body may take for its next bytes: dead lines must not hold up the others. */
const silence = 30_000

/** Takes a body piece by piece, and makes something of it. */
interface Reading<Read> {
  push(piece: Uint8Array): void
  end(): Read
}

/** Reads only a few large bodies at once, so that together they don't fill the memory. */
export interface BodyReader {
  /**
   * Reads a body and gives the result to `act`, which runs for one large body at a time.
   *
   * @param read called with the most bytes that will come; by default the result is all bytes
   * @throws {ReplyError} if the body is larger than `most` bytes, or if its turn does not come
   */
  use<Result>(
    request: Request,
    most: number,
    act: (bytes: Uint8Array) => Promise<Result>,
  ): Promise<Result>
  use<Result, Read>(
    request: Request,
    most: number,
    act: (read: Read) => Promise<Result>,
    read: (size: number) => Reading<Read>,
  ): Promise<Result>
}

export function createBodyReader(): BodyReader {
  const reading = createSemaphore(mostLarge)
  const acting = createSemaphore(1)
  async function use<Result, Read>(
    request: Request,
    most: number,
    act: (read: Read | Uint8Array) => Promise<Result>,
    read: (size: number) => Reading<Read | Uint8Array> = createCollector,
  ): Promise<Result> {
    const declared = declaredLength(request)
    const size = declared ?? most
    if (size > most) throw tooLarge(most)
    if (size <= small) return act(await readWhole(request, most, read(size)))
    const work = async () => {
      const made = await readWhole(request, most, read(size))
      return acting.use(1, () => act(made))
    }
    return reading.use(size, work, patience)
  }
  return { use }
}

function tooLarge(most: number): ReplyError {
  return new ReplyError('RELAY_TOO_LARGE', replyText.tooLarge(most))
}

/** Null if the request declares no length, as for a body in chunks. */
function declaredLength({ headers }: Request): number | null {
  const text = headers.get('content-length') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

async function readWhole<Read>(
  request: Request,
  most: number,
  reading: Reading<Read>,
): Promise<Read> {
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader()
  let length = 0
  while (reader !== undefined) {
    const { done, value } = await soon(reader.read())
    if (done) break
    length += value.length
    if (length > most) throw tooLarge(most)
    reading.push(value)
  }
  return reading.end()
}

/** The next bytes, if they come in time. */
async function soon<Next>(next: Promise<Next>): Promise<Next> {
  let late: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    late = setTimeout(() => {
      reject(new ReplyError('REQUEST_TIMEOUT', replyText.silent))
    }, silence)
  })
  try {
    return await Promise.race([next, limit])
  } finally {
    clearTimeout(late)
  }
}

function createCollector(size: number): Reading<Uint8Array> {
  // Joining the pieces at the end would take twice the memory. Pages that nothing is written to take none.
  const whole = Buffer.allocUnsafeSlow(size)
  let length = 0
  return {
    push(piece) {
      whole.set(piece, length)
      length += piece.length
    },
    end: () => whole.subarray(0, length),
  }
}

import { createSemaphore } from '../queue/semaphore.ts'
import { replyText } from '../text.ts'
import { ReplyError } from './reply.ts'

/** Bytes of large bodies that are here at once; others wait, unread. */
const mostLarge = 40_000_000
/** Bytes up to which a body is not large: it neither waits nor takes room. */
const small = 256_000
/** One waits so many milliseconds for its turn. */
const patience = {
  longest: 10_000,
  error: () => new ReplyError('RELAY_OBJECTS', replyText.slow, 2),
}

/** What becomes of a body while it is read. */
interface Reading<Read> {
  push(piece: Uint8Array): void
  end(): Read
}

/** Reads bodies, a few at once, so that many large ones don't fill the memory together. */
export interface BodyReader {
  /**
   * Reads a body and gives what was made of it to `act`. One large one after the other is worked on.
   *
   * @param read makes something of it piece by piece, told the most bytes that will come; else all bytes
   * @throws {ReplyError} if it is larger than `most` bytes, or if its turn does not come
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

/** Null if it is not said, as for a body in chunks. */
function declaredLength({ headers }: Request): number | null {
  const text = headers.get('content-length') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

async function readWhole<Read>(
  request: Request,
  most: number,
  reading: Reading<Read>,
): Promise<Read> {
  let length = 0
  for await (const piece of request.body ?? []) {
    const bytes = piece as Uint8Array
    length += bytes.length
    if (length > most) throw tooLarge(most)
    reading.push(bytes)
  }
  return reading.end()
}

function createCollector(size: number): Reading<Uint8Array> {
  // Written where it belongs: pieces that are put together at the end take twice the room. What nothing is
  // written to takes none.
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

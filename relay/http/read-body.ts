import { replyText } from '../text.ts'
import { ReplyError } from './reply.ts'

/** Large bodies that are here at once; others wait. */
const mostLarge = 8
/** Bytes up to which a body is not large: it neither waits nor takes room. */
const small = 256_000
/** Milliseconds that one waits for its turn. */
const longestWait = 10_000

/** Reads bodies, a few at once, so that many large ones don't fill the memory together. */
export interface BodyReader {
  /**
   * Reads a body and gives it to `act`. What is made of a large one takes several times its size, so one
   * such after the other is worked on.
   *
   * @throws {ReplyError} if it is larger than `most` bytes, or if its turn does not come
   */
  use<Result>(
    request: Request,
    most: number,
    act: (bytes: Uint8Array) => Promise<Result>,
  ): Promise<Result>
}

export function createBodyReader(): BodyReader {
  const room = createGate(mostLarge)
  const desk = createGate(1)
  return {
    async use(request, most, act) {
      const declared = declaredLength(request)
      if ((declared ?? 0) > most) throw tooLarge(most)
      if ((declared ?? most) <= small) return act(await bytesOf(request, most, declared))
      return room.pass(longestWait, async () => {
        const bytes = await bytesOf(request, most, declared)
        return desk.pass(null, () => act(bytes))
      })
    },
  }
}

function tooLarge(most: number): ReplyError {
  return new ReplyError('RELAY_TOO_LARGE', replyText.tooLarge(most))
}

/** Null if it is not said, as for a body in chunks. */
function declaredLength({ headers }: Request): number | null {
  const text = headers.get('content-length') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

async function bytesOf(
  request: Request,
  most: number,
  declared: number | null,
): Promise<Uint8Array> {
  // Written where it belongs: pieces that are put together at the end take twice the room.
  let whole = Buffer.allocUnsafeSlow(declared ?? 0)
  let length = 0
  for await (const piece of request.body ?? []) {
    const bytes = piece as Uint8Array
    const end = length + bytes.length
    if (end > most) throw tooLarge(most)
    if (end > whole.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(most, Math.max(end, whole.length * 2)))
      larger.set(whole.subarray(0, length))
      whole = larger
    }
    whole.set(bytes, length)
    length = end
  }
  return whole.subarray(0, length)
}

/** Lets a few in at once; the others wait in order. */
function createGate(most: number) {
  let free = most
  const queue: (() => void)[] = []

  /** @param longest milliseconds; null for as long as it takes */
  async function enter(longest: number | null): Promise<void> {
    if (free > 0) {
      free--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer =
        longest === null
          ? undefined
          : setTimeout(() => {
              queue.splice(queue.indexOf(admit), 1)
              reject(new ReplyError('RELAY_OBJECTS', replyText.slow, 2))
            }, longest)
      queue.push(admit)
    })
  }

  return {
    async pass<Result>(longest: number | null, act: () => Promise<Result>): Promise<Result> {
      await enter(longest)
      try {
        return await act()
      } finally {
        const next = queue.shift()
        if (next === undefined) free++
        else next()
      }
    },
  }
}

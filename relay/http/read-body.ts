import { replyText } from '../text.ts'
import { ReplyError } from './reply.ts'

/** Large bodies that are read at once; others wait. */
const mostReaders = 8
/** Milliseconds that one waits for its turn. */
const longestWait = 10_000

/** Reads bodies, a few at once, so that many large ones don't fill the memory together. */
export interface BodyReader {
  /** @throws {ReplyError} if it is larger than `most` bytes, or if its turn does not come */
  read(request: Request, most: number): Promise<Uint8Array>
}

export function createBodyReader(): BodyReader {
  let free = mostReaders
  const queue: (() => void)[] = []

  async function enter(): Promise<void> {
    if (free > 0) {
      free--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(admit), 1)
        reject(new ReplyError('RELAY_OBJECTS', replyText.slow, 2))
      }, longestWait)
      queue.push(admit)
    })
  }

  function leave(): void {
    const next = queue.shift()
    if (next === undefined) free++
    else next()
  }

  return {
    async read(request, most) {
      const tooLarge = () => new ReplyError('RELAY_TOO_LARGE', replyText.tooLarge(most))
      if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge()
      await enter()
      try {
        const pieces: Uint8Array[] = []
        let length = 0
        for await (const piece of request.body ?? []) {
          const bytes = piece as Uint8Array
          length += bytes.length
          if (length > most) throw tooLarge()
          pieces.push(bytes)
        }
        return Buffer.concat(pieces)
      } finally {
        leave()
      }
    },
  }
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Milliseconds for the rest of an unwanted body: a caller reads the answer only after sending all of it. */
const restLimit = 5_000

/** The type of an answer that stays open. */
export const eventStream = 'text/event-stream; charset=utf-8'

/** What is known of a request besides its content. */
export interface Connection {
  /** The caller's address. */
  readonly peer: string
  /** Aborted when the caller is gone before the whole answer was sent. */
  readonly gone: AbortSignal
}

/**
 * Turns Node's requests into the platform's `Request`, and sends each `Response` as Node's answer.
 *
 * @param onError called with the error of an answer that broke off, unless the caller ended it
 */
export function createListener(
  fetch: (request: Request, connection: Connection) => Response | Promise<Response>,
  onError: (error: unknown) => void,
): RequestListener {
  return (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) gone.abort()
    })
    outgoing.on('finish', () => {
      if (!incoming.complete) readRest(incoming)
    })
    const request = requestOf(incoming)
    if (request === null) {
      outgoing.writeHead(400).end()
      return
    }
    const connection = { peer: incoming.socket.remoteAddress ?? '', gone: gone.signal }
    Promise.resolve(fetch(request, connection))
      .then((response) => send(response, outgoing))
      .catch((error: unknown) => {
        outgoing.destroy()
        if (!gone.signal.aborted) onError(error)
      })
  }
}

/** Null for an invalid request, such as one with an impossible address. */
function requestOf(incoming: IncomingMessage): Request | null {
  const { method = 'GET', url = '', headersDistinct } = incoming
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const body = ['GET', 'HEAD'].includes(method) ? null : bodyOf(incoming)
  try {
    // The name by which it was called is in its headers.
    const address = url.startsWith('/') ? `http://relay${url}` : url
    return new Request(address, { method, headers, body, duplex: 'half' })
  } catch {
    return null
  }
}

/** The body as a stream that reads only as much as is asked for. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const pieces = incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<
    Uint8Array,
    undefined
  >
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
    },
    { highWaterMark: 0 },
  )
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const { status, headers, body } = response
  outgoing.statusCode = status
  outgoing.setHeaders(headers)
  const isLong = headers.has('content-length') || headers.get('content-type') === eventStream
  // A short answer goes out in one piece, with its length: it arrives whole or not at all.
  if (body === null || !isLong) outgoing.end(Buffer.from(await response.arrayBuffer()))
  else await pipeline(Readable.fromWeb(body), outgoing)
}

function readRest(incoming: IncomingMessage): void {
  const late = setTimeout(() => {
    incoming.socket.destroy()
  }, restLimit)
  late.unref()
  incoming.on('close', () => {
    clearTimeout(late)
  })
  incoming.resume()
}

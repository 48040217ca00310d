import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Milliseconds in which the rest of a body may still come that nobody wants: who sends it reads the answer. */
const restLimit = 5_000

/** The type of an answer that goes on. */
export const eventStream = 'text/event-stream; charset=utf-8'

/** What is known of a request beside what it says. */
export interface Connection {
  /** The address that calls. */
  readonly peer: string
  /** Aborted when whoever asked is gone before the answer was there whole. */
  readonly gone: AbortSignal
}

/**
 * Node's requests as the platform's, and its answers back.
 *
 * @param onError told of answers that broke off, unless it was the other end that broke them off
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

/** Null for one that is none, such as one with an impossible address. */
function requestOf(incoming: IncomingMessage): Request | null {
  const { method = 'GET', url = '', headersDistinct } = incoming
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const body = ['GET', 'HEAD'].includes(method) ? null : bodyOf(incoming)
  try {
    // By which name it was called is in its headers.
    const address = url.startsWith('/') ? `http://relay${url}` : url
    return new Request(address, { method, headers, body, duplex: 'half' })
  } catch {
    return null
  }
}

/** Read only when it is asked for, and no further. */
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
  // Whatever is short goes out in one piece, with its length: it arrives whole or not at all.
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

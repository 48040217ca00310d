import type { Hiapi } from './api/api.ts'
import type { Clock } from './virtual-clock.ts'
import { bytesOf, type HiapiReply, type HiapiRequest, type Transport } from './api/wire.ts'

export type VirtualFetchOptions = {
  apiUrl?: string
  /** There and back. */
  latencyMs?: number
  /** Figma gives a plugin's iframe no origin of its own. */
  origin?: string
}

/** What a browser lets a page read without being told. */
const alwaysReadable = ['cache-control', 'content-length', 'content-type', 'expires']
const simpleHeaders = ['accept', 'accept-language', 'content-language']

/** A `fetch` that reaches the core without sockets, with a browser's manners: preflights, CORS. */
export function virtualFetch(
  hiapi: Hiapi,
  clock: Clock,
  { apiUrl = 'https://api.hiapi.ai', latencyMs = 0, origin = 'null' }: VirtualFetchOptions = {},
): typeof fetch {
  const hold = <T>(work: Promise<T>) => clock.hold?.(work) ?? work
  const sites = new Map([
    [new URL(apiUrl).origin, (request: HiapiRequest) => hiapi.handle(request)],
    [
      new URL(hiapi.picturesUrl).origin,
      (request: HiapiRequest) => hold(hiapi.handlePicture(request)),
    ],
  ])

  return async (input, init) => {
    const asked = new Request(input, init)
    // The request's own may miss an abort after a collection (github.com/nodejs/undici/issues/3644).
    const signal = init?.signal ?? asked.signal
    signal.throwIfAborted()
    const url = new URL(asked.url)
    const site = sites.get(url.origin)
    // Any other host is outside the plugin's allow-list: the page sees what it sees when offline.
    if (!site) throw failed()
    const sent: HiapiRequest = {
      method: asked.method,
      path: url.pathname,
      query: url.searchParams,
      headers: { ...Object.fromEntries(asked.headers), origin },
      body: await bodyOf(input, init, asked),
    }
    await clock.sleep(latencyMs / 2, signal)
    const custom = customHeaders(sent)
    if (custom.length > 0) await preflight(site, sent, custom, clock, signal)
    const reply = await site(sent)
    await reply.transport?.after
    await clock.sleep(latencyMs / 2 + (reply.transport?.delayMs ?? 0), signal)
    return response(reply, asked.url, signal)
  }
}

async function preflight(
  site: (request: HiapiRequest) => Promise<HiapiReply>,
  sent: HiapiRequest,
  custom: string[],
  clock: Clock,
  signal: AbortSignal,
) {
  const reply = await site({
    ...sent,
    method: 'OPTIONS',
    headers: {
      origin: sent.headers['origin'] ?? 'null',
      'access-control-request-method': sent.method,
      'access-control-request-headers': custom.join(','),
    },
    body: '',
  })
  await clock.sleep(reply.transport?.delayMs ?? 0, signal)
  await ended(reply, signal)
  const allowed = (reply.headers['access-control-allow-headers'] ?? '').toLowerCase().split(/, */)
  if (reply.status >= 300 || !custom.every((name) => allowed.includes(name))) throw failed()
}

/** Names in the request that a browser asks for leave to send. */
function customHeaders({ headers }: HiapiRequest): string[] {
  return Object.keys(headers)
    .filter((name) => {
      if (name === 'origin' || simpleHeaders.includes(name)) return false
      return name !== 'content-type' || !headers[name]?.startsWith('text/plain')
    })
    .sort()
}

async function response(reply: HiapiReply, url: string, signal: AbortSignal): Promise<Response> {
  await ended(reply, signal)
  const bytes = bytesOf(reply.body)
  const end = reply.transport?.end
  const body = bodyFor(bytes, end, signal)
  const readable = [
    ...alwaysReadable,
    ...(reply.headers['access-control-expose-headers'] ?? '').toLowerCase().split(/, */),
  ]
  const headers = Object.entries(reply.headers).filter(([name]) => readable.includes(name))
  const empty = reply.status === 204
  const made = new Response(empty ? null : body, { status: reply.status, headers })
  Object.defineProperty(made, 'url', { value: url })
  return made
}

/** Carries out what keeps a reply from coming at all. */
async function ended(reply: HiapiReply, signal: AbortSignal) {
  if (reply.transport?.end === 'reset') throw failed()
  if (reply.transport?.end === 'hang') await aborted(signal)
}

function bodyFor(bytes: Uint8Array, end: Transport['end'], signal: AbortSignal) {
  if (end === 'endless') {
    return new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    })
  }
  return end === 'cut' || end === 'stall' ? broken(bytes, end, signal) : new Uint8Array(bytes)
}

/** The first half of the bytes, then an error, or nothing more until the request is aborted. */
function broken(bytes: Uint8Array, end: 'cut' | 'stall', signal: AbortSignal) {
  let begun = false
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!begun) {
        begun = true
        controller.enqueue(new Uint8Array(bytes.subarray(0, Math.max(1, bytes.length >> 1))))
      } else if (end === 'cut') {
        controller.error(new TypeError('network error'))
      } else {
        await aborted(signal).catch((reason: unknown) => controller.error(reason))
      }
    },
  })
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}

/** Bytes as they were handed over: reading them back through Request would take real time. */
async function bodyOf(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  asked: Request,
): Promise<Uint8Array | string> {
  const body = init?.body
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if (!body && !(input instanceof Request)) return ''
  return new Uint8Array(await asked.arrayBuffer())
}

function failed(): TypeError {
  return new TypeError('Failed to fetch')
}

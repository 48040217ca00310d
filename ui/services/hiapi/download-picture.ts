import type { Clock } from '../../lib/clock.ts'
import type { Network } from './connectivity.ts'
import { BodyTooLargeError, readBody } from '../../lib/read-body.ts'
import { withTimeLimit } from '../../lib/time-limit.ts'
import { readDataUri } from '../../lib/data-uri.ts'
import { privateRequest } from './private-request.ts'

/** A picture's address may exist before its file does, and a network may be slow to wake. */
const waits = [0, 2_000, 4_000, 8_000, 16_000]
/** After this many "not found" answers the picture counts as gone. */
const mostMissing = 3
/**
 * The most bytes of a picture: HiAPI's largest, 8.3 million pixels of noise with transparency, has 33
 * million. A download restarts after these milliseconds without a byte; one that keeps arriving may take
 * any time.
 */
const limits = { mostBytes: 34_000_000, silence: 60_000 }

/**
 * Why a picture could not be downloaded. `picture-gone`: its address is no longer valid.
 * `picture-redirected`: its address leads to another host.
 */
type PictureErrorKind =
  | 'picture-gone'
  | 'picture-unreachable'
  | 'picture-broken'
  | 'picture-too-large'
  | 'picture-redirected'
  | 'picture-blocked'
  | 'offline'

export class PictureError extends Error {
  override readonly name = 'PictureError'
  readonly kind: PictureErrorKind
  /** Where it is, or where it redirects to; null if unknown or meaningless. */
  readonly host: string | null
  /** The limit in bytes that it exceeds. */
  readonly bytes: number | null
  /** Whether the same address may work in a moment. */
  readonly mayRetry: boolean

  constructor(
    kind: PictureErrorKind,
    host: string | null,
    mayRetry = false,
    bytes: number | null = null,
  ) {
    super(kind)
    this.kind = kind
    this.host = host
    this.bytes = bytes
    this.mayRetry = mayRetry
  }
}

interface DownloadParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly network: Network
}

/**
 * Downloads a finished picture. Sends no key and no cookies: its host is not the API's.
 *
 * @param address an https address, an http one on this computer, or a data URI
 * @throws {PictureError} or the reason of the aborted signal
 */
export async function downloadPicture(
  address: string,
  parts: DownloadParts,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const url = new URL(address)
  if (url.protocol === 'data:') {
    const bytes = readDataUri(address)
    if (bytes === null) throw new PictureError('picture-broken', null)
    return bytes
  }
  let failure = new PictureError('picture-unreachable', url.host, true)
  for (const [index, wait] of waits.entries()) {
    await parts.clock.sleep(wait, signal)
    try {
      return await download(url, parts, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof PictureError)) throw error
      failure = error
      const isMissing = error.kind === 'picture-gone' && index + 1 >= mostMissing
      if (!error.mayRetry || isMissing) break
    }
  }
  throw failure
}

async function download(url: URL, parts: DownloadParts, signal: AbortSignal): Promise<Uint8Array> {
  const { host } = url
  const { clock, network } = parts
  try {
    const response = await request(url, 'manual', parts, signal)
    const answer = isRedirect(response) ? await followed(url, response, parts, signal) : response
    return await pictureIn(answer, host, clock, signal)
  } catch (error) {
    if (error instanceof PictureError) throw error
    if (error instanceof BodyTooLargeError) {
      throw new PictureError('picture-too-large', null, false, error.limit)
    }
    if (await network.refusedByPolicy(url.href)) {
      throw new PictureError('picture-blocked', host)
    }
    throw new PictureError(network.online() ? 'picture-unreachable' : 'offline', host, true)
  }
}

function request(
  url: URL,
  redirect: RequestRedirect,
  { fetch, clock }: DownloadParts,
  signal: AbortSignal,
): Promise<Response> {
  return withTimeLimit(limits.silence, clock, signal, (limited) =>
    fetch(url.href, {
      // The cache would keep a "not found" for as long as the host says, hours perhaps.
      ...privateRequest,
      redirect,
      signal: limited,
    }),
  )
}

/**
 * A browser hides everything about a redirect except its existence (https://fetch.spec.whatwg.org/, 2.2.6).
 */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status)
}

/**
 * Follows a redirect. If its target is visible, only the same host is allowed. A browser hides the target
 * and follows to hosts of the allow-list only. No key and no cookies are sent in either case.
 *
 * @throws {PictureError} `picture-redirected`
 */
async function followed(
  url: URL,
  redirect: Response,
  parts: DownloadParts,
  signal: AbortSignal,
): Promise<Response> {
  const location = redirect.headers.get('location')
  const host = location !== null && URL.canParse(location, url) ? new URL(location, url).host : null
  if (host !== null && host !== url.host) throw new PictureError('picture-redirected', host)
  try {
    return await request(url, 'follow', parts, signal)
  } catch (error) {
    // A browser reveals nothing more about a host that it may not follow to.
    if (!(error instanceof TypeError) || !parts.network.online()) throw error
    throw new PictureError('picture-redirected', host)
  }
}

async function pictureIn(
  response: Response,
  host: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (response.ok) return readBody(response, limits, clock, signal)
  // The text of a refusal is not needed; the connection is.
  await response.body?.cancel()
  const { status } = response
  if (status === 404) throw new PictureError('picture-gone', host, true)
  if (status === 403 || status === 410) throw new PictureError('picture-gone', host)
  throw new PictureError('picture-unreachable', host, true)
}

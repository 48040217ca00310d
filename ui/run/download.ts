import type { Clock } from '../clock.ts'
import type { Network } from '../hiapi/network.ts'

/** A picture's address may be younger than the file behind it: three tries, 0, 2 and 4 s apart. */
const waits = [0, 2_000, 4_000]
/** A download that has not ended after this long is aborted. */
const timeLimit = 120_000
/** Far beyond any picture of 4096 px; what is larger is not one. */
const mostBytes = 100_000_000

/** Why a picture could not be downloaded. `gone`: its address is no longer valid. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
  readonly kind: 'picture-gone' | 'picture-unreachable' | 'picture-broken' | 'blocked' | 'offline'
  readonly host: string

  constructor(kind: PictureError['kind'], host: string) {
    super(kind)
    this.kind = kind
    this.host = host
  }
}

export interface DownloadParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly network: Network
}

/**
 * Downloads a finished picture. Sends no key and no cookies: its host is not the API's.
 *
 * @throws {PictureError} or the reason of the aborted signal
 */
export async function downloadPicture(
  url: string,
  parts: DownloadParts,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { host } = new URL(url)
  let failure = new PictureError('picture-unreachable', host)
  for (const wait of waits) {
    await parts.clock.sleep(wait, signal)
    try {
      return await download(url, host, parts, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof PictureError)) throw error
      failure = error
      if (error.kind === 'blocked') break
    }
  }
  throw failure
}

async function download(
  url: string,
  host: string,
  { fetch, clock, network }: DownloadParts,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const limit = new AbortController()
  const timer = new AbortController()
  clock.sleep(timeLimit, timer.signal).then(
    () => {
      limit.abort()
    },
    () => {
      // The download ended first, and took its timer with it.
    },
  )
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, limit.signal]),
    })
    if (response.status === 403 || response.status === 404 || response.status === 410) {
      throw new PictureError('picture-gone', host)
    }
    if (!response.ok) throw new PictureError('picture-unreachable', host)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.byteLength > mostBytes) throw new PictureError('picture-broken', host)
    return bytes
  } catch (error) {
    if (error instanceof PictureError) throw error
    if (network.refusedByPolicy(url)) throw new PictureError('blocked', host)
    throw new PictureError(network.online() ? 'picture-unreachable' : 'offline', host)
  } finally {
    timer.abort()
  }
}

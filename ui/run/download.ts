import type { Clock } from '../clock.ts'
import type { Network } from '../hiapi/network.ts'
import { withTimeLimit } from '../time-limit.ts'

/** A picture's address may be younger than the file behind it, and a network slow to wake. */
const waits = [0, 2_000, 4_000, 8_000, 16_000]
/** Not found after so many tries, it will not be found. */
const mostMissing = 3
/** A download that has not ended after this long is aborted. */
const timeLimit = 120_000
/** Far beyond any picture of 4096 px; what is larger is not one. */
const mostBytes = 100_000_000

/** Why a picture could not be downloaded. `gone`: its address is no longer valid. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
  readonly kind:
    'picture-gone' | 'picture-unreachable' | 'picture-broken' | 'picture-blocked' | 'offline'
  readonly host: string
  /** Whether the same address may answer better in a moment. */
  readonly mayRetry: boolean

  constructor(kind: PictureError['kind'], host: string, mayRetry: boolean) {
    super(kind)
    this.kind = kind
    this.host = host
    this.mayRetry = mayRetry
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
  let failure = new PictureError('picture-unreachable', host, true)
  for (const [index, wait] of waits.entries()) {
    await parts.clock.sleep(wait, signal)
    try {
      return await download(url, host, parts, signal)
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

async function download(
  url: string,
  host: string,
  { fetch, clock, network }: DownloadParts,
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    return await withTimeLimit(timeLimit, clock, signal, async (limited) => {
      const response = await fetch(url, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: limited,
      })
      const { status } = response
      if (status === 404) throw new PictureError('picture-gone', host, true)
      if (status === 403 || status === 410) throw new PictureError('picture-gone', host, false)
      if (!response.ok) throw new PictureError('picture-unreachable', host, true)
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (bytes.byteLength > mostBytes) throw new PictureError('picture-broken', host, false)
      return bytes
    })
  } catch (error) {
    if (error instanceof PictureError) throw error
    if (await network.refusedByPolicy(url)) throw new PictureError('picture-blocked', host, false)
    throw new PictureError(network.online() ? 'picture-unreachable' : 'offline', host, true)
  }
}

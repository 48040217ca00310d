import type { Clock } from '../../lib/clock.ts'
import { withTimeLimit } from '../../lib/time-limit.ts'

/** Milliseconds. It only serves a sentence. */
const timeLimit = 10_000

/**
 * Where an address leads that redirects. A page is not told by its browser, so it goes there once,
 * without the key.
 *
 * @returns the host; null where that can't be found out
 */
export async function findRedirect(
  url: string,
  { fetch, clock }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
): Promise<string | null> {
  try {
    const response = await withTimeLimit(timeLimit, clock, null, (signal) =>
      fetch(url, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        signal,
      }),
    )
    await response.body?.cancel()
    return response.redirected ? new URL(response.url).host : null
  } catch {
    // It leads to where this window may not go, and nobody can tell where that is.
    return null
  }
}

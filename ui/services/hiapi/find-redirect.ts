import type { Clock } from '../../lib/clock.ts'
import { withTimeLimit } from '../../lib/time-limit.ts'
import { privateRequest } from './private-request.ts'

/** Milliseconds. Its result only completes a sentence. */
const timeLimit = 10_000

/**
 * Where a redirecting address leads. A browser does not tell a page, so this requests the address once,
 * without the key.
 *
 * @returns the host; null if it can't be found out
 */
export async function findRedirect(
  url: string,
  { fetch, clock }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
): Promise<string | null> {
  try {
    const response = await withTimeLimit(timeLimit, clock, null, (signal) =>
      fetch(url, {
        ...privateRequest,
        signal,
      }),
    )
    await response.body?.cancel()
    return response.redirected ? new URL(response.url).host : null
  } catch {
    // It leads to an address that this window may not reach, so the host stays unknown.
    return null
  }
}

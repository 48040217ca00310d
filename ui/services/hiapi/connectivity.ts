import type { Clock } from '../../lib/clock.ts'

const reportDelay = 50
/** Milliseconds between a report and the failure of its request, at most. */
const sameRequest = 1_000

/** What the browser knows beyond the "Failed to fetch" that a request gets. */
export interface Network {
  /** False if the computer itself reports that it has no network. */
  online(): boolean
  /** Whether the content security policy, made from the manifest's allow-list, blocked this host. */
  refusedByPolicy(url: string): Promise<boolean>
}

/** Listens to the window's own reports of what its policy blocked. */
export function observeNetwork(view: Window & typeof globalThis, clock: Clock): Network {
  /** When each origin was last reported, in milliseconds of the monotonic clock. */
  const reported = new Map<string, number>()
  view.document.addEventListener('securitypolicyviolation', (event) => {
    const { blockedURI } = event
    if (URL.canParse(blockedURI)) reported.set(new URL(blockedURI).origin, clock.monotonic())
  })
  return {
    online: () => view.navigator.onLine,
    async refusedByPolicy(url) {
      const failed = clock.monotonic()
      // The report may arrive a moment after the request has failed.
      await clock.sleep(reportDelay)
      // An earlier report says nothing: of a redirect to a blocked host, it names the allowed one before.
      return (reported.get(new URL(url).origin) ?? -Infinity) > failed - sameRequest
    },
  }
}

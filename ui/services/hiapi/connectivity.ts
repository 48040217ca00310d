import type { Clock } from '../../lib/clock.ts'

const reportDelay = 50

/** What the browser knows beyond the "Failed to fetch" that a request gets. */
export interface Network {
  /** False if the computer itself reports that it has no network. */
  online(): boolean
  /** Whether the content security policy, made from the manifest's allow-list, blocked this host. */
  refusedByPolicy(url: string): Promise<boolean>
}

/** Listens to the window's own reports of what its policy blocked. */
export function observeNetwork(view: Window & typeof globalThis, clock: Clock): Network {
  const refused = new Set<string>()
  view.document.addEventListener('securitypolicyviolation', (event) => {
    if (URL.canParse(event.blockedURI)) refused.add(new URL(event.blockedURI).origin)
  })
  return {
    online: () => view.navigator.onLine,
    async refusedByPolicy(url) {
      // The report may arrive a moment after the request has failed.
      await clock.sleep(reportDelay)
      return refused.has(new URL(url).origin)
    },
  }
}

import type { Clock } from '../../lib/clock.ts'

const reportDelay = 50

/** What the browser knows beyond "Failed to fetch", which is all that it tells a request. */
export interface Network {
  /** False when the computer itself says that it has no network. */
  online(): boolean
  /** Whether the content security policy, made from the manifest's allow-list, stopped this host. */
  refusedByPolicy(url: string): Promise<boolean>
}

/** Listens to the window's own reports of what its policy stopped. */
export function observeNetwork(view: Window & typeof globalThis, clock: Clock): Network {
  const refused = new Set<string>()
  view.document.addEventListener('securitypolicyviolation', (event) => {
    if (URL.canParse(event.blockedURI)) refused.add(new URL(event.blockedURI).origin)
  })
  return {
    online: () => view.navigator.onLine,
    async refusedByPolicy(url) {
      // The report may come a moment after the request has failed.
      await clock.sleep(reportDelay)
      return refused.has(new URL(url).origin)
    },
  }
}

/**
 * Resolves once the window has been drawn and is idle, or after `atLatest` milliseconds: some browsers take
 * seconds to report an idle page.
 */
export function whenIdle(view: Window & typeof globalThis, atLatest: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      resolve()
    }
    // Safari lacks it.
    if ('requestIdleCallback' in view) view.requestIdleCallback(done, { timeout: atLatest })
    else setTimeout(done, Math.min(atLatest, 1_000))
  })
}

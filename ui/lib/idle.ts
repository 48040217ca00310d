/**
 * Resolves once the window has been drawn and is idle, or after so many milliseconds: an engine may take
 * seconds to find a page idle that does nothing.
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

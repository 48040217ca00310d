/** Resolves once the window has been drawn and is idle. */
export function whenIdle(view: Window & typeof globalThis): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      resolve()
    }
    // Safari lacks it.
    if ('requestIdleCallback' in view) view.requestIdleCallback(done, { timeout: 5_000 })
    else setTimeout(done, 1_000)
  })
}

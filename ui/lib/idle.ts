/** Resolves when the window has been drawn and has nothing else to do. */
export function whenIdle(view: Window & typeof globalThis): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      resolve()
    }
    // Safari has none.
    if ('requestIdleCallback' in view) view.requestIdleCallback(done, { timeout: 5_000 })
    else setTimeout(done, 1_000)
  })
}

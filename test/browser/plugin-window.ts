import type { Frame, Page } from 'playwright-core'

/** The plugin's window in a page; things in it are found as in any frame. */
export type PluginWindow = Pick<Frame, 'getByRole' | 'getByText' | 'locator'>

/**
 * Asks the frame that the page has now. A `FrameLocator` looks its iframe up at each question, which takes
 * five times as long as the answer. A locator of a closed window finds nothing in the next window.
 */
export function pluginWindow(page: Page): PluginWindow {
  const now = (): Frame => {
    const frame = page.frames().findLast((each) => each.parentFrame() === page.mainFrame())
    if (frame === undefined) throw new Error('The window is not open.')
    return frame
  }
  return {
    getByRole: (...args) => now().getByRole(...args),
    getByText: (...args) => now().getByText(...args),
    locator: (...args) => now().locator(...args),
  }
}

/** Waits for the window of a plugin that was started a moment ago. */
export async function windowShown(page: Page): Promise<void> {
  await page.frameLocator('iframe').getByRole('button', { name: 'Settings' }).waitFor()
}

import type { Frame, Page } from 'playwright-core'
import { sandboxFrame } from '../../host/sandbox/frame.ts'

/** The plugin's window in a page; things in it are found as in any frame. */
export type PluginWindow = Pick<Frame, 'getByRole' | 'getByText' | 'locator'>

/**
 * Asks the frame that the page has now. A `FrameLocator` looks its iframe up at each question, which takes
 * five times as long as the answer. A locator of a closed window finds nothing in the next window.
 */
export function pluginWindow(page: Page): PluginWindow {
  const now = () => windowFrame(page)
  return {
    getByRole: (...args) => now().getByRole(...args),
    getByText: (...args) => now().getByText(...args),
    locator: (...args) => now().locator(...args),
  }
}

/** The frames of the windows that are open, the newest last: a while after a start there may be two. */
export function windowFrames(page: Page): Frame[] {
  return page
    .frames()
    .filter((each) => each.parentFrame() === page.mainFrame() && each.name() !== sandboxFrame)
}

/** The frame of the newest window. */
export function windowFrame(page: Page): Frame {
  const frame = windowFrames(page).at(-1)
  if (frame === undefined) throw new Error('The window is not open.')
  return frame
}

/** Waits for the window of a plugin that was started a moment ago. */
export async function windowShown(page: Page): Promise<void> {
  await page.frameLocator('iframe').getByRole('button', { name: 'Settings' }).waitFor()
}

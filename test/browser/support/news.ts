import type { Page } from 'playwright-core'
import type { HiapiOptions } from '../../hiapi/api/api.ts'
import { windowFrames } from './plugin-window.ts'

type OnTask = NonNullable<HiapiOptions['onTask']>

/** The longest that a timer takes. */
const longest = 2 ** 31 - 1

/** Whether a page's windows are told of what ends. */
export interface News {
  readonly onTask: OnTask
  close(): void
}

/**
 * Has the windows of a page look at their tasks as soon as one has ended, as they do when they come into
 * view again. By itself a window looks for the first time after three seconds, which a test would wait out
 * for each picture that it needs. When a window looks by itself is a matter of `test/unit` and `test/sandbox`.
 */
export function tellOfEnds(page: () => Page | null): News {
  const timers = new Set<NodeJS.Timeout>()
  return {
    onTask({ endsAt }) {
      const wait = endsAt - Date.now()
      if (wait > longest) return
      const timer = setTimeout(() => {
        timers.delete(timer)
        void lookNow(page())
      }, wait + 1)
      timers.add(timer)
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

async function lookNow(page: Page | null): Promise<void> {
  for (const frame of page === null ? [] : windowFrames(page)) {
    await frame
      .evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
      // The window was closed meanwhile: nobody is there to be told.
      .catch(() => null)
  }
}

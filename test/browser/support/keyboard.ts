import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Stage } from './stage.ts'

/** What a designer without a pointer has. Every press makes sure that the focus is not lost by it. */
export interface Keyboard {
  press(key: string): Promise<void>
  type(text: string): Promise<void>
  /** Walks there by Tab, or by another key; as far as a designer would have the patience for. */
  reach(target: Locator, key?: string): Promise<void>
  /** Fails where the focus has got lost by itself. */
  expectFocus(): Promise<void>
}

export function createKeyboard({ page, window }: Stage): Keyboard {
  const body = () => window.locator('body')
  /** What has the focus; nothing where only the page has it. */
  const focused = () =>
    body().evaluate(({ ownerDocument }) => {
      const it = ownerDocument.activeElement
      if (it === null || it === ownerDocument.body) return ''
      return it.getAttribute('aria-label') ?? (it.textContent.trim().slice(0, 40) || it.outerHTML)
    })
  let last = 'nothing'
  let way = ''

  async function expectFocus(after = 'nothing was pressed'): Promise<void> {
    let now = await focused()
    if (now === '') {
      // What goes may hand its focus on a moment later.
      const message = `The focus is lost${way}: it was on “${last}”, and ${after}`
      await expect
        .poll(async () => (now = await focused()), { message, timeout: 2_000 })
        .not.toBe('')
    }
    last = now
  }

  async function press(key: string): Promise<void> {
    await page.keyboard.press(key)
    await expectFocus(`${key} was pressed`)
  }

  return {
    press,
    expectFocus,
    async type(text) {
      await page.keyboard.type(text)
      await expectFocus('words were typed')
    },
    async reach(target, key = 'Tab') {
      way = ` on the way to ${String(target)}`
      await target.waitFor()
      for (let presses = 0; presses < 80; presses += 1) {
        const isThere = await target.evaluate((it) => it === it.ownerDocument.activeElement)
        if (isThere) {
          way = ''
          return
        }
        await press(key)
      }
      throw new Error(`No ${key} leads to ${String(target)}`)
    },
  }
}

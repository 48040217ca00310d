import { afterAll, expect, test } from 'vitest'
import { closeBrowser, openStage, select, tick } from './stage.ts'

afterAll(closeBrowser)

const isLook = ({ op }: { readonly op: string }) => op === 'get' || op === 'list'

test('a window that comes into view again asks at once what has become of its tasks', async () => {
  const stage = await openStage({ hiapi: { durations: { queued: 0, handling: 60_000 } } })
  try {
    const looks = () => stage.playground.hiapi?.hiapi.requests.filter(isLook) ?? []
    await select(stage, ['Poster'])
    await tick(stage, ['1:1'])
    await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a table')
    await stage.window.getByRole('button', { name: 'Generate 1 image' }).click()
    // Left alone, it would ask again in a few seconds.
    await expect.poll(() => looks().length).toBeGreaterThanOrEqual(3)
    const before = looks().length
    const shown = Date.now()
    await stage.window.locator('body').evaluate((body) => {
      body.ownerDocument.dispatchEvent(new Event('visibilitychange'))
    })
    await expect.poll(() => looks().length, { interval: 20 }).toBeGreaterThan(before)
    expect((looks()[before]?.at ?? Infinity) - shown).toBeLessThan(1_000)
  } finally {
    await stage.close()
  }
})

import { expect, test } from 'vitest'
import { openStage, openTasks, select, tick } from '../support/stage.ts'

const isLook = ({ op }: { readonly op: string }) => op === 'get' || op === 'list'

test('a window that comes into view again asks at once what has become of its tasks', async () => {
  const stage = await openStage({
    hasRelay: false,
    hiapi: { durations: { queued: 0, handling: 60_000 } },
  })
  try {
    const looks = () => stage.playground.hiapi?.hiapi.requests.filter(isLook) ?? []
    await select(stage, ['Poster'])
    await tick(stage, ['1:1'])
    await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a table')
    await stage.window.getByRole('button', { name: 'Generate 1 picture' }).click()
    await openTasks(stage)
    await expect.poll(() => looks().length).toBeGreaterThanOrEqual(3)
    const before = looks().length
    const [last = 0, previous = 0] = looks()
      .map(({ at }) => at)
      .reverse()
    const shown = Date.now()
    await stage.window.locator('body').evaluate((body) => {
      body.ownerDocument.dispatchEvent(new Event('visibilitychange'))
    })
    await expect.poll(() => looks().length, { interval: 20 }).toBeGreaterThan(before)
    // Left alone, it would have asked when as long as last time had passed again.
    expect((looks()[before]?.at ?? Infinity) - shown).toBeLessThan((last - previous) / 2)
  } finally {
    await stage.close()
  }
})

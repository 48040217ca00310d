import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, afterEach, expect, test } from 'vitest'
import { closeBrowser, openStage, select, type Stage } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let stage: Stage
afterEach(() => stage.close())
afterAll(closeBrowser)

/** What axe finds wrong in the plugin's window, in its own words. */
async function violations(): Promise<string[]> {
  const frame = stage.page.frames().find((each) => each !== stage.page.mainFrame())
  if (frame === undefined) throw new Error('The plugin has no window')
  await frame.evaluate(axe)
  return frame.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    // White on Figma's own brand blue is Figma's choice, and the same in all of its buttons.
    const found = await runner.run({ rules: { 'color-contrast': { enabled: false } } })
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  })
}

test.each(['light', 'dark'] as const)('axe finds nothing wrong, %s', async (theme) => {
  stage = await openStage({ theme })
  expect(await violations()).toEqual([])
  await select(stage, ['Poster', 'Card'])
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print')
  await stage.window.getByRole('textbox', { name: 'Prompt' }).press('Control+Enter')
  await stage.window.getByRole('listitem').filter({ hasText: 'Done' }).first().waitFor()
  expect(await violations()).toEqual([])
  await stage.window.getByRole('button', { name: 'Settings' }).click()
  expect(await violations()).toEqual([])
})

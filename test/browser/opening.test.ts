import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type FrameMode, openStage, runAgain, type Stage } from './support/stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'one-step-'))

let stage: Stage
afterEach(() => stage.close())
afterAll(() => rmSync(folder, { recursive: true }))

/** What `showUI` got. */
const shownHtml = () =>
  stage.page.evaluate(() => (globalThis as unknown as Window).playground?.host.run?.window?.html)

const inRoot = () =>
  stage.window.locator('#root > *').evaluateAll((children) => children.map((it) => it.localName))

/** Whoever types at once writes the prompt. */
async function expectReady(): Promise<void> {
  const prompt = stage.window.getByRole('textbox', { name: 'Prompt' })
  await prompt.waitFor()
  await stage.page.keyboard.type('A print')
  await expect.poll(() => prompt.inputValue()).toBe('A print')
  expect(await inRoot()).toEqual(['main'])
  expect(stage.complaints).toEqual([])
}

test.each(['srcdoc', 'data'] as FrameMode[])(
  'in a %s frame the shell opens the window, and leaves nothing behind',
  async (mode) => {
    stage = await openStage({ mode, engine: 'quickjs' })
    expect(await shownHtml()).toMatch(/^<!doctype html>[^]{1000,2048}$/)
    await expectReady()
  },
)

test('built for one step, the window opens as well', async () => {
  stage = await openStage()
  const flags = ['--quick', '--one-step', `--into=${folder}`]
  await promisify(execFile)(process.execPath, ['build.mjs', ...flags])
  for (const file of ['main.js', 'ui.html']) {
    const body = readFileSync(join(folder, file), 'utf8')
    await stage.page.route(`**/plugin/${file}`, (route) => route.fulfill({ body }))
  }
  await runAgain(stage)
  expect((await shownHtml())?.length).toBeGreaterThan(100_000)
  await expectReady()
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { questions } from '../figma-probe/plugin/questions/questions.ts'
import { type FrameMode, openStage, type Stage } from './support/stage.ts'

/** What the stand-in does otherwise than what is expected of Figma; Inter need not be installed. */
const differences: Readonly<Record<FrameMode, readonly string[]>> = {
  data: ['code-from-strings', 'clone-modes', 'window-size'],
  srcdoc: ['code-from-strings', 'clone-modes', 'window-size', 'window-arrival', 'window-secure'],
}

const folder = mkdtempSync(join(tmpdir(), 'figma-probe-'))
beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs', '--probe', `--into=${folder}`])
})

let stage: Stage
afterEach(() => stage.close())
afterAll(() => rmSync(folder, { recursive: true }))

/** The rows of the report, each as its cells. */
const rowsOf = (report: string) =>
  report
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))

test.each(['data', 'srcdoc'] as FrameMode[])(
  'in a %s frame the probe asks everything, and prints a report that differs where it is known to',
  async (mode) => {
    stage = await openStage({ mode, engine: 'quickjs' })
    const { page, window } = stage
    for (const file of ['main.js', 'ui.html']) {
      const body = readFileSync(join(folder, 'probe', file), 'utf8')
      await page.route(`**/plugin/${file}`, (route) => route.fulfill({ body }))
    }
    await page.route('https://*.hiapi.ai/**', (route) =>
      route.fulfill({ status: 401, headers: { 'access-control-allow-origin': '*' } }),
    )
    await page.evaluate(() => (globalThis as unknown as Window).playground?.run())
    const report = window.getByRole('textbox', { name: 'Report' })
    await expect.poll(() => report.inputValue().catch(() => ''), { timeout: 60_000 }).not.toBe('')

    const text = await report.inputValue()
    const [head = [], , ...rows] = rowsOf(text)
    expect(head).toEqual(['id', 'question', 'expected', 'seen', 'verdict', 'detail'])
    expect(rows.map(([id]) => id)).toEqual(expect.arrayContaining(questions.map(({ id }) => id)))
    expect(rows.every((row) => row.length === head.length)).toBe(true)
    const different = rows.filter((row) => row[4] === 'DIFFERENT' && row[0] !== 'window-inter')
    expect(different.map(([id]) => id)).toEqual(differences[mode])
    expect(text).not.toContain('left behind')

    await window.getByRole('button', { name: 'Select the report' }).click()
    expect(await report.evaluate((it: HTMLTextAreaElement) => it.selectionEnd)).toBe(text.length)
  },
)

import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { seeded } from '../../seeded.ts'
import type { FaultRule, PictureFault } from '../../hiapi/faults/faults.ts'
import { branded, declaring, fileOf, flatPng, followed, gif } from '../../images/files.ts'
import { createMutants } from '../../images/mutate.ts'
import { watchMemory } from '../support/memory.ts'
import type { Verdict } from '../support/picture-judge.ts'
import { openStage, openTasks, select, sharedBrowser, type Stage, tick } from '../support/stage.ts'

const most = { megabytes: 150, ms: 10_000 }
const runs = Number(process.env['PICTURES_RUNS'] ?? 150)
const seed = Number(process.env['PICTURES_SEED'] ?? 1)

let stage: Stage | null = null
afterEach(async () => {
  await stage?.close()
  stage = null
})

/** A page with the window's own way from bytes to a picture for Figma. */
async function openJudge() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../support/picture-judge.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  })
  const page = await (await sharedBrowser()).newPage()
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
  const judge = (bytes: Uint8Array): Promise<Verdict | undefined> =>
    page.evaluate((base64) => window.judge?.(base64), Buffer.from(bytes).toString('base64'))
  return { page, judge }
}

test(`of ${String(runs)} mutated files each is placed that Chromium decodes, none takes long or much`, async () => {
  console.log(`PICTURES_RUNS=${String(runs)} PICTURES_SEED=${String(seed)}`)
  const { page, judge } = await openJudge()
  await judge(fileOf('png'))
  const session = await page.context().newCDPSession(page)
  const memory = await watchMemory(await sharedBrowser())
  const next = createMutants(seeded(seed))
  const outcomes: Record<string, number> = {}
  for (let run = 0; run < runs; run++) {
    // What the harness leaves behind in a thousand rounds is not a picture's.
    if (run % 100 === 99) await session.send('HeapProfiler.collectGarbage')
    const { name, bytes } = next()
    const verdict = await judge(bytes)
    const told = `run ${String(run)}, ${name}: ${JSON.stringify(verdict)}`
    expect(verdict?.outcome, told).not.toBe('threw')
    expect(verdict?.isDecoded, told).toBe(false)
    expect(verdict?.took, told).toBeLessThan(most.ms)
    expect(memory.peak(), told).toBeLessThan(most.megabytes)
    const outcome = verdict?.outcome ?? 'none'
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  console.log(`${JSON.stringify(outcomes)}, at most ${memory.peak().toFixed(0)} MB more`)
  // A fuzz that only ever breaks its files, or never does, tells nothing.
  expect(outcomes['placed']).toBeGreaterThan(runs / 10)
  expect(outcomes['broken']).toBeGreaterThan(runs / 10)
  await page.close()
}, 120_000)

const bomb = { width: 16_384, height: 16_384 }
const fine = { width: 120, height: 120 }

/** What each picture of one run is replaced by, and what its row says of it. */
const faults: readonly (readonly [PictureFault, string])[] = [
  [{ kind: 'picture-bytes', bytes: flatPng(bomb) }, '16,384 × 16,384 pixels'],
  [bytes(declaring(fileOf('webp'), 'webp', bomb)), '16,384 × 16,384 pixels'],
  [bytes(declaring(fileOf('avif'), 'avif', bomb)), '16,384 × 16,384 pixels'],
  [
    bytes(gif({ width: 1, height: 1 }, { width: 1, height: 1 }, { x: 16_383, y: 16_383 })),
    '16,384 × 16,384 pixels',
  ],
  [{ kind: 'picture-endless', declared: 600_000_000 }, 'more than 34 MB'],
  [{ kind: 'picture-endless' }, 'more than 34 MB'],
  [bytes(followed(fileOf('png', fine), 'Made with care\n')), 'Done'],
  [bytes(branded(fileOf('avif', fine), 'mif1')), 'Done'],
]

function bytes(file: Uint8Array): PictureFault {
  return { kind: 'picture-bytes', bytes: file }
}

const ratios = ['1:1', '3:2', '2:3', '4:3', '3:4', '5:4', '4:5', '16:9']

test('bombs and bodies without end leave the window small; odd files beside them are placed', async () => {
  const rules = faults.map(([fault]) => ({ on: 'picture', fault, times: 1 }) as const)
  stage = await openStage({ hasRelay: false, hiapi: { faults: rules } })
  const { window, playground } = stage
  await select(stage, ['Poster'])
  await tick(stage, ratios)
  await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  const memory = await watchMemory(await sharedBrowser())
  await window.getByRole('button', { name: 'Generate 8 pictures' }).click()
  await openTasks(stage)
  const items = window.getByRole('list', { name: 'Tasks' }).getByRole('listitem')
  const ended = items.filter({ hasText: /Done|Failed/ })
  await expect.poll(() => ended.count(), { timeout: 80_000 }).toBe(faults.length)
  const texts = (await items.allTextContents()).join('\n')
  for (const [, words] of faults) {
    const wanted = faults.filter(([, other]) => other === words).length
    expect(texts.split(words).length - 1, words).toBeGreaterThanOrEqual(wanted)
  }
  await expect.poll(() => items.filter({ hasText: 'Done' }).count()).toBe(2)
  expect(memory.peak()).toBeLessThan(most.megabytes)
  // None of them is fetched a second time.
  expect(playground.hiapi?.hiapi.count('picture')).toBe(faults.length)
})

test('an address that leads to a host beside the allow-list is told as a redirect', async () => {
  const leads = { location: 'https://storage.example.com/1.png' }
  const fault = { kind: 'text', status: 302, headers: leads } as const
  const rule = { on: 'picture', fault } as const
  const item = await ordered(rule)
  await item.getByText('but its address leads to another host.').waitFor({ timeout: 40_000 })
  const pictures =
    stage?.playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'picture') ?? []
  expect(pictures).toHaveLength(2)
  for (const { headers } of pictures) expect(headers).not.toHaveProperty('authorization')
})

test('a picture that is there a moment later is placed, though the browser may keep the “not found”', async () => {
  const headers = { 'cache-control': 'public, max-age=14400' }
  const fault = { kind: 'text', status: 404, headers } as const
  const item = await ordered({ on: 'picture', fault, times: 1 })
  await item.getByText(/Done|Failed/).waitFor({ timeout: 40_000 })
  expect(await item.textContent()).toContain('Done')
})

/** The row of one picture, ordered from an API with this fault. */
async function ordered(rule: FaultRule): Promise<Locator> {
  stage = await openStage({ hasRelay: false, hiapi: { faults: [rule] } })
  await select(stage, ['Poster'])
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ['1:1'])
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
  return stage.window.getByRole('list', { name: 'Tasks' }).getByRole('listitem')
}

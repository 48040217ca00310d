import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import {
  deliver,
  openStage,
  openTasks,
  runAgain,
  select,
  type Stage,
  type StageOptions,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { inState, role, tasks } = findersOn(() => stage)
const made = () => stage.playground.hiapi?.hiapi.tasks.size ?? 0
/** How often the window sent a picture's bytes to the relay. */
const uploads = () => stage.addresses.filter((address) => address.endsWith('/v1/references')).length

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ hasRelay: true, ...options })
}

async function generate(placements: readonly string[]): Promise<void> {
  await select(stage, ['Poster'])
  await role('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await role('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await deliver(stage, placements)
  await role('button', { name: /^Generate/ }).click()
}

async function kill(): Promise<void> {
  await stage.page.evaluate(() => (globalThis as unknown as Window).playground?.host.run?.kill())
  await stage.page.locator('iframe').waitFor({ state: 'detached' })
}

const placements = [
  'Instagram story',
  'Instagram portrait',
  'YouTube thumbnail',
  'Pinterest pin',
  'LinkedIn landscape',
  'Facebook cover',
]

test('one source is uploaded once, and the relay goes on while the window is closed', async () => {
  await open()
  await generate(placements)
  await expect.poll(made).toBeGreaterThan(0)
  await openTasks(stage)
  const ordered = async () => {
    const waiting = await tasks()
      .filter({ hasText: /Sending|Preparing/ })
      .count()
    return waiting === 0 ? tasks().count() : 0
  }
  await expect.poll(ordered).toBe(placements.length)
  await kill()
  await runAgain(stage)
  await openTasks(stage)
  await expect.poll(() => inState('Done').count(), { timeout: 60_000 }).toBe(placements.length)
  expect(uploads()).toBe(1)
  // Nothing was ordered twice, and placements that match share a picture.
  expect(made()).toBeLessThanOrEqual(placements.length)
  expect(stage.complaints).toEqual([])
})

test('a layer is swapped through the relay, and its original comes back', async () => {
  await open()
  await select(stage, ['Card'])
  await role('tab', { name: 'Swap' }).click()
  await role('textbox', { name: 'Prompt', exact: true }).fill('The same card in brushed metal')
  await role('button', { name: /^Swap/ }).click()
  await role('button', { name: /^Restore/ }).waitFor({ timeout: 30_000 })
  await role('button', { name: /^Restore/ }).click()
  await stage.window.getByText('Original restored.').first().waitFor()
  expect([made(), uploads()]).toEqual([1, 1])
  expect(stage.complaints).toEqual([])
})

test('what HiAPI fails, and a task that it refuses, are told as without a relay', async () => {
  await open({
    hiapi: {
      faults: [
        { on: 'task', times: 1, fault: { kind: 'fails', message: 'The model is busy.' } },
        { on: 'create', times: 1, fault: { kind: 'error', status: 503 } },
      ],
    },
  })
  await generate(placements.slice(0, 3))
  await openTasks(stage)
  await expect.poll(() => inState('Done').count(), { timeout: 60_000 }).toBe(2)
  await expect.poll(() => inState('The model is busy').count()).toBe(1)
})

test('why a relay sends nothing is said while something waits there', async () => {
  await open({ hiapi: { brokeKeys: ['sk-relay'] } })
  await generate(['Instagram story'])
  await openTasks(stage)
  await expect
    .poll(() => role('alert').textContent())
    .toBe('Out of HiAPI credit. Ask the relay’s owner to fix it.')
  await inState('Queued').waitFor()
  await role('button', { name: 'Stop all' }).click()
  await expect.poll(() => role('alert').textContent()).toBe('')
  expect(made()).toBe(0)
})

test.each(['srcdoc', 'data'] as const)(
  'a frame of %s, without an origin, uploads, orders and hears of the end',
  async (mode) => {
    await open({ mode })
    await generate(['Instagram story'])
    await openTasks(stage)
    await inState('Done').waitFor()
    expect([uploads(), made()]).toEqual([1, 1])
    expect(stage.addresses.some((address) => address.includes('/v1/events'))).toBe(true)
  },
)

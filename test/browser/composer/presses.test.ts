import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import type { FaultRule } from '../../hiapi/faults/faults.ts'
import { findersOn, hasFocus } from '../support/finders.ts'
import {
  narrow,
  openStage,
  openTasks,
  pastDoublePress,
  runAgain,
  select,
  type Stage,
  type StageOptions,
  tick,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, generate, inState, made, role, tasks } = findersOn(() => stage)
const underWay = () => inState(/Queued|Generating/)

const slow = { durations: { queued: 100, handling: 30_000, archiving: 100 } }
const refusedOnce: FaultRule = { on: 'create', times: 1, fault: { kind: 'error', status: 400 } }

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ ...options, hiapi: { ...slow, ...options.hiapi } })
  await narrow(stage)
}

async function prepare(ratios: readonly string[]): Promise<void> {
  await select(stage, ['Poster'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ratios)
}

/** One failed, the others under way. */
async function openHalfFailed(): Promise<void> {
  await open({ hiapi: { faults: [refusedOnce] } })
  await prepare(['1:1', '16:9', '9:16'])
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => inState('Failed').count()).toBe(1)
  await expect.poll(() => underWay().count()).toBe(2)
}

/** Twice at the same place, whatever is there by then: as a double click, and as two slow ones. */
const ways = [
  ['a double click', 0],
  ['two clicks', 250],
] as const

async function pressTwice(target: Locator, pause: number): Promise<void> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('Nothing to press.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  if (pause === 0) {
    await stage.page.mouse.dblclick(x, y)
  } else {
    await stage.page.mouse.click(x, y)
    await stage.page.waitForTimeout(pause)
    await stage.page.mouse.click(x, y)
  }
  // Whatever the second press has begun is seen by then.
  await stage.page.waitForTimeout(400)
}

test.each(ways)('%s on "Stop all" retries nothing, and no button moves', async (_, pause) => {
  await openHalfFailed()
  const before = await button('Retry failed').boundingBox()
  await pressTwice(button('Stop all'), pause)
  await expect.poll(() => inState('Stopped').count()).toBe(2)
  await expect.poll(() => inState('Failed').count()).toBe(1)
  expect(made()).toBe(2)
  await expect.poll(() => button('Stop all').count()).toBe(0)
  await expect.poll(() => button('Retry failed').boundingBox()).toEqual(before)
  // The second press falls on the button that is there by then, and clears nothing.
  await expect.poll(() => hasFocus(button('Clear'))).toBe(true)
})

test.each(ways)('%s on "Retry failed" stops nothing', async (_, pause) => {
  await openHalfFailed()
  const before = await button('Stop all').boundingBox()
  await pressTwice(button('Retry failed'), pause)
  await expect.poll(() => underWay().count()).toBe(3)
  await expect.poll(made).toBe(3)
  await expect.poll(() => button('Stop all').boundingBox()).toEqual(before)
  await expect.poll(() => hasFocus(role('list', { name: 'Tasks' }))).toBe(true)
})

test('"Retry failed" gives its place to "Retry stopped", which a second press does not reach', async () => {
  await openHalfFailed()
  await underWay().first().getByRole('button', { name: 'Stop waiting' }).click()
  await expect.poll(() => inState('Stopped').count()).toBe(1)
  await pressTwice(button('Retry failed'), 250)
  await expect.poll(() => inState('Stopped').count()).toBe(1)
  await button('Retry stopped').waitFor()
})

test('"Retry stopped" takes "Stop all" back, and pays nothing twice', async () => {
  await open()
  await prepare(['1:1', '16:9', '9:16'])
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => underWay().count()).toBe(3)
  await button('Stop all').click()
  await expect.poll(() => inState('Stopped').count()).toBe(3)
  const first = inState('Stopped').first().getByRole('button', { name: 'Retry' })
  await expect
    .poll(() => first.getAttribute('title'))
    .toBe('Retry waits for it again and costs nothing.')
  const all = button('Retry stopped')
  await expect.poll(() => all.getAttribute('title')).toBe('At no cost: 3 tasks waited for again.')
  await stage.page.waitForTimeout(700)
  await all.click()
  await expect.poll(() => underWay().count()).toBe(3)
  await expect.poll(made).toBe(3)
  await expect.poll(() => hasFocus(role('list', { name: 'Tasks' }))).toBe(true)
})

test('Enter held down on Generate orders once, and so do two quick presses', async () => {
  await open()
  await prepare(['1:1'])
  await generate().focus()
  for (let repeat = 0; repeat < 8; repeat++) {
    await stage.page.keyboard.down('Enter')
    // Longer in all than any pause between two presses that are meant.
    await stage.page.waitForTimeout(200)
  }
  await stage.page.keyboard.up('Enter')
  await openTasks(stage)
  await expect.poll(() => tasks().count()).toBe(1)
  await generate().focus()
  await Promise.all([stage.page.keyboard.press('Enter'), stage.page.keyboard.press('Enter')])
  await pastDoublePress(stage)
  await expect.poll(() => tasks().count()).toBe(2)
  const prompt = stage.window.getByRole('textbox', { name: 'Prompt' })
  await prompt.focus()
  await Promise.all([prompt.press('Control+Enter'), prompt.press('Control+Enter')])
  await expect.poll(() => tasks().count()).toBe(3)
  await expect.poll(made).toBe(3)
})

test.each(ways)('%s on a row’s button does one thing', async (_, pause) => {
  await open()
  await prepare(['1:1'])
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => underWay().count()).toBe(1)
  await pressTwice(tasks().getByRole('button', { name: 'Stop waiting' }), pause)
  await expect.poll(() => inState('Stopped').count()).toBe(1)
  await expect
    .poll(() => tasks().getByRole('button').allTextContents())
    .toEqual(['Retry', 'Discard'])
  await stage.page.waitForTimeout(700)
  await pressTwice(tasks().getByRole('button', { name: 'Retry' }), pause)
  await expect.poll(() => underWay().count()).toBe(1)
  expect(made()).toBe(1)
})

test.each(ways)('%s on "Stop waiting" discards nothing that was never sent', async (_, pause) => {
  await open({ hasRelay: false, hiapi: { brokeKeys: ['sk-playground'] } })
  await prepare(['1:1', '16:9'])
  await generate().click()
  await openTasks(stage)
  await button('Continue').waitFor()
  await expect.poll(() => inState('Waiting').count()).toBe(2)
  await pressTwice(tasks().first().getByRole('button', { name: 'Stop waiting' }), pause)
  await expect.poll(() => inState('Stopped').count()).toBe(1)
  await expect.poll(() => tasks().count()).toBe(2)
})

test('a halt says that something waits only as long as it does, and leaves the focus in the list', async () => {
  await open({ hasRelay: false, hiapi: { brokeKeys: ['sk-playground'] } })
  await prepare(['1:1', '16:9'])
  await generate().click()
  await openTasks(stage)
  const alert = stage.window.getByRole('alert')
  await expect.poll(() => alert.textContent()).toContain('Unsent pictures wait')
  await button('Continue').focus()
  await stage.page.keyboard.press('Enter')
  await expect.poll(() => hasFocus(role('list', { name: 'Tasks' }))).toBe(true)
  await button('Continue').waitFor()
  await button('Stop all').focus()
  await stage.page.keyboard.press('Enter')
  await expect.poll(() => alert.textContent()).not.toContain('wait')
  await expect.poll(() => alert.textContent()).toMatch(/ Top up at HiAPI\.$/)
  await expect.poll(() => hasFocus(role('list', { name: 'Tasks' }))).toBe(true)
  await button('Dismiss').click()
  await button('Dismiss').waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(role('list', { name: 'Tasks' }))).toBe(true)
})

test('a pause can be read whole, and is announced without its seconds', async () => {
  const fault = {
    kind: 'error',
    status: 429,
    retryAfter: { as: 'seconds', seconds: 20 },
  } as const
  await open({ hasRelay: false, hiapi: { faults: [{ on: 'create', times: 1, fault }] } })
  await prepare(['1:1', '16:9'])
  await generate().click()
  await openTasks(stage)
  const notice = stage.window.getByText(/^Paused by HiAPI, \d+ s\.$/)
  await notice.waitFor()
  expect(
    await notice.evaluate(
      (it) => it.scrollHeight <= it.clientHeight && it.scrollWidth <= it.clientWidth,
    ),
  ).toBe(true)
  const status = stage.window.getByRole('status')
  await expect.poll(() => status.textContent()).toContain('HiAPI asks for a pause.')
  await expect.poll(() => status.textContent()).not.toMatch(/\d s/)
  await button('Stop all').click()
  await notice.waitFor({ state: 'detached' })
  await expect.poll(() => status.textContent()).not.toContain('pause')
})

/** What is unfinished becomes that of two other files. */
async function scatter(): Promise<void> {
  await stage.page.evaluate(() => {
    const { host, person } = (globalThis as unknown as Window).playground ?? {}
    const storage = host?.storage
    const key = storage?.keys().find((each) => each.startsWith('run/')) ?? ''
    const run = JSON.parse(String(storage?.get(key))) as { entries: unknown[] }
    const [first, second] = run.entries
    for (const state of storage?.keys().filter((each) => each.startsWith('state/')) ?? []) {
      const { nodes } = JSON.parse(String(storage?.get(state))) as { nodes: string[] }
      for (const node of nodes) person?.remove(node)
    }
    const film = { id: 'film', name: 'Brand film' }
    const teaser = { id: 'teaser', name: 'Teaser' }
    storage?.set(key, JSON.stringify({ ...run, file: film, entries: [first] }))
    storage?.set(
      'run/teaser',
      JSON.stringify({ ...run, run: 'teaser', file: teaser, entries: [second] }),
    )
  })
}

test('what is discarded of another file is said, and the focus stays in the window', async () => {
  await open()
  await prepare(['1:1', '16:9'])
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => underWay().count()).toBe(2)
  await stage.page.evaluate(() => (globalThis as unknown as Window).playground?.host.run?.kill())
  await stage.page.locator('iframe').waitFor({ state: 'detached' })
  await scatter()
  await runAgain(stage)
  const { window } = stage
  const status = window.getByRole('status')
  await window.getByText('In other files').click()
  const otherFiles = window.getByRole('list', { name: 'In other files' })
  const discard = (name: string) =>
    window.getByRole('group', { name }).getByRole('button', { name: 'Discard' })
  await expect.poll(() => otherFiles.getByRole('listitem').count()).toBe(2)

  await discard('Teaser').click()
  await discard('Teaser').click()
  await expect.poll(() => otherFiles.getByRole('listitem').count()).toBe(1)
  await expect.poll(() => status.textContent()).toContain('1 picture of Teaser discarded.')
  await expect.poll(() => hasFocus(otherFiles)).toBe(true)
  await discard('Brand film').click()
  await discard('Brand film').click()
  await expect.poll(() => otherFiles.count()).toBe(0)
  await expect.poll(() => status.textContent()).toContain('1 picture of Brand film discarded.')
  await expect
    .poll(() => stage.window.locator(':focus').getAttribute('id'))
    .toMatch(/^(tasks|prompt)$/)
})

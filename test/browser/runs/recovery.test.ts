import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import { violations } from '../support/axe.ts'
import {
  openStage,
  openTasks,
  runAgain,
  select,
  type Stage,
  type StageOptions,
  tick,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { inState, made, run, tasks } = findersOn(() => stage)

/** Long enough for something to happen before the picture is there. */
const slow = { durations: { queued: 100, handling: 3_000, archiving: 100 } }

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ hiapi: slow, ...options })
}

async function generate(ratios: readonly string[]): Promise<void> {
  await select(stage, ['Poster'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ratios)
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
  await expect.poll(made).toBe(ratios.length)
  // Its task has been told to both halves.
  await expect
    .poll(() =>
      tasks()
        .filter({ hasText: /Queued|Generating/ })
        .count(),
    )
    .toBe(ratios.length)
}

async function kill(): Promise<void> {
  await stage.page.evaluate(() => (globalThis as unknown as Window).playground?.host.run?.kill())
  await stage.page.locator('iframe').waitFor({ state: 'detached' })
}

/** The names of the variants on the page. */
function variants(): Promise<string[]> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const names = (document?.node(document.currentPage).children ?? []).map(
      (id) => document?.node(id).props.name ?? '',
    )
    return names.filter((name) => name.includes(' · ')).sort()
  })
}

async function removeVariants(): Promise<void> {
  await stage.page.evaluate(() => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    for (const id of document?.node(document.currentPage).children ?? []) {
      if (document?.node(id).props.name?.includes(' · ') === true) person?.remove(id)
    }
  })
}

test('what was under way when the plugin closed is taken up again and paid once', async () => {
  await open()
  await generate(['1:1', '16:9', '9:16'])
  await kill()
  await runAgain(stage)
  const status = stage.window.getByRole('status')
  await expect.poll(() => status.textContent()).toContain('Continuing 3 unfinished pictures.')
  await openTasks(stage)
  await expect.poll(() => inState('Done').count()).toBe(3)
  // Said once, not with each change.
  await expect.poll(() => status.textContent()).toBe('3 of 3 pictures done.')
  await expect.poll(() => variants()).toEqual(['Poster · 16:9', 'Poster · 1:1', 'Poster · 9:16'])
  expect(made()).toBe(3)
  await kill()
  await runAgain(stage)
  await expect.poll(() => run().count()).toBe(0)
  expect(stage.complaints).toEqual([])
})

/** The time after which a press is no longer taken for the second half of another. */
const pause = () => stage.page.waitForTimeout(700)

/** Presses "Discard", and then the "Discard" that takes its place, as soon as that is drawn. */
async function pressDiscardTwice(row: Element): Promise<void> {
  const press = () => {
    const buttons = [...row.querySelectorAll('button')]
    buttons.find((button) => button.textContent === 'Discard')?.click()
  }
  press()
  const isAsked = () => row.textContent.includes('Keep')
  while (!isAsked()) await new Promise((resolve) => requestAnimationFrame(resolve))
  press()
}

test('a picture whose frame was deleted is placed again, or discarded for good', async () => {
  await open()
  await generate(['1:1', '16:9'])
  await removeVariants()
  await expect.poll(() => inState('Failed').count()).toBe(2)
  const first = tasks().filter({ hasText: '1:1' })
  const other = tasks().filter({ hasText: '16:9' })
  await expect
    .poll(() => first.textContent())
    .toContain('The frame or layer for this picture was deleted.')
  const all = stage.window.getByRole('button', { name: 'Retry failed' })
  await expect.poll(() => all.getAttribute('title')).toBe('At no cost: 2 pictures placed again.')

  await first.getByRole('button', { name: 'Place again' }).click()
  await expect.poll(() => first.textContent()).toContain('Done')
  await expect.poll(() => variants()).toEqual(['Poster · 1:1'])

  // A double click forgets nothing that is paid.
  await other.getByRole('button', { name: 'Discard' }).dblclick()
  await expect.poll(() => other.getByRole('button').allTextContents()).toEqual(['Discard', 'Keep'])
  await expect
    .poll(() => other.textContent())
    .toContain('Removes it from the list, and its picture with it, if there is one.')
  const keep = other.getByRole('button', { name: 'Keep' })
  await expect.poll(() => keep.evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true)
  await pause()
  await keep.click()
  await expect
    .poll(() => other.getByRole('button').allTextContents())
    .toEqual(['Place again', 'Discard'])
  await pause()
  // Only after a moment to read it is a press taken for an answer.
  await other.evaluate(pressDiscardTwice)
  await expect.poll(() => other.getByRole('button').allTextContents()).toEqual(['Discard', 'Keep'])
  expect(await tasks().count()).toBe(2)
  await pause()
  await other.getByRole('button', { name: 'Discard' }).click()
  await expect.poll(() => tasks().count()).toBe(1)
  await kill()
  await runAgain(stage)
  await expect.poll(() => run().count()).toBe(0)
  expect(made()).toBe(2)
})

test('what was stopped says the truth, comes back stopped, and goes on with the same task', async () => {
  await open()
  await generate(['1:1'])
  const stop = tasks().getByRole('button', { name: 'Stop waiting' })
  await expect
    .poll(() => stop.getAttribute('title'))
    .toContain('HiAPI may still finish and charge it.')
  await stop.click()
  await expect.poll(() => tasks().textContent()).toContain('Stopped')
  await expect
    .poll(() => tasks().textContent())
    .toContain('Stopped. HiAPI may still finish and charge it.')
  await kill()
  await runAgain(stage)
  await openTasks(stage)
  await expect.poll(() => tasks().textContent()).toContain('Stopped')
  await expect.poll(() => tasks().getByRole('button', { name: 'Discard' }).count()).toBe(1)
  await tasks().getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => tasks().textContent()).toContain('Done')
  expect(made()).toBe(1)
})

/** One variant becomes somebody else's; another is of a file that is not open. */
async function scatter(): Promise<void> {
  await stage.page.evaluate(() => {
    const { host, person } = (globalThis as unknown as Window).playground ?? {}
    const storage = host?.storage
    const key = storage?.keys().find((each) => each.startsWith('run/')) ?? ''
    const run = JSON.parse(String(storage?.get(key))) as { entries: { plan: { id: string } }[] }
    const [moved] = run.entries
    const state = storage
      ?.keys()
      .find((each) => /^state\//.test(each) && each.endsWith(moved?.plan.id ?? ''))
    const { nodes } = JSON.parse(String(storage?.get(state ?? ''))) as { nodes: string[] }
    person?.remove(nodes[0] ?? '')
    const file = { id: 'film', name: 'Brand film' }
    storage?.set(key, JSON.stringify({ ...run, file, entries: [moved] }))
    storage?.set('run/later', JSON.stringify({ version: 99, entries: [{}] }))
    storage?.set('owner', 'somebody-else')
  })
}

test.each(['light', 'dark'] as const)(
  'what belongs to others, or to other files, is listed and left alone, %s',
  async (theme) => {
    await open({ theme })
    const { window } = stage
    await generate(['1:1', '16:9'])
    await kill()
    await scatter()
    await runAgain(stage)

    const foreignVariants = window.getByRole('list', { name: 'Waiting for others' })
    await window.getByText('Waiting for others').click()
    await expect.poll(() => foreignVariants.textContent()).toContain('Poster · 16:9')
    await foreignVariants.getByRole('button', { name: 'Show' }).click()
    await window.getByRole('region', { name: 'Recipe' }).getByText('16:9').first().waitFor()

    const otherFiles = window.getByRole('list', { name: 'In other files' })
    await window.getByText('In other files').click()
    await expect.poll(() => otherFiles.textContent()).toContain('Brand film: 1 unfinished picture')
    await window.getByText('Open that file and start Restage there to continue.').waitFor()
    await window.getByText('1 picture from a newer Restage. Update Restage to continue.').waitFor()
    expect(await violations(stage)).toEqual([])

    await otherFiles.getByRole('button', { name: 'Discard' }).click()
    await otherFiles.getByText('Discard 1 picture?').waitFor()
    expect(await violations(stage)).toEqual([])
    await otherFiles.getByRole('button', { name: 'Discard' }).click()
    await expect.poll(() => otherFiles.count()).toBe(0)
    await expect.poll(() => run().count()).toBe(0)
    expect(made()).toBe(2)
  },
)

/** The file gets another name, as a renamed one has, or a duplicate. */
async function renameFile(name: string): Promise<void> {
  await stage.page.evaluate((to) => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    person?.rename(document?.rootId ?? '', to)
  }, name)
}

test('a file of another name asks whose the pictures are, and goes on at a press', async () => {
  await open()
  const { window } = stage
  await generate(['1:1', '16:9'])
  await kill()
  await renameFile('Launch, final')
  await runAgain(stage)
  const otherFiles = window.getByRole('list', { name: 'In other files' })
  await otherFiles.getByText('Nothing continues here until you choose.').waitFor()
  await expect.poll(() => run().count()).toBe(0)
  await expect
    .poll(() => otherFiles.getByRole('button').allTextContents())
    .toEqual(['Discard', 'Same file, renamed', 'It is a copy'])
  expect(await violations(stage)).toEqual([])

  await otherFiles.getByRole('button', { name: 'It is a copy' }).click()
  await otherFiles.getByText('2 pictures wait for a file that looks like this one.').waitFor()
  await expect.poll(() => run().count()).toBe(0)
  expect(await violations(stage)).toEqual([])

  // It was a slip.
  await otherFiles.getByRole('button', { name: 'They belong here' }).click()
  await openTasks(stage)
  await expect.poll(() => inState('Done').count()).toBe(2)
  await expect.poll(() => otherFiles.count()).toBe(0)
  expect(made()).toBe(2)
  expect(stage.complaints).toEqual([])
})

/** Figma's storage refuses these steps from now on. */
async function refuse(...refused: readonly string[]): Promise<void> {
  await stage.page.evaluate((steps) => {
    const { playground } = globalThis as unknown as Window
    let wasOpened = false
    if (playground === undefined) return
    playground.onStep = (step) => {
      // The settings are read first, without which there is no window.
      if (steps.includes(step) && (step !== 'storage:get' || wasOpened)) {
        throw new Error('The storage fails')
      }
      wasOpened ||= step === 'storage:get'
    }
  }, refused)
}

test('a storage that fails is said, with what to do, and nothing is lost by it', async () => {
  await open()
  const { window } = stage
  await generate(['1:1', '16:9'])
  await kill()
  await scatter()
  await refuse('storage:get')
  await runAgain(stage)
  const alert = () => window.getByRole('alert').textContent()
  await expect.poll(alert).toContain('Nothing is lost. Close Restage and open it again')
  await kill()
  await refuse('storage:delete')
  await runAgain(stage)
  await window.getByText('In other files').click()
  const otherFiles = window.getByRole('list', { name: 'In other files' })
  await otherFiles.getByRole('button', { name: 'Discard' }).click()
  await otherFiles.getByRole('button', { name: 'Discard' }).click()
  await expect.poll(alert).toContain('Figma could not discard it')
  await expect.poll(() => otherFiles.getByRole('listitem').count()).toBe(1)
})

import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { violations } from '../support/axe.ts'
import {
  deliver,
  narrow,
  onCanvas,
  openRatios,
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

const { button, inState, prompt, run, tasks } = findersOn(() => stage)
const line = () => run().getByRole('button', { name: /^Pictures/ })
const toast = () => stage.page.locator('#toasts')

/** Long enough for something to happen before a picture is there. */
const slow = { durations: { queued: 100, handling: 3_000, archiving: 100 } }
const words = 'A print on a sunlit table'

async function generate(
  ratios: readonly string[],
  { sources = ['Poster'], text = words } = {},
): Promise<void> {
  await select(stage, sources)
  for (const name of sources) {
    await stage.window.getByRole('list', { name: 'Sources' }).getByText(name).waitFor()
  }
  await prompt().fill(text)
  await tick(stage, ratios)
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
}

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage(options)
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

function selection(): Promise<string[]> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.selection() ?? []).map((id) => document?.node(id).props.name ?? '').sort()
  })
}

interface View {
  readonly center: { readonly x: number; readonly y: number }
  readonly zoom: number
}

const farAway: View = { center: { x: 90_000, y: 90_000 }, zoom: 1 }

/** Moves the view, as a designer does. */
function moveView(view: View): Promise<void> {
  return stage.page.evaluate((to) => {
    ;(globalThis as unknown as Window).playground?.document.setViewport(to)
  }, view)
}

function view(): Promise<View | undefined> {
  return stage.page.evaluate(() => {
    return (globalThis as unknown as Window).playground?.document.viewport()
  })
}

test('the line says how far a run is, opens into its pictures by source, and ends', async () => {
  await open({ hiapi: slow })
  await generate(['1:1', '16:9', '9:16'], { sources: ['Poster', 'Card'] })
  await expect.poll(() => line().textContent()).toMatch(/^Pictures [0-5] of 6/)
  await expect.poll(() => line().getAttribute('aria-expanded')).toBe('false')
  await expect.poll(() => tasks().count()).toBe(0)
  await button('Stop all').waitFor()
  // How far it is stands out.
  const look = (it: Element) => [getComputedStyle(it).fontWeight, getComputedStyle(it).color]
  const [, text] = await stage.window.locator('body').evaluate(look)
  expect(await line().evaluate(look)).toEqual(['600', text])

  await openTasks(stage)
  await expect.poll(() => line().getAttribute('aria-expanded')).toBe('true')
  await expect.poll(() => tasks().count()).toBe(6)
  // One source after the other, each under its name, the time and the prompt.
  const sources = (await tasks().allTextContents()).map((text) => /Poster|Card/.exec(text)?.[0])
  expect(sources).toEqual(['Poster', 'Poster', 'Poster', 'Card', 'Card', 'Card'])
  for (const source of ['Poster', 'Card']) {
    const heads = run().getByText(new RegExp(`^${source} · \\d\\d:\\d\\d · ${words}$`))
    await expect.poll(() => heads.count()).toBe(1)
  }

  await expect.poll(() => inState('Done').count(), { timeout: 40_000 }).toBe(6)
  // A picture is drawn once its row is in view.
  for (const row of await inState('Done').all()) {
    await row.scrollIntoViewIfNeeded()
    const width = () => row.locator('canvas').evaluate((it) => (it as HTMLCanvasElement).width)
    await expect.poll(width).toBeGreaterThan(1)
  }
  await expect.poll(() => line().textContent()).toBe('Pictures 6 variants ready')
  await expect.poll(() => button('Stop all').count()).toBe(0)
  expect(await violations(stage)).toEqual([])

  const made = ['Card', 'Poster'].flatMap((name) =>
    ['16:9', '1:1', '9:16'].map((ratio) => `${name} · ${ratio}`),
  )
  await button('Select all').click()
  await expect.poll(selection).toEqual(made)
  await button('Clear').click()
  await expect.poll(() => run().count()).toBe(0)
  // The focus is not lost with the line.
  await expect.poll(() => stage.window.locator(':focus').count()).toBe(1)
  expect(await variants()).toEqual(made)
  await runAgain(stage)
  await expect.poll(() => run().count()).toBe(0)
  expect(stage.complaints).toEqual([])
})

test('the end is said on the canvas too, with a button that selects what was made', async () => {
  await open()
  await generate(['1:1', '16:9'])
  await toast().getByText('2 variants ready').waitFor({ timeout: 40_000 })
  await expect.poll(() => line().textContent()).toBe('Pictures 2 variants ready')
  expect(await run().evaluate((it) => it.getBoundingClientRect().height)).toBeLessThanOrEqual(34)
  await toast().getByRole('button', { name: 'Select all' }).click()
  await expect.poll(selection).toEqual(['Poster · 16:9', 'Poster · 1:1'])
  // Said once.
  await expect.poll(() => toast().getByText('variants ready').count()).toBe(0)
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    if (playground === undefined) return
    const { person, host } = playground
    const { document } = host
    const other = document.person(() => document.create('PAGE', document.rootId))
    person.reparent(other, playground.frameByName('Poster · 1:1'))
  })
  await button('Select all').click()
  await stage.window.getByText('Those deleted, or on another page, are not selected.').waitFor()
  expect(await selection()).toEqual(['Poster · 16:9'])
  expect(stage.complaints).toEqual([])
})

test('what failed is counted, and is retried from the line', async () => {
  const refused = { on: 'create', times: 1, fault: { kind: 'error', status: 400 } } as const
  await open({ hiapi: { faults: [refused] } })
  await generate(['1:1', '16:9'])
  await expect
    .poll(() => line().textContent(), { timeout: 40_000 })
    .toBe('Pictures 1 ready · 1 failed')
  await toast().getByText('1 variant ready · 1 failed').waitFor()
  // Clearing keeps what still waits for the designer.
  await button('Clear').click()
  await openTasks(stage)
  await expect.poll(() => tasks().count()).toBe(1)
  await expect.poll(() => inState('Failed').count()).toBe(1)
  await button('Retry failed').click()
  await expect
    .poll(() => line().textContent(), { timeout: 40_000 })
    .toBe('Pictures 1 variant ready')
})

test('a swap that fails says why on the canvas, with a button that shows its layer', async () => {
  const refused = { on: 'create', times: 1, fault: { kind: 'error', status: 400 } } as const
  await open({ hasRelay: false, hiapi: { faults: [refused] } })
  await select(stage, ['Card'])
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await prompt().fill(words)
  await button('Swap 1 layer').click()
  await toast().getByText('HiAPI rejected this').waitFor()
  await select(stage, [])
  await toast().getByRole('button', { name: 'Show' }).click()
  await expect.poll(selection).toEqual(['Card'])
})

test('frames out of sight are shown once, at the start; then the view is the designer’s', async () => {
  await open({ hiapi: slow })
  await moveView(farAway)
  await generate(['1:1', '16:9'])
  await expect.poll(() => view()).not.toEqual(farAway)
  const shown = await view()
  expect(Math.abs(shown?.center.x ?? 90_000)).toBeLessThan(10_000)
  // The selection stays: it is what the window works with.
  expect(await selection()).toEqual(['Poster'])
  await moveView(farAway)
  await expect.poll(() => line().textContent(), { timeout: 40_000 }).toContain('2 variants ready')
  expect(await view()).toEqual(farAway)
})

test('a view that shows the frames already stays as it is', async () => {
  await open()
  const wide: View = { center: { x: 1_000, y: 500 }, zoom: 0.1 }
  await moveView(wide)
  await generate(['1:1', '16:9'])
  await expect.poll(() => line().textContent(), { timeout: 40_000 }).toContain('2 variants ready')
  expect(await view()).toEqual(wide)
})

test('two runs are told apart by their prompts, the newer one on top', async () => {
  await open({ hiapi: { durations: { handling: 30_000 } } })
  await generate(['1:1'], { text: 'A first idea' })
  await expect.poll(() => line().textContent()).toMatch(/^Pictures 0 of 1/)
  await pastDoublePress(stage)
  await generate(['16:9'], { text: 'A second idea' })
  // Counted together while both are under way.
  await expect.poll(() => line().textContent()).toMatch(/^Pictures 0 of 2/)
  await openTasks(stage)
  await expect.poll(() => tasks().count()).toBe(2)
  await expect.poll(() => tasks().first().textContent()).toMatch(/^Poster · \d\d:\d\d · A second/)
  await expect.poll(() => tasks().last().textContent()).toMatch(/^Poster · \d\d:\d\d · A first/)
})

test('what was refused, and cost nothing, can be cleared away', async () => {
  await open({ hasRelay: false, hiapi: { durations: { handling: 30_000 } } })
  const away = { on: 'create', times: 9, fault: { kind: 'error', status: 400 } } as const
  stage.playground.hiapi?.hiapi.faults.add(away)
  await generate(['1:1', '16:9'])
  await expect.poll(() => line().textContent()).toBe('Pictures 0 of 2 · 2 failed')
  // The list is closed, so the canvas says why.
  await toast().getByText('HiAPI rejected this').waitFor()
  await button('Clear').click()
  await expect.poll(() => run().count()).toBe(0)
  await runAgain(stage)
  await expect.poll(() => run().count()).toBe(0)
})

test('the line stands on every page of the window, and is one line however narrow that is', async () => {
  const refused = { on: 'create', times: 1, fault: { kind: 'error', status: 400 } } as const
  await open({ hasRelay: false, hiapi: { durations: { handling: 30_000 }, faults: [refused] } })
  await narrow(stage)
  await generate(['1:1', '16:9', '9:16'])
  await expect.poll(() => line().textContent()).toMatch(/^Pictures 0 of 3 · 1 failed/)
  const height = () => run().evaluate((it) => it.getBoundingClientRect().height)
  const outside = () =>
    run().evaluate((it) =>
      [...it.querySelectorAll('button')]
        .filter((each) => each.getBoundingClientRect().right > it.getBoundingClientRect().right)
        .map((each) => each.textContent),
    )
  const expectOneLine = async () => {
    await button('Retry failed').waitFor()
    await button('Stop all').waitFor()
    await expect.poll(height).toBeLessThanOrEqual(34)
    await expect.poll(outside).toEqual([])
  }
  await expectOneLine()
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await expectOneLine()
  await button('Settings').click()
  await stage.window.getByRole('region', { name: 'Settings' }).waitFor()
  await expectOneLine()
  // Once open it stays open, wherever the designer goes.
  await openTasks(stage)
  await button('Settings').click()
  await expect.poll(() => tasks().count()).toBe(3)
})

test('what is set up in a file is there again when it is opened again, and in no other', async () => {
  await open()
  await prompt().fill(words)
  await openRatios(stage)
  await stage.window.getByRole('radiogroup', { name: 'Resolution' }).getByText('2K').click()
  await tick(stage, ['16:9'])
  await deliver(stage, ['Instagram story', 'Twitch banner'])
  await stage.window.getByRole('radiogroup', { name: 'Copies' }).getByText('3').click()
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await prompt().fill('A clay render')
  const kept = () =>
    stage.page.evaluate(() =>
      JSON.stringify((globalThis as unknown as Window).playground?.host.storage.get('drafts')),
    )
  await expect.poll(kept).toContain('A clay render')

  await runAgain(stage)
  await expect.poll(() => prompt().inputValue()).toBe(words)
  const chosen = () =>
    stage.window
      .getByRole('list', { name: 'Chosen targets' })
      .getByRole('button', { name: /^Remove / })
  const names = () => chosen().evaluateAll((all) => all.map((it) => it.getAttribute('aria-label')))
  await expect
    .poll(names)
    .toEqual(['Remove 16:9', 'Remove Instagram story', 'Remove Twitch banner'])
  await openRatios(stage)
  const isChecked = (group: string, name: string) =>
    stage.window
      .getByRole('radiogroup', { name: group })
      .getByRole('radio', { name, exact: true })
      .isChecked()
  await expect.poll(() => isChecked('Resolution', '2K')).toBe(true)
  await expect.poll(() => isChecked('Copies', '3')).toBe(true)
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  await expect.poll(() => prompt().inputValue()).toBe('A clay render')

  await stage.page.evaluate(() => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    person?.rename(document?.rootId ?? '', 'Another file')
  })
  await runAgain(stage)
  await expect.poll(() => prompt().inputValue()).toBe('')
  await expect.poll(() => chosen().count()).toBe(0)
})

test('a run is undone in one step, said so, and its pictures placed again for free', async () => {
  await open()
  await narrow(stage)
  await deliver(stage, ['Instagram portrait', 'Facebook cover'])
  await generate([])
  await openTasks(stage)
  await expect.poll(() => inState('Done').count(), { timeout: 40_000 }).toBe(2)
  // Of a row's name nothing is cut off while there is room beside it.
  for (const name of ['Instagram portrait', 'Facebook cover']) {
    const isCut = (it: Element) => it.scrollWidth > it.clientWidth
    expect(await tasks().getByText(name, { exact: true }).evaluate(isCut), name).toBe(false)
  }
  const removed = run().getByText(
    '2 variants removed. Finished pictures can be placed again, free.',
  )
  await button('Undo this run').click()
  await expect.poll(variants).toEqual([])
  await removed.waitFor()
  // The pressed button has disappeared with what it removed.
  await expect.poll(() => hasFocus(run().getByRole('list', { name: 'Tasks' }))).toBe(true)

  // An undo in Figma brings them back: the sentence is no longer true.
  await onCanvas(stage, 'undo')
  await expect.poll(() => inState('Done').count()).toBe(2)
  await removed.waitFor({ state: 'detached' })
  await button('Undo this run').click()
  await removed.waitFor()
  const again = run().getByRole('button', { name: 'Place again' })
  // One for each, and one for both.
  await expect.poll(() => again.count()).toBe(3)
  const orders = stage.playground.hiapi?.hiapi.tasks.size
  await tasks().first().getByRole('button', { name: 'Place again' }).click()
  await expect.poll(async () => (await variants()).length, { timeout: 40_000 }).toBe(1)
  expect(stage.playground.hiapi?.hiapi.tasks.size).toBe(orders)
})

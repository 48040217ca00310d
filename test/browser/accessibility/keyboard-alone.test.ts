import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findersOn } from '../support/finders.ts'
import { createKeyboard, type Keyboard } from '../support/keyboard.ts'
import { lookOver } from '../support/look-over.ts'
import { openStage, select, type Stage, type StageOptions } from '../support/stage.ts'

let stage: Stage
let keyboard: Keyboard
afterEach(() => stage.close())

const { button, prompt, role, tasks } = findersOn(() => stage)
const generate = () => button(/^Generate/).last()
const search = () => role('searchbox', { name: 'Search placements and ratios' })
/** What opens a chosen target. */
const row = (name: string) =>
  role('list', { name: 'Chosen targets' }).getByRole('button', { name: new RegExp(`^${name}`) })
const press = (key: string) => keyboard.press(key)
const type = (text: string) => keyboard.type(text)
const reach = (target: Locator, key?: string) => keyboard.reach(target, key)

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage(options)
  keyboard = createKeyboard(stage)
}

/** Says yes to a price. A key so soon after the one that asked counts for nothing: pressed again, then. */
async function confirm(): Promise<void> {
  const question = role('alertdialog', { name: 'Confirm the cost' })
  await question.waitFor()
  await reach(question.getByRole('button').first())
  await expect
    .poll(async () => {
      if ((await question.count()) > 0) await press('Enter')
      return question.count()
    })
    .toBe(0)
}

/** Counts what no keyboard does. */
async function watchPointer(): Promise<() => Promise<number>> {
  const body = stage.window.locator('body')
  await body.evaluate((element) => {
    element.dataset['presses'] = '0'
    element.ownerDocument.addEventListener(
      'pointerdown',
      () => {
        element.dataset['presses'] = String(Number(element.dataset['presses']) + 1)
      },
      true,
    )
  })
  return async () => Number(await body.getAttribute('data-presses'))
}

/** Presses what ends the way, asked for a price, and says yes to it. */
async function order(target: Locator, key?: string): Promise<void> {
  await reach(target, key)
  await press('Enter')
  await confirm()
}

test('a crop that is agreed to, a result, another picture of it, and a swap, without a pointer', async () => {
  await open()
  const pointer = await watchPointer()
  await select(stage, ['Poster'])
  await reach(prompt())
  await type('A print on a sunlit table')

  // To be asked before every run, as by a designer who counts.
  await reach(button('Settings'), 'Shift+Tab')
  await press('Enter')
  const settings = role('region', { name: 'Settings' })
  await reach(settings.getByRole('textbox', { name: 'Confirm runs over ($)' }))
  await press('Control+A')
  await type('0')
  await reach(settings.getByRole('button', { name: 'Save' }))
  await press('Enter')
  await settings.waitFor({ state: 'detached' })

  // A placement of which little stays: what matters of it at the left, and agreed to; two copies.
  await reach(search())
  await type('leaderboard')
  const placement = role('checkbox', { name: 'Google leaderboard, 728 × 90' })
  await reach(placement, 'ArrowDown')
  await press('Space')
  await expect.poll(() => placement.isChecked()).toBe(true)
  await expect.poll(() => generate().isDisabled()).toBe(true)
  await reach(row('Google leaderboard'))
  await press('Enter')
  const focal = role('slider', { name: 'Focal point of Google leaderboard' })
  await reach(focal)
  await press('Shift+ArrowLeft')
  await press('ArrowUp')
  await expect.poll(() => focal.getAttribute('aria-valuetext')).toBe('40 % across, 48 % down')
  await reach(role('checkbox', { name: /^Use anyway/ }))
  await press('Space')
  await expect.poll(() => generate().isEnabled()).toBe(true)
  const copies = role('radiogroup', { name: 'Copies' })
  await reach(copies.getByRole('radio', { name: '1' }))
  await press('ArrowRight')
  await expect.poll(() => copies.getByRole('radio', { name: '2' }).isChecked()).toBe(true)
  await expect.poll(() => generate().textContent()).toBe('Generate 2 pictures')
  await order(generate())
  await reach(button(/^Pictures/))
  await press('Enter')
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count(), { timeout: 40_000 }).toBe(2)
  const made = await variants()
  expect(made.map(({ width, height }) => [width, height])).toEqual([
    [728, 90],
    [728, 90],
  ])

  // One of them is selected, and made again in its place from what it knows of itself.
  await select(stage, [made[0]?.name ?? ''])
  const recipe = role('region', { name: 'Recipe' })
  const regenerate = recipe.getByRole('button', { name: 'Regenerate', exact: true })
  await regenerate.waitFor()
  await order(regenerate, 'Shift+Tab')
  await expect
    .poll(async () => changed(made, await variants()), { timeout: 40_000 })
    .toEqual({ frames: 2, pictures: 1 })

  // A mockup becomes its render, is compared with it, and comes back.
  await reach(role('tab', { name: 'Variants' }), 'Shift+Tab')
  await press('ArrowRight')
  await select(stage, ['Product mockup'])
  await reach(prompt())
  await type('A photograph of it')
  await order(button('Swap 1 layer'))
  const swapped = role('region', { name: 'Swapped' })
  await swapped.waitFor({ timeout: 40_000 })
  await reach(swapped.getByRole('button', { name: 'Compare', exact: true }), 'Shift+Tab')
  await press('Enter')
  const compare = swapped.getByRole('slider', { name: 'Compare' })
  await reach(compare)
  await press('ArrowRight')
  await expect.poll(() => compare.inputValue()).toBe('51')
  await reach(swapped.getByRole('button', { name: 'Restore original', exact: true }), 'Shift+Tab')
  await press('Enter')
  await expect.poll(() => role('status').textContent()).toContain('Original restored.')
  await keyboard.expectFocus()
  expect(await pointer()).toBe(0)
  expect(stage.complaints).toEqual([])
})

test('with sixty sources in a window of 320 pixels everything can be reached and read', async () => {
  await open({ size: { width: 1200, height: 800 } })
  await stage.page.locator('iframe').evaluate((frame) => {
    if (frame instanceof HTMLElement) frame.style.width = '320px'
  })
  await addFrames(60)
  await expect.poll(() => role('list', { name: 'Sources' }).getByRole('listitem').count()).toBe(60)
  await reach(prompt())
  await watchInput()
  await type('A print on a sunlit table, seen from above')
  const wanted = [
    ['Instagram story, 1080 × 1920', 'Tab'],
    ['Google leaderboard, 728 × 90', 'Shift+Tab'],
  ] as const
  for (const [name, key] of wanted) {
    await reach(search(), key)
    await press('Control+A')
    await type(name.split(',')[0] ?? '')
    await reach(role('checkbox', { name }), 'ArrowDown')
    await press('Space')
  }
  await reach(row('Google leaderboard'))
  await press('Enter')
  await role('slider', { name: 'Focal point of Google leaderboard' }).waitFor()
  await reach(button('Plain ratios'))
  await press('Enter')
  await role('group', { name: 'Aspect ratios' }).waitFor()
  await expect.poll(() => generate().textContent()).toContain('Generate')

  const { sideways, outside, cut } = await stage.window.locator('body').evaluate(lookOver)
  expect(sideways, 'the window scrolls sideways by so many pixels').toBe(0)
  expect(outside, 'these can’t be brought into view').toEqual([])
  expect(cut, 'these words are cut off').toEqual([])

  const slowest = await slowestInput()
  console.log(`From a key to the next paint with 60 sources: ${String(slowest)} ms at most.`)
})

interface Variant {
  readonly id: string
  readonly name: string
  readonly width: number
  readonly height: number
  /** The task that its picture is from. */
  readonly task: string
}

function variants(): Promise<readonly Variant[]> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.node(document.currentPage).children ?? []).flatMap((id) => {
      const node = document?.node(id)
      const { name = '', width = 0, height = 0 } = node?.props ?? {}
      if (!name.includes(' · ')) return []
      const data = Object.entries(node?.pluginData ?? {})
      const recipe = data.find(([key]) => key.endsWith('/recipe'))?.[1] ?? '{}'
      const { progress } = JSON.parse(recipe) as { progress?: { task?: string } }
      return [{ id, name, width, height, task: progress?.task ?? '' }]
    })
  })
}

/** How many frames there are now, and how many of the earlier ones show another picture. */
function changed(before: readonly Variant[], now: readonly Variant[]) {
  const isChanged = ({ id, task }: Variant) => now.find((each) => each.id === id)?.task !== task
  return { frames: now.length, pictures: before.filter(isChanged).length }
}

/** Draws so many frames and selects all of them. */
function addFrames(count: number): Promise<void> {
  return stage.page.evaluate((many) => {
    const { document, person } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined) return
    const made = Array.from({ length: many }, (_, index) =>
      document.create('FRAME', document.currentPage, {
        name: `Screen ${String(index + 1)} of a long list of screens`,
        x: 5000 + (index % 10) * 400,
        y: Math.floor(index / 10) * 800,
        width: 360,
        height: 640,
        fills: [{ type: 'SOLID', color: { r: (index % 10) / 10, g: 0.4, b: 0.6 } }],
      }),
    )
    person?.select(made)
  }, count)
}

async function watchInput(): Promise<void> {
  await stage.window.locator('body').evaluate((body) => {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        const slowest = Math.max(Number(body.dataset['slowest'] ?? 0), duration)
        body.dataset['slowest'] = String(slowest)
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
}

/** In milliseconds; 0 where every input was painted within a frame. */
async function slowestInput(): Promise<number> {
  return Number((await stage.window.locator('body').getAttribute('data-slowest')) ?? 0)
}

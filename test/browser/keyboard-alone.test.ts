import type { Locator } from 'playwright-core'
import { afterAll, afterEach, expect, test } from 'vitest'
import { closeBrowser, openStage, select, type Stage } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
afterAll(closeBrowser)

const role = (...[name, options]: Parameters<Stage['window']['getByRole']>) =>
  stage.window.getByRole(name, options)
const button = (name: string | RegExp) => role('button', { name, exact: true })
const recipe = () => role('region', { name: 'Recipe' })
const generate = () => button(/^Generate/).last()
const search = () => role('searchbox', { name: 'Search placements and ratios' })
/** What opens a chosen target. */
const row = (name: string) =>
  role('list', { name: 'Chosen targets' }).getByRole('button', { name: new RegExp(`^${name}`) })
const tasks = () => role('list', { name: 'Tasks' }).getByRole('listitem')
const press = (key: string) => stage.page.keyboard.press(key)
const type = (text: string) => stage.page.keyboard.type(text)

const hasFocus = (target: Locator) =>
  target.evaluate((element) => element === element.ownerDocument.activeElement)

/** Walks there by Tab, or by another key; as far as a designer would have the patience for. */
async function reach(target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if ((await target.count()) > 0 && (await hasFocus(target))) return
    await press(key)
  }
  throw new Error(`No ${key} leads to ${String(target)}`)
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

test('from an open window to a placed placement, and to another picture of it, without a pointer', async () => {
  stage = await openStage()
  const pointer = await watchPointer()
  await select(stage, ['Poster'])
  const prompt = role('textbox', { name: 'Prompt', exact: true })
  await reach(prompt)
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

  // One placement, what matters of it at the left, and two copies.
  await reach(search())
  await type('skyscraper')
  const placement = role('checkbox', { name: 'Google skyscraper, 160 × 600' })
  await reach(placement, 'ArrowDown')
  await press('Space')
  await expect.poll(() => placement.isChecked()).toBe(true)
  await reach(row('Google skyscraper'))
  await press('Enter')
  const focal = role('slider', { name: 'Focal point of Google skyscraper' })
  await reach(focal)
  await press('Shift+ArrowLeft')
  await press('ArrowUp')
  await expect.poll(() => focal.getAttribute('aria-valuetext')).toBe('40 % across, 48 % down')
  const copies = role('radiogroup', { name: 'Copies' })
  await reach(copies.getByRole('radio', { name: '1' }))
  await press('ArrowRight')
  await expect.poll(() => copies.getByRole('radio', { name: '2' }).isChecked()).toBe(true)

  await reach(generate())
  await expect.poll(() => generate().textContent()).toBe('Generate 2 pictures')
  await press('Enter')
  await confirm()
  await reach(button(/^Pictures/))
  await press('Enter')
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count(), { timeout: 40_000 }).toBe(2)
  const made = await variants()
  expect(made.map(({ width, height }) => [width, height])).toEqual([
    [160, 600],
    [160, 600],
  ])

  // One of them is shown, and made again in its place from what it knows of itself.
  await reach(tasks().first().getByRole('button', { name: /^Show/ }))
  await press('Enter')
  const regenerate = recipe().getByRole('button', { name: 'Regenerate', exact: true })
  await regenerate.waitFor()
  await reach(regenerate)
  await press('Enter')
  await confirm()
  await expect
    .poll(async () => changed(made, await variants()), { timeout: 40_000 })
    .toEqual({ frames: 2, pictures: 1 })
  await expect.poll(() => pointer()).toBe(0)
  expect(stage.complaints).toEqual([])
})

test('with sixty sources in a window of 320 pixels everything can be reached and read', async () => {
  stage = await openStage({ size: { width: 1200, height: 800 } })
  await stage.page.locator('iframe').evaluate((frame) => {
    if (frame instanceof HTMLElement) frame.style.width = '320px'
  })
  await addFrames(60)
  await expect.poll(() => role('list', { name: 'Sources' }).getByRole('listitem').count()).toBe(60)
  await reach(role('textbox', { name: 'Prompt', exact: true }))
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
      return [{ id, width, height, task: progress?.task ?? '' }]
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

/** What of the window is out of reach: runs in it. */
function lookOver(body: HTMLElement) {
  const view = body.ownerDocument.documentElement
  const nameOf = (element: Element) =>
    element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 60)
  const outside: string[] = []
  for (const element of body.querySelectorAll<HTMLElement>('button, input, textarea, select, a')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    // A control can be drawn by what labels it.
    const drawn = element.closest('label') ?? element
    drawn.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const { left, top, right, bottom } = drawn.getBoundingClientRect()
    const isIn = left >= 0 && right <= view.clientWidth && top >= 0 && bottom <= view.clientHeight
    const inFront = body.ownerDocument.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    if (!isIn || !drawn.contains(inFront)) outside.push(nameOf(drawn))
  }
  const cut: string[] = []
  for (const element of body.querySelectorAll<HTMLElement>('*')) {
    if (!element.checkVisibility() || element.childElementCount > 0) continue
    const { overflowX, textOverflow } = getComputedStyle(element)
    // An ellipsis says that there is more, and the whole is in the title or on the canvas.
    if (overflowX === 'visible' || textOverflow === 'ellipsis') continue
    if (element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1) {
      cut.push(nameOf(element))
    }
  }
  return { sideways: view.scrollWidth - view.clientWidth, outside, cut }
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

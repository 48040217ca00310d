import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findersOn } from './finders.ts'
import { windowShown } from './plugin-window.ts'
import { deliver, openRatios, openStage, openTasks, select, type Stage, tick } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())

const search = () => stage.window.getByRole('searchbox', { name: 'Search placements and ratios' })
const group = () => stage.window.getByRole('group', { name: 'Deliver to', exact: true })
const sheet = () => stage.window.getByRole('dialog', { name: 'Browse placements' })
/** A placement's checkbox, as a search result. */
const found = (name: string) => group().getByRole('checkbox', { name: new RegExp(`^${name}, `) })
/** The same in the sheet. */
const listed = (name: string) => sheet().getByRole('checkbox', { name: new RegExp(`^${name}, `) })
const star = (name: string) => sheet().getByRole('button', { name: `Favourite: ${name}` })
const { button, generate } = findersOn(() => stage)
const chosen = () =>
  stage.window.getByRole('list', { name: 'Chosen targets' }).getByRole('listitem')
const row = (name: string) => chosen().filter({ hasText: name })
/** Opens a chosen target's row. */
async function look(name: string): Promise<Locator> {
  await row(name)
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
  return row(name)
}
async function browse(): Promise<void> {
  await button('Browse placements').click()
  await sheet().waitFor()
}
const note = () => stage.window.locator('#order-note')

/** A prompt and a source: what is missing is a target. */
async function compose(options?: Parameters<typeof openStage>[0]): Promise<void> {
  stage = await openStage(options)
  await select(stage, ['Poster'])
  await stage.window.getByRole('list', { name: 'Sources' }).getByText('Poster').waitFor()
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
}

/** Closes the plugin and opens it again, as a designer would. */
async function reopen(): Promise<void> {
  await stage.page.evaluate(async () => {
    await (globalThis as unknown as Window).playground?.run()
  })
  await windowShown(stage.page)
  await search().waitFor()
}

/** Frames that the plugin made, by their layer names, with the recipes on them. */
function variants() {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.node(document.currentPage).children ?? []).flatMap((id) => {
      const { name = '', width, height } = document?.node(id).props ?? {}
      return name.includes(' · ') ? [{ name, width, height }] : []
    })
  })
}

test('placements are found by words, ticked, and become frames of exactly their size', async () => {
  await compose()
  await group().getByText('Nothing chosen yet. Search or browse.').waitFor()
  await search().fill('story 1080')
  await expect.poll(() => group().getByRole('checkbox').count()).toBeLessThan(6)
  await found('Instagram story').check()
  // One hit stands in a box of its own height.
  await search().fill('twitch banner')
  await expect.poll(() => group().getByRole('checkbox').count()).toBe(1)
  await expect.poll(() => found('Twitch banner').evaluate(roomAround)).toBeLessThan(60)
  await search().fill('no such thing')
  await group().getByText('No size matches “no such thing”.').waitFor()
  await search().fill('')
  await deliver(stage, ['Reel cover'])
  await expect.poll(() => chosen().count()).toBe(2)
  await expect
    .poll(() => chosen().allTextContents())
    .toEqual(['Instagram story 1080 × 1920 no crop', 'Reel cover 1080 × 1920 no crop'])

  // Both need the same picture, and share it until the designer wants one each.
  const share = stage.window.getByRole('checkbox', { name: /^Share pictures between/ })
  await expect.poll(() => generate().textContent()).toBe('Generate 1 picture')
  await share.uncheck()
  await expect.poll(() => generate().textContent()).toBe('Generate 2 pictures')
  await share.check()
  await generate().click()
  await expect.poll(variants, { timeout: 40_000 }).toEqual([
    { name: 'Poster · Instagram story', width: 1080, height: 1920 },
    { name: 'Poster · Reel cover', width: 1080, height: 1920 },
  ])
  expect(stage.complaints).toEqual([])
})

test('a ratio is found as well, and orders no placement; a placement orders no ratio', async () => {
  await compose()
  await search().fill('16:9')
  await group().getByRole('checkbox', { name: '16:9', exact: true }).check()
  await expect.poll(() => chosen().allTextContents()).toEqual(['16:9 720 × 405 no crop'])
  await search().fill('twitch')
  await found('Twitch banner').check()
  await row('16:9').getByRole('button', { name: 'Remove 16:9' }).click()
  await expect.poll(() => chosen().count()).toBe(1)
  await expect.poll(() => generate().textContent()).toBe('Generate 1 picture')
})

test('a size that nothing has is added by searching for it, and kept', async () => {
  await compose()
  await search().fill('801 x 333')
  await button('Add 801 × 333').click()
  await expect.poll(() => row('801 × 333').count()).toBe(1)
  await browse()
  await expect.poll(() => listed('801 × 333').isChecked()).toBe(true)
})

test('a favourite is listed first, now and when the plugin is opened again', async () => {
  await compose()
  await browse()
  await star('Poster').click()
  await expect.poll(() => star('Poster').getAttribute('aria-pressed')).toBe('true')
  await reopen()
  await browse()
  const first = sheet().getByRole('checkbox').first()
  await expect.poll(() => first.getAttribute('aria-label')).toBe('Poster, 648 × 864')
  await expect.poll(() => star('Poster').getAttribute('aria-pressed')).toBe('true')
})

test('the sheet keeps its ticks, is left by Escape, and gives the focus back', async () => {
  await compose()
  await browse()
  await listed('Twitch banner').check()
  await expect.poll(() => sheet().getByText('1 chosen').count()).toBe(1)
  await stage.page.keyboard.press('Escape')
  await expect.poll(() => sheet().count()).toBe(0)
  await expect.poll(() => focused()).toBe('Browse placements')
  await expect.poll(() => row('Twitch banner').count()).toBe(1)
})

test('a placement of one’s own is checked, saved, ticked, changed and deleted', async () => {
  await compose()
  await browse()
  await button('Custom size…').click()
  const form = () => stage.window.getByRole('group', { name: 'Custom placement' })
  await form().getByRole('textbox', { name: 'Name' }).fill('Instagram story')
  await form().getByRole('textbox', { name: 'Width' }).fill('12.5')
  await form().getByRole('textbox', { name: 'Height' }).fill('0')
  await form().getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(() => form().getByRole('paragraph').allTextContents())
    .toEqual([
      'That name is taken. Choose another.',
      'Enter a width from 1 to 10,000 pixels.',
      'Enter a height from 1 to 10,000 pixels.',
    ])
  await form().getByRole('textbox', { name: 'Name' }).fill('Shop window')
  await form().getByRole('textbox', { name: 'Width' }).fill('1,200')
  await form().getByRole('textbox', { name: 'Height' }).fill('1600')
  await form().getByRole('textbox', { name: 'Height' }).press('Enter')
  await expect.poll(() => listed('Shop window').isChecked()).toBe(true)
  await expect
    .poll(() => listed('Shop window').getAttribute('aria-label'))
    .toBe('Shop window, 1200 × 1600')

  await reopen()
  // A search leads to it as well.
  await search().fill('shop')
  await button('Edit Shop window').click()
  await form().getByRole('textbox', { name: 'Width' }).fill('1600')
  await form().getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(() => listed('Shop window').getAttribute('aria-label'))
    .toBe('Shop window, 1600 × 1600')
  await listed('Shop window').check()
  await button('Done').click()

  await button('Save as set…').click()
  await button('Save').click()
  await browse()
  await sheet().getByRole('button', { name: 'Edit Shop window' }).click()
  await form().getByRole('button', { name: 'Delete' }).click()
  await form().getByText('Delete Shop window? Launch kit loses it.').waitFor()
  await form().getByRole('button', { name: 'Delete for good' }).click()
  await expect.poll(() => listed('Shop window').count()).toBe(0)
})

test('a set is saved, brought back by one press, and run by another', async () => {
  await compose()
  await tick(stage, ['16:9'])
  await deliver(stage, ['Instagram story'])
  await button('Save as set…').click()
  const name = () => stage.window.getByRole('textbox', { name: 'Name of the set' })
  await expect.poll(() => name().inputValue()).toBe('Launch kit')
  await name().press('Enter')
  const set = () => stage.window.getByRole('list', { name: 'Sets' }).getByRole('listitem')
  await expect.poll(() => button('Launch kit').getAttribute('aria-current')).toBe('true')

  await button('Remove Instagram story').click()
  await tick(stage, ['1:1'])
  await expect.poll(() => button('Launch kit').getAttribute('aria-current')).toBe(null)
  await button('Launch kit').click()
  await expect.poll(() => row('Instagram story').count()).toBe(1)
  await expect.poll(() => generate().textContent()).toBe('Generate 2 pictures')

  await reopen()
  await button('Run Launch kit').click()
  // No source is selected, or no prompt written: the targets are ticked, and nothing is sent.
  await expect.poll(() => row('Instagram story').count()).toBe(1)
  await select(stage, ['Poster'])
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await button('Run Launch kit').click()
  await expect
    .poll(async () => (await variants()).map((variant) => variant.name), { timeout: 40_000 })
    .toEqual(['Poster · 16:9', 'Poster · Instagram story'])

  await button('Edit Launch kit').click()
  await name().fill('Kit')
  await button('Rename').click()
  await expect.poll(() => set().count()).toBe(1)
  await button('Edit Kit').click()
  await button('Delete').click()
  await expect.poll(() => set().count()).toBe(0)
})

test('a dear set is ticked by its one press and asked about, not run', async () => {
  await compose()
  await tick(stage, ['1:1', '3:2', '2:3', '4:3', '3:4', '16:9', '9:16', '2:1', '1:2'])
  await stage.window.getByRole('radiogroup', { name: 'Resolution' }).getByText('4K').click()
  await stage.window.getByRole('radiogroup', { name: 'Copies' }).getByText('4').click()
  await button('Save as set…').click()
  await button('Save').click()
  await tick(stage, ['1:1'])
  await button('Run Launch kit').click()
  const question = stage.window.getByRole('alertdialog', { name: 'Confirm the cost' })
  await question.getByText('$2.16').waitFor()
  await expect.poll(() => stage.window.getByRole('list', { name: 'Tasks' }).count()).toBe(0)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => generate().textContent()).toBe('Generate 36 pictures')
})

test('what is cut is shown before the run, and the focal point moves it by arrow keys', async () => {
  await compose()
  await deliver(stage, ['Google skyscraper'])
  const item = await look('Google skyscraper')
  // A picture that is made smaller is nothing to say of.
  expect(await item.textContent()).not.toMatch(/\d\.\d+×/)
  await item.getByText('20 % is cropped. Set the focal point on what matters.').waitFor()
  const focal = item.getByRole('slider', { name: 'Focal point of Google skyscraper' })
  await focal.press('ArrowLeft')
  await focal.press('Shift+ArrowLeft')
  await focal.press('ArrowUp')
  await expect.poll(() => focal.getAttribute('aria-valuetext')).toBe('38 % across, 48 % down')
  await focal.press('Home')
  await expect.poll(() => focal.getAttribute('aria-valuetext')).toBe('50 % across, 50 % down')
  for (let step = 0; step < 5; step += 1) await focal.press('Shift+ArrowLeft')
  await expect.poll(() => focal.getAttribute('aria-valuetext')).toBe('0 % across, 50 % down')

  await generate().click()
  const tasks = await openTasks(stage)
  await tasks.getByText('Done').waitFor({ timeout: 40_000 })
  const picture = await stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    const nodes = (document?.node(document.currentPage).children ?? []).map((id) =>
      document?.node(id),
    )
    const variant = nodes.find((node) => node?.props.name === 'Poster · Google skyscraper')
    const [child] = variant?.children ?? []
    const props = child === undefined ? undefined : document?.node(child).props
    return props === undefined ? null : { x: props.x, width: props.width, height: props.height }
  })
  // Nothing is cut at the left, all of it at the right.
  expect(picture?.x).toBeCloseTo(0)
  expect(picture?.height).toBeCloseTo(600, 0)
  expect((picture?.width ?? 0) - 160).toBeGreaterThan(35)
})

test('the focal point is dragged, and what is cut follows at once', async () => {
  await compose()
  await deliver(stage, ['Instagram story', 'Google skyscraper'])
  // Where nothing is cut, all of the source is shown, in the target's shape, and nothing is hatched.
  const whole = (await look('Instagram story')).locator('canvas')
  await expect.poll(() => whole.evaluate(drawn)).toEqual({ top: false, sides: true })
  expect(await whole.evaluate(hatched)).toEqual([0, 0])
  expect(await row('Instagram story').getByRole('slider').count()).toBe(0)
  await look('Google skyscraper')
  const focal = stage.window.getByRole('slider', { name: 'Focal point of Google skyscraper' })
  await focal.scrollIntoViewIfNeeded()
  const strips = () => focal.locator('canvas').evaluate(hatched)
  await expect.poll(strips).toEqual([10, 10])
  const box = await focal.boundingBox()
  if (box === null) throw new Error('It can’t be seen')
  await stage.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await stage.page.mouse.down()
  await stage.page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.25, { steps: 4 })
  await expect
    .poll(() => focal.getAttribute('aria-valuetext'))
    .toMatch(/^(89|90|91) % across, (24|25|26) % down$/)
  await expect.poll(strips).toEqual([20, 0])
  await stage.page.mouse.up()
})

test('another pair can be ordered, the runner-up by one press', async () => {
  await compose()
  await deliver(stage, ['Facebook ad portrait'])
  const item = await look('Facebook ad portrait')
  const pairs = item.getByRole('combobox', { name: 'Ratio and resolution of Facebook ad portrait' })
  await expect.poll(() => pairs.inputValue()).toBe('4:5 at 4K')
  await item.getByRole('button', { name: /^Or 3:4 at 2K · 6.3 % cropped/ }).click()
  await expect.poll(() => pairs.inputValue()).toBe('3:4 at 2K')
  await pairs.selectOption('4:5 at 1K')
  await item.getByText('Enlarged 1.28×. It may look soft.').waitFor()
  await expect.poll(() => note().textContent()).toContain('$0.03')
})

test('what would lose more than half is asked about, with what to deliver instead', async () => {
  await compose()
  await deliver(stage, ['Google leaderboard'])
  await expect.poll(() => note().textContent()).toBe('Google leaderboard crops 63\u00a0%. Review')
  await expect.poll(() => generate().isDisabled()).toBe(true)
  const consent = stage.window.getByRole('checkbox', { name: /^Use anyway/ })
  // The reason leads to where something can be done about it.
  await note().getByRole('button').click()
  await expect
    .poll(() => consent.evaluate((it) => it === it.ownerDocument.activeElement))
    .toBe(true)
  await consent.press('Space')
  await expect.poll(() => generate().isEnabled()).toBe(true)
  const box = await chosen().getByRole('slider').boundingBox()
  expect(box?.width).toBeGreaterThan(120)
  expect(box?.height).toBeGreaterThan(40)
  await consent.uncheck()
  await chosen().getByText('Instead…').click()
  await chosen()
    .getByRole('button', { name: /^Google billboard/ })
    .click()
  await expect.poll(() => row('Google leaderboard').count()).toBe(0)
  await expect.poll(() => row('Google billboard').count()).toBe(1)
  await expect.poll(() => generate().isEnabled()).toBe(true)
})

test('frames of plain ratios take the long edge that is asked for, and say what is none', async () => {
  await compose()
  await tick(stage, ['16:9'])
  await stage.window.getByRole('combobox', { name: 'Frame size' }).selectOption('Long edge')
  const edge = stage.window.getByRole('textbox', { name: 'Long edge in pixels' })
  await edge.fill('800')
  await edge.fill('0')
  await stage.window
    .getByText('Enter a long edge from 1 to 10,000 pixels. 800 is used until then.')
    .waitFor()
  await expect.poll(() => edge.inputValue()).toBe('0')
  const copies = stage.window.getByRole('radiogroup', { name: 'Copies' })
  await copies.getByRole('radio', { name: '2' }).check()
  await expect.poll(() => generate().textContent()).toBe('Generate 2 pictures')
  await generate().click()
  await expect
    .poll(async () => (await variants()).map(({ width, height }) => [width, height]), {
      timeout: 40_000,
    })
    .toEqual([
      [800, 450],
      [800, 450],
    ])
})

test.each([
  ['Width of the source', '720 × 405'],
  ['Height of the source', '1712 × 963'],
  ['Area of the source', '1104 × 621'],
])('a plain ratio can take the %s', async (option, size) => {
  await compose()
  await tick(stage, ['16:9'])
  await stage.window.getByRole('combobox', { name: 'Frame size' }).selectOption(option)
  await expect.poll(() => row('16:9').textContent()).toContain(size)
})

test('a resolution that drops a chosen ratio says so, and brings it back', async () => {
  await compose()
  await deliver(stage, ['Instagram story'])
  const pair = (await look('Instagram story')).getByRole('combobox')
  await expect.poll(() => pair.inputValue()).toBe('9:16 at 2K')
  // They are the ratios' own: as long as those are folded, nothing stands there that reaches no placement.
  const resolution = stage.window.getByRole('radiogroup', { name: 'Resolution' })
  const size = stage.window.getByRole('combobox', { name: 'Frame size' })
  expect([await resolution.count(), await size.count()]).toEqual([0, 0])
  await tick(stage, ['3:1', '16:9'])
  expect([await resolution.count(), await size.count()]).toEqual([1, 1])
  await resolution.getByText('4K').click()
  await stage.window.getByText('3:1 left out at 4K.').waitFor()
  await expect.poll(() => chosen().count()).toBe(2)
  await expect.poll(() => pair.inputValue()).toBe('9:16 at 2K')
  await resolution.getByText('1K').click()
  await expect.poll(() => chosen().count()).toBe(3)
})

test('twelve targets are seen with their crop by less than a window of scrolling', async () => {
  await compose()
  await tick(stage, ['1:1', '3:2', '2:3', '4:3', '3:4', '16:9'])
  await openRatios(stage)
  await button('Plain ratios').click()
  await deliver(stage, [
    'Instagram story',
    'Reel cover',
    'Facebook cover',
    'Google leaderboard',
    'Google skyscraper',
    'Twitch banner',
  ])
  await expect.poll(() => chosen().count()).toBe(12)
  await search().focus()
  const panel = stage.window.getByRole('tabpanel')
  const { far, boxes } = await panel.evaluate((it) => {
    const scrolls = (each: Element) => each.scrollHeight > each.clientHeight + 1
    const last = [...it.querySelectorAll('[aria-label="Chosen targets"] > li')].at(-1)
    const scroller = [...it.querySelectorAll('*')].find(scrolls)
    if (scroller !== undefined) scroller.scrollTop = 0
    const bottom = scroller?.getBoundingClientRect().bottom ?? 0
    return {
      far: (last?.getBoundingClientRect().bottom ?? Infinity) - bottom,
      // One box scrolls, and none in it.
      boxes: [...it.querySelectorAll('*')].filter((each) => {
        const { overflowY } = getComputedStyle(each)
        return scrolls(each) && (overflowY === 'auto' || overflowY === 'scroll')
      }).length,
    }
  })
  expect(far).toBeGreaterThan(0)
  expect(far).toBeLessThan(640)
  expect(boxes).toBe(1)
  const crops = await chosen().allTextContents()
  expect(crops.filter((text) => !/no crop|% cropped|may look soft/.test(text))).toEqual([])
  // From top to bottom: the sources, the prompt, what is delivered, how often.
  const order = [
    stage.window.getByRole('list', { name: 'Sources' }),
    stage.window.getByRole('textbox', { name: 'Prompt' }),
    search(),
    stage.window.getByRole('list', { name: 'Chosen targets' }),
    button('Browse placements'),
    stage.window.getByRole('radiogroup', { name: 'Copies' }),
  ]
  const tops = await Promise.all(order.map((each) => each.boundingBox().then((box) => box?.y)))
  expect(tops).toEqual([...tops].sort((a, b) => Number(a) - Number(b)))

  // Figma's own type and controls in both themes: lines of 16 pixels, 24 for what is pressed or written in.
  const ground = () =>
    stage.window.locator('body').evaluate((it) => getComputedStyle(it).background)
  const light = await ground()
  for (const isDark of [false, true]) {
    if (isDark) await stage.page.getByRole('button', { name: 'Switch theme' }).click()
    await expect.poll(async () => (await ground()) !== light).toBe(isDark)
    for (const control of [search(), button('Presets'), button('Plain ratios'), generate()]) {
      const is = { type: '11px/16px', face: 'Inter', height: 24 }
      expect(await control.evaluate(measured)).toEqual(is)
    }
  }
})

test('all of it works by keyboard alone', async () => {
  await compose()
  const { keyboard } = stage.page
  // However many ratios there are, it is a few keys from the prompt to the search.
  await stage.window.getByRole('textbox', { name: 'Prompt' }).focus()
  const before: string[] = []
  while (before.length < 8 && before.at(-1) !== 'Search placements and ratios') {
    await keyboard.press('Tab')
    before.push(await focused())
  }
  expect(before).toEqual([
    // The tick of “Keep text live” has no text of its own.
    ...['Presets', 'History', 'More options', '', 'Text to keep live'],
    'Search placements and ratios',
  ])
  await keyboard.type('google')
  await keyboard.press('ArrowDown')
  await expect.poll(() => focused()).toBe('Google leaderboard, 728 × 90')
  await keyboard.press('ArrowDown')
  const second = await focused()
  await keyboard.press('Space')
  await keyboard.press('ArrowRight')
  await expect.poll(() => focused()).toMatch(/^Favourite: Google/)
  await keyboard.press('Enter')
  await keyboard.press('ArrowLeft')
  await expect.poll(() => focused()).toBe(second)
  await expect.poll(() => chosen().count()).toBe(1)
  // One press of Tab leaves the list, however long it is; another way goes back to its row.
  await keyboard.press('Tab')
  await expect.poll(() => focused()).toBe('Save as set…')
  await keyboard.press('Shift+Tab')
  await expect.poll(() => focused()).toBe(second)
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await expect.poll(() => focused()).toMatch(/^Google/)
  await keyboard.press('Enter')
  const seen: string[] = []
  while (seen.length < 14 && seen.at(-1) !== 'Generate 1 picture') {
    await keyboard.press('Tab')
    seen.push(await focused())
  }
  expect(seen.some((name) => name.startsWith('Ratio and resolution of Google'))).toBe(true)
  expect(seen.at(-1)).toBe('Generate 1 picture')
})

test('at 320 pixels nothing reaches out of the window', async () => {
  await compose()
  await stage.page.locator('iframe').evaluate((frame) => {
    if (frame instanceof HTMLElement) frame.style.width = '320px'
  })
  await deliver(stage, ['Instagram story', 'Google leaderboard'])
  await look('Google leaderboard')
  await openRatios(stage)
  await button('Save as set…').click()
  await expect.poll(widest).toBeLessThanOrEqual(320)
  await button('Save').click()
  await button('Edit Launch kit').click()
  await browse()
  await button('Custom size…').click()
  await expect.poll(() => widest()).toBeLessThanOrEqual(320)
})

/** The height of the box of search results above what is found in it, in pixels. */
function roomAround(checkbox: Element): number {
  const box = checkbox.closest('#targets-found')?.getBoundingClientRect().height ?? Infinity
  return box - (checkbox.parentElement?.getBoundingClientRect().height ?? 0)
}

/** Where a preview's canvas has something drawn on it. */
function drawn(canvas: Element): { readonly top: boolean; readonly sides: boolean } {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('It is no canvas.')
  const { width, height } = canvas
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] }
  const isDrawn = (x: number, y: number) => data[(y * width + x) * 4 + 3] === 255
  const middle = height >> 1
  return { top: isDrawn(width >> 1, 2), sides: isDrawn(1, middle) && isDrawn(width - 2, middle) }
}

/** How much of a preview is hatched on either side, in percents of its width and height. */
function hatched(canvas: Element): number[] {
  const preview = canvas.getBoundingClientRect()
  return [...(canvas.parentElement?.querySelectorAll('span') ?? [])]
    .filter((each) => getComputedStyle(each).backgroundImage !== 'none')
    .map((each) => each.getBoundingClientRect())
    .map(({ width, height }) =>
      Math.round((100 * width * height) / (preview.width * preview.height)),
    )
}

/** The type of a control, and how tall it is. */
function measured(control: Element) {
  const { fontSize, lineHeight, fontFamily } = getComputedStyle(control)
  const [face] = fontFamily.split(',')
  return { type: `${fontSize}/${lineHeight}`, face, height: control.getBoundingClientRect().height }
}

/** The right edge of what reaches furthest, in pixels. */
function widest(): Promise<number> {
  return stage.window
    .getByRole('tabpanel')
    .evaluate((panel) =>
      Math.max(
        ...[...panel.querySelectorAll('*')].map((each) => each.getBoundingClientRect().right),
      ),
    )
}

/** The accessible name of what has the focus, as far as these tests need it. */
function focused(): Promise<string> {
  const own: Locator = stage.window.locator(':focus')
  return own.evaluate((each) => each.getAttribute('aria-label') ?? each.textContent)
}

import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { deliver, openRatios, openStage, openTasks, type Stage, tick } from '../support/stage.ts'
import { compose, targetsOn } from '../support/target-picker.ts'

let stage: Stage
afterEach(() => stage.close())

const { search, group, chosen, row, note, look, variants } = targetsOn(() => stage)
const { button, generate } = findersOn(() => stage)

test('what is cut is shown before the run, and the focal point moves it by arrow keys', async () => {
  stage = await openStage()
  await compose(stage)
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
  stage = await openStage()
  await compose(stage)
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
  stage = await openStage()
  await compose(stage)
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
  stage = await openStage()
  await compose(stage)
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
    .press('Enter')
  await expect.poll(() => hasFocus(search())).toBe(true)
  await expect.poll(() => row('Google leaderboard').count()).toBe(0)
  await expect.poll(() => row('Google billboard').count()).toBe(1)
  await expect.poll(() => generate().isEnabled()).toBe(true)
})

test('frames of plain ratios take the long edge that is asked for, and say what is none', async () => {
  stage = await openStage()
  await compose(stage)
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
  stage = await openStage()
  await compose(stage)
  await tick(stage, ['16:9'])
  await stage.window.getByRole('combobox', { name: 'Frame size' }).selectOption(option)
  await expect.poll(() => row('16:9').textContent()).toContain(size)
})

test('a resolution that drops a chosen ratio says so, and brings it back', async () => {
  stage = await openStage()
  await compose(stage)
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
  // So does a search, though the ratios are folded by then.
  await button('Plain ratios').click()
  await search().fill('3:1')
  const why = group().getByText('Auto, 3:1, 1:3 and 9:21: 1K only.')
  await expect.poll(() => why.count()).toBe(1)
  await search().fill('16 x 9')
  await group().getByRole('checkbox', { name: '16:9', exact: true }).waitFor()
  await expect.poll(() => why.count()).toBe(0)
  await button('Plain ratios').click()
  await resolution.getByText('1K').click()
  await expect.poll(() => chosen().count()).toBe(3)
})

test('twelve targets are seen with their crop by less than a window of scrolling', async () => {
  stage = await openStage()
  await compose(stage)
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

import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { deliver, openRatios, openStage, runAgain, type Stage } from '../support/stage.ts'
import { compose, targetsOn } from '../support/target-picker.ts'

let stage: Stage
afterEach(() => stage.close())

const { search, group, sheet, found, listed, star, chosen, row, look, browse, variants } =
  targetsOn(() => stage)
const { button, generate } = findersOn(() => stage)

test('placements are found by words, ticked, and become frames of exactly their size', async () => {
  stage = await openStage()
  await compose(stage)
  await group().getByText('Nothing chosen yet. Search or browse.').waitFor()
  await search().fill('story 1080')
  await expect.poll(() => group().getByRole('checkbox').count()).toBeLessThan(6)
  await found('Instagram story').check()
  // One hit stands in a box of its own height.
  await search().fill('twitch banner')
  await expect.poll(() => group().getByRole('checkbox').count()).toBe(1)
  await expect.poll(() => found('Twitch banner').evaluate(roomAround)).toBeLessThan(60)
  for (const size of ['30000 × 100', '30,000 × 100 px', '0x0', '9 x 0']) {
    await search().fill('no such thing')
    await group().getByText('No size matches “no such thing”.').waitFor()
    await search().fill(size)
    await group().getByText('A size has 1 to 10,000 pixels on each side.').waitFor()
  }
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
  stage = await openStage()
  await compose(stage)
  await search().fill('16:9')
  await group().getByRole('checkbox', { name: '16:9', exact: true }).check()
  await expect.poll(() => chosen().allTextContents()).toEqual(['16:9 720 × 405 no crop'])
  await search().fill('twitch')
  await found('Twitch banner').check()
  // The focus goes where the next target is found.
  await row('16:9').getByRole('button', { name: 'Remove 16:9' }).press('Enter')
  await expect.poll(() => hasFocus(search())).toBe(true)
  await expect.poll(() => chosen().count()).toBe(1)
  await expect.poll(() => generate().textContent()).toBe('Generate 1 picture')
})

test('a size that nothing has is added by searching for it, and kept', async () => {
  stage = await openStage()
  await compose(stage)
  await search().fill('801 x 333')
  await button('Add 801 × 333').press('Enter')
  await expect.poll(() => hasFocus(search())).toBe(true)
  expect(await search().inputValue()).toBe('801 x 333')
  await expect.poll(() => row('801 × 333').count()).toBe(1)
  await browse()
  await expect.poll(() => listed('801 × 333').isChecked()).toBe(true)

  // One that was given another size keeps its name, which is then no other's.
  await sheet().getByRole('button', { name: 'Edit 801 × 333' }).click()
  await stage.window.getByRole('textbox', { name: 'Width' }).fill('900')
  await button('Save').click()
  await listed('801 × 333').waitFor()
  await button('Done').click()
  await button('Add 801 × 333').press('Enter')
  await expect
    .poll(() => chosen().allTextContents())
    .toEqual([
      expect.stringMatching(/^801 × 333 900 × 333 /),
      expect.stringMatching(/^801 × 333 \(2\) 801 × 333 /),
    ])
})

test('Enter takes the only size that a search offers, once', async () => {
  stage = await openStage()
  await compose(stage)
  await search().fill('story')
  await search().press('Enter')
  await search().fill('twitch banner')
  await search().press('Enter')
  await search().press('Enter')
  await search().fill('801 x 333')
  await search().press('Enter')
  // The name of a size is the size.
  await expect
    .poll(() => chosen().allTextContents())
    .toEqual([
      expect.stringMatching(/^Twitch banner/),
      expect.stringMatching(/^801 × 333 +3.% cropped/),
    ])
})

test('a favourite is listed first, now and when the plugin is opened again', async () => {
  stage = await openStage()
  await compose(stage)
  await browse()
  await star('Poster').click()
  await expect.poll(() => star('Poster').getAttribute('aria-pressed')).toBe('true')
  await runAgain(stage)
  await browse()
  const first = sheet().getByRole('checkbox').first()
  await expect.poll(() => first.getAttribute('aria-label')).toBe('Poster, 648 × 864')
  await expect.poll(() => star('Poster').getAttribute('aria-pressed')).toBe('true')
})

test('a new favourite keeps its row and the focus until the list is left', async () => {
  stage = await openStage()
  await compose(stage)
  await browse()
  await star('Poster').focus()
  await star('Poster').press('Enter')
  await expect.poll(() => star('Poster').getAttribute('aria-pressed')).toBe('true')
  expect(await hasFocus(star('Poster'))).toBe(true)
  await stage.page.keyboard.press('ArrowLeft')
  await stage.page.keyboard.press('Space')
  await expect.poll(() => sheet().getByText('1 chosen').count()).toBe(1)
  expect(await hasFocus(listed('Poster'))).toBe(true)
  await button('Custom size…').focus()
  const first = sheet().getByRole('checkbox').first()
  await expect.poll(() => first.getAttribute('aria-label')).toBe('Poster, 648 × 864')
})

test('the sheet keeps its ticks, is left by Escape, and gives the focus back', async () => {
  stage = await openStage()
  await compose(stage)
  await browse()
  await listed('Twitch banner').check()
  await expect.poll(() => sheet().getByText('1 chosen').count()).toBe(1)
  await stage.page.keyboard.press('Escape')
  await expect.poll(() => sheet().count()).toBe(0)
  await expect.poll(() => focused()).toBe('Browse placements')
  await expect.poll(() => row('Twitch banner').count()).toBe(1)
})

test('a placement of one’s own is checked, saved, ticked, changed and deleted', async () => {
  stage = await openStage()
  await compose(stage)
  await browse()
  await button('Custom size…').click()
  const form = () => stage.window.getByRole('group', { name: 'Custom placement' })
  // Escape leaves the form, and not the sheet as well.
  await form().getByRole('textbox', { name: 'Name' }).press('Escape')
  await expect.poll(() => hasFocus(button('Custom size…'))).toBe(true)
  await button('Custom size…').click()
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

  await runAgain(stage)
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
  await button('Edit Launch kit').click()
  await browse()
  await sheet().getByRole('button', { name: 'Edit Shop window' }).click()
  await form().getByRole('button', { name: 'Delete' }).click()
  await form().getByText('Delete Shop window? Launch kit loses it.').waitFor()
  await form().getByRole('button', { name: 'Delete for good' }).click()
  await expect.poll(() => listed('Shop window').count()).toBe(0)
  // The set can still be named in the form that was open all the while.
  await button('Done').click()
  await stage.window.getByRole('textbox', { name: 'Name of the set' }).fill('Launch Kit')
  await button('Rename').click()
  await expect.poll(() => button('Launch Kit').getAttribute('title')).not.toContain('1 placement')
})

test('the focus follows a placement of one’s own to its row, behind favourites too', async () => {
  stage = await openStage()
  await compose(stage)
  await browse()
  await star('Poster').click()
  await button('Custom size…').click()
  const form = stage.window.getByRole('group', { name: 'Custom placement' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Shop window')
  await form.getByRole('textbox', { name: 'Width' }).fill('1,200')
  await form.getByRole('textbox', { name: 'Height' }).fill('1600 px')
  await form.getByRole('textbox', { name: 'Height' }).press('Enter')
  await expect.poll(() => hasFocus(listed('Shop window'))).toBe(true)
})

test('the focus stays in the window as a placement that a search led to is deleted', async () => {
  stage = await openStage()
  await compose(stage)
  await search().fill('801 x 333')
  await search().press('Enter')
  await button('Edit 801 × 333').press('Enter')
  await button('Delete').press('Enter')
  await button('Delete for good').press('Enter')
  await button('Done').press('Enter')
  await expect.poll(() => sheet().count()).toBe(0)
  expect(await hasFocus(search())).toBe(true)
})

test('all of it works by keyboard alone', async () => {
  stage = await openStage()
  await compose(stage)
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
  stage = await openStage()
  await compose(stage)
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

test('that a search finds nothing is announced', async () => {
  stage = await openStage()
  await compose(stage)
  await search().fill('story')
  // There before it has anything to say: screen readers announce only what changes in it.
  const said = group().locator('#targets-found > [aria-live="polite"]')
  await expect.poll(() => said.textContent()).toBe('')
  await search().fill('no such thing')
  await expect.poll(() => said.textContent()).toBe('No size matches “no such thing”.')
  await button('Presets').click()
  const presets = stage.window.getByRole('group', { name: 'Presets' })
  expect(await presets.locator('[aria-live]').textContent()).toBe('')
  await presets.getByRole('searchbox').fill('no such thing')
  await expect.poll(() => presets.locator('[aria-live]').textContent()).toBe('No presets found.')
  await button('History').click()
  const none = stage.window.getByRole('group', { name: 'History' }).locator('[aria-live]')
  await expect.poll(() => none.textContent()).toBe('Your prompts will appear here.')
})

test('names alike but for their ends are told apart by what is shown on hover', async () => {
  stage = await openStage()
  await compose(stage)
  await stage.page.locator('iframe').evaluate((frame) => {
    if (frame instanceof HTMLElement) frame.style.width = '320px'
  })
  const long = 'Summer sale in the shop windows of the high street'
  for (const name of [`${long}, left`, `${long}, right`]) {
    await browse()
    await button('Custom size…').click()
    await stage.window.getByRole('textbox', { name: 'Name' }).fill(name)
    await stage.window.getByRole('textbox', { name: 'Width' }).fill('1200')
    await stage.window.getByRole('textbox', { name: 'Height' }).fill('1600')
    await button('Save').click()
    await button('Done').click()
    await button('Save as set…').click()
    await stage.window.getByRole('textbox', { name: 'Name of the set' }).fill(name)
    await button('Save').click()
    await search().fill('summer')
    const own = found(name).locator('xpath=..')
    expect(await own.locator('span').first().evaluate(isCut)).toBe(true)
    expect(await own.getAttribute('title')).toContain(name)
    await search().fill('')
    expect(await button(name).evaluate(isCut)).toBe(true)
    expect(await button(name).getAttribute('title')).toContain(name)
  }
})

/** Whether a text ends in an ellipsis. */
const isCut = (text: Element) => text.scrollWidth > text.clientWidth

/** The height of the box of search results above what is found in it, in pixels. */
function roomAround(checkbox: Element): number {
  const box = checkbox.closest('#targets-found')?.getBoundingClientRect().height ?? Infinity
  return box - (checkbox.parentElement?.getBoundingClientRect().height ?? 0)
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

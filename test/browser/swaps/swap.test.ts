import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { violations } from '../support/axe.ts'
import { openStage, openTasks, select, type Stage } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { prompt, role, tasks } = findersOn(() => stage)
const tab = (name: string) => role('tab', { name })
const layers = () => role('list', { name: 'Layers' }).getByRole('listitem')
const swap = () => role('button', { name: /^Swap/ })
const note = () => stage.window.locator('#order-note')
const press = (key: string) => stage.page.keyboard.press(key)

/** The page's own layers from back to front: name, place, size, and whether it is seen. */
function canvas() {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    return (document?.node(document.currentPage).children ?? []).map((id) => {
      const { name, visible, x, y, width, height } = document?.node(id).props ?? {}
      return { id, name, visible, box: [x, y, width, height] }
    })
  })
}

/** Draws so wide a strip, locks a frame, and hides another. */
function prepare(): Promise<void> {
  return stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    if (document === undefined) return
    document.create('RECTANGLE', document.currentPage, {
      name: 'Strip',
      x: 5000,
      y: 0,
      width: 1000,
      height: 100,
      fills: [{ type: 'SOLID', color: { r: 0.2, g: 0.4, b: 0.6 } }],
    })
    document.set(document.byName('Card'), { locked: true })
    document.set(document.byName('Banner'), { visible: false })
  })
}

test('two layers become their renders, in their places, without a pointer', async () => {
  stage = await openStage({ isPainted: true, theme: 'dark' })
  await prompt().fill('For the variants')
  const before = await canvas()
  await select(stage, ['Card', 'Banner'])

  // Arrow keys and Home and End go through the tabs, and Tab passes them by.
  await tab('Variants').focus()
  await press('ArrowRight')
  await expect.poll(() => hasFocus(tab('Swap'))).toBe(true)
  await expect.poll(() => role('tabpanel').getAttribute('aria-labelledby')).toBe('tab-swap')
  await press('Home')
  await expect.poll(() => prompt().inputValue()).toBe('For the variants')
  await press('End')
  await expect.poll(() => tab('Swap').getAttribute('aria-selected')).toBe('true')
  await expect.poll(() => tab('Variants').getAttribute('tabindex')).toBe('-1')

  await expect.poll(() => layers().count()).toBe(2)
  await layers().filter({ hasText: 'Card' }).getByText('at 1K · ').waitFor()
  await expect.poll(() => note().textContent()).toBe('Write a prompt.')
  await expect.poll(() => prompt().inputValue()).toBe('')
  const focal = role('slider', { name: 'Focal point of Card' })
  await focal.focus()
  await press('Shift+ArrowUp')
  await expect.poll(() => focal.getAttribute('aria-valuetext')).toBe('50 % across, 40 % down')
  await prompt().focus()
  await stage.page.keyboard.type('A clay render')
  await expect.poll(() => swap().textContent()).toBe('Swap 2 layers')
  await expect.poll(() => note().textContent()).toBe('2 pictures, about $0.06')
  expect(await violations(stage)).toEqual([])

  await press('Control+Enter')
  await expect.poll(() => note().textContent()).toBe('Rendering…')
  // The canvas shows nothing of it: each row says how far its render is.
  await layers()
    .filter({ hasText: 'Card' })
    .getByText(/^Rendering: [a-z]+\. It stays as it is/)
    .waitFor()
  // Twice is no more than once.
  await press('Control+Enter')
  await openTasks(stage)
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count()).toBe(2)
  await expect.poll(() => tasks().first().textContent()).toContain('· Swap')
  expect(stage.playground.hiapi?.hiapi.tasks.size).toBe(2)

  const swappedNames = ['Card', 'Banner']
  const expected = before.flatMap(({ name = '' }) =>
    swappedNames.includes(name) ? [name, name] : [name],
  )
  // A hidden original is drawn for the window from a copy, which is there for a moment.
  let after: Awaited<ReturnType<typeof canvas>> = []
  await expect
    .poll(async () => {
      after = await canvas()
      return after.map(({ name }) => name)
    })
    .toEqual(expected)
  for (const name of swappedNames) {
    const at = after.findIndex((layer) => layer.name === name && layer.visible === false)
    const original = before.find((layer) => layer.name === name)
    expect(after[at], `${name} is hidden, and otherwise as it was`).toEqual({
      ...original,
      visible: false,
    })
    expect(after[at + 1], 'right above it is its render').toMatchObject({
      visible: true,
      box: original?.box,
    })
  }

  // What is selected is what it is now: nothing is left to set up.
  const swapped = role('region', { name: 'Swapped' })
  await swapped.getByText('2 swaps', { exact: true }).waitFor()
  expect(await layers().count()).toBe(0)
  expect(await swap().count()).toBe(0)
  await tasks().first().getByRole('button', { name: 'Show' }).click()
  await swapped
    .getByRole('heading', { name: 'Banner', exact: true })
    .or(swapped.getByRole('heading', { name: 'Card', exact: true }))
    .waitFor()
  expect(await violations(stage)).toEqual([])

  // With a layer that can be swapped, the others say what they are.
  await select(stage, ['Card', 'Poster'])
  await layers().filter({ hasText: 'Card' }).getByText('Swapped already').waitFor()
  await expect.poll(() => swap().textContent()).toBe('Swap 1 layer')
  expect(stage.complaints).toEqual([])
})

test('what can’t be swapped says why, and a strip is cropped only where that is agreed to', async () => {
  stage = await openStage()
  await prepare()
  await tab('Swap').click()
  await select(stage, [])
  await expect.poll(() => note().textContent()).toBe('Select a layer to swap.')
  expect(await violations(stage)).toEqual([])

  await select(stage, ['Card', 'Banner'])
  await layers().filter({ hasText: 'Banner' }).getByText('Hidden, or in something').waitFor()
  await layers().filter({ hasText: 'Card' }).getByText('Locked, or in something').waitFor()
  await expect
    .poll(() => note().textContent())
    .toBe('None of these can be swapped. The list says why.')
  await expect.poll(() => swap().isDisabled()).toBe(true)

  await select(stage, ['Strip', 'Card'])
  await prompt().fill('A clay render')
  await expect.poll(() => note().textContent()).toBe('Strip would be cropped by 70\u00a0%. Review')
  await note().getByRole('button').click()
  const consent = role('checkbox', { name: 'Use anyway: Strip' })
  await expect.poll(() => hasFocus(consent)).toBe(true)
  await press('Space')
  await expect.poll(() => note().textContent()).toBe('1 picture, about $0.03')
  await role('radiogroup', { name: 'Copies' }).getByText('3').click()
  await expect.poll(() => note().textContent()).toBe('3 pictures, about $0.09')
  await expect.poll(() => swap().textContent()).toBe('Swap 1 layer')
  // It can't be pressed again: the focus goes to what it has begun.
  await swap().focus()
  await press('Enter')
  await expect.poll(() => note().textContent()).toBe('Rendering…')
  await expect.poll(() => swap().isDisabled()).toBe(true)
  await expect.poll(() => hasFocus(role('button', { name: /^Pictures/ }))).toBe(true)

  // Each tab keeps what was written in it.
  await tab('Variants').click()
  await expect.poll(() => prompt().inputValue()).toBe('')
  await tab('Swap').click()
  await expect.poll(() => prompt().inputValue()).toBe('A clay render')
  expect(stage.complaints).toEqual([])
})

import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { deliver, openStage, runAgain, select, type Stage, tick } from '../support/stage.ts'
import { compose, targetsOn } from '../support/target-picker.ts'

let stage: Stage
afterEach(() => stage.close())

const { row, variants } = targetsOn(() => stage)
const { button, generate, made, prompt } = findersOn(() => stage)

test('a set is saved, brought back by one press, and run by another', async () => {
  stage = await openStage()
  await compose(stage)
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

  await runAgain(stage)
  await select(stage, [])
  await stage.window.getByText('Select a frame.').waitFor()
  await button('Run Launch kit').click()
  // No source is selected: the targets are ticked, and nothing is sent.
  await expect.poll(() => row('Instagram story').count()).toBe(1)
  await select(stage, ['Poster'])
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  // The text of what is not ticked has no layout yet: the order waits for it.
  await button('Remove Instagram story').click()
  await expect.poll(() => generate().textContent()).toBe('Generate 1 picture')
  // The set's own price, not that of what is ticked.
  await expect
    .poll(() => button('Run Launch kit').getAttribute('title'))
    .toBe('2 pictures, about $0.07')
  await button('Run Launch kit').click()
  await expect
    .poll(async () => (await variants()).map((variant) => variant.name), { timeout: 40_000 })
    .toEqual(['Poster · 16:9', 'Poster · Instagram story'])
  expect(made()).toBeLessThanOrEqual(2)

  await button('Edit Launch kit').click()
  await name().fill('Kit')
  await button('Rename').click()
  await expect.poll(() => set().count()).toBe(1)
  // To put into it what is ticked keeps the name that was written meanwhile, if it can.
  await tick(stage, ['1:1', '16:9'])
  await button('Edit Kit').click()
  await name().fill(' ')
  await button('Update').click()
  await stage.window.getByText('Give it a name.').waitFor()
  await name().fill('Film')
  await button('Update').click()
  await expect.poll(() => button('Film').getAttribute('title')).toContain('2 ratios')
  await expect.poll(() => set().count()).toBe(1)
  await button('Edit Film').click()
  await button('Delete').click()
  await button('Delete for good').click()
  await expect.poll(() => set().count()).toBe(0)
})

test('a dear set is ticked by its one press and asked about, not run', async () => {
  stage = await openStage()
  await compose(stage)
  await tick(stage, ['1:1', '3:2', '2:3', '4:3', '3:4', '16:9', '9:16', '2:1', '1:2'])
  await stage.window.getByRole('radiogroup', { name: 'Resolution' }).getByText('4K').click()
  await stage.window.getByRole('radiogroup', { name: 'Copies' }).getByText('4').click()
  await button('Save as set…').click()
  await button('Save').click()
  await tick(stage, ['1:1'])
  await select(stage, ['Poster', 'Card'])
  await expect
    .poll(() => button('Run Launch kit').getAttribute('title'))
    .toBe('72 pictures, about $4.32')
  await select(stage, ['Poster'])
  await button('Run Launch kit').click()
  const question = stage.window.getByRole('alertdialog', { name: 'Confirm the cost' })
  await question.getByText('$2.16').waitFor()
  await expect.poll(() => stage.window.getByRole('list', { name: 'Tasks' }).count()).toBe(0)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => generate().textContent()).toBe('Generate 36 pictures')
})

test('Enter and Escape end what an input method composes, not the form', async () => {
  stage = await openStage()
  await compose(stage)
  await tick(stage, ['1:1'])
  await button('Save as set…').click()
  const name = stage.window.getByRole('textbox', { name: 'Name of the set' })
  await name.fill('日本')
  for (const key of ['Enter', 'Escape']) {
    await name.evaluate((box, pressed) => {
      const press = { key: pressed, bubbles: true, cancelable: true }
      box.dispatchEvent(new KeyboardEvent('keydown', { ...press, isComposing: true }))
      // Safari has ended the composition by then, and only this code tells it.
      // oxlint-disable-next-line typescript/no-deprecated
      box.dispatchEvent(new KeyboardEvent('keydown', { ...press, keyCode: 229 }))
    }, key)
  }
  expect(await name.inputValue()).toBe('日本')
  await name.press('Enter')
  await expect.poll(() => button('日本').count()).toBe(1)
})

test('a name that is suggested for a set is free, however the others are written', async () => {
  stage = await openStage()
  await compose(stage)
  await tick(stage, ['1:1'])
  const name = stage.window.getByRole('textbox', { name: 'Name of the set' })
  for (const [suggested, written] of [
    ['Launch kit', 'LAUNCH KIT'],
    ['Launch kit (2)', 'Launch kit (2)'],
  ] as const) {
    await button('Save as set…').click()
    expect(await name.inputValue()).toBe(suggested)
    await name.fill(written)
    await name.press('Enter')
    await expect.poll(() => button(written).count()).toBe(1)
  }
})

test('the focus stays in the window as the bar disappears with its last set', async () => {
  stage = await openStage()
  await compose(stage)
  await tick(stage, ['1:1'])
  await button('Save as set…').press('Enter')
  const name = stage.window.getByRole('textbox', { name: 'Name of the set' })
  await name.press('Enter')
  await expect.poll(() => hasFocus(button('Save as set…'))).toBe(true)
  await button('Remove 1:1').click()
  await button('Edit Launch kit').click()
  await button('Delete').press('Enter')
  await button('Delete for good').press('Enter')
  await expect.poll(() => button('Save as set…').count()).toBe(0)
  await expect.poll(() => hasFocus(prompt())).toBe(true)
})

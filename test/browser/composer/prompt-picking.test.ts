import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { openComposer, promptsOn } from '../support/prompts.ts'
import { runAgain, type Stage, tick } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, prompt } = findersOn(() => stage)
const { history, order } = promptsOn(() => stage)

async function open(...args: Parameters<typeof openComposer>) {
  stage = await openComposer(...args)
}

test('a preset takes the place of what was written, which Undo brings back', async () => {
  await open()
  await prompt().fill('My own words')
  await button('Presets').click()
  await expect.poll(() => button('Presets').getAttribute('aria-expanded')).toBe('true')
  await stage.window.getByRole('searchbox', { name: 'Search presets' }).fill('WHITE packshot')
  await button(/^Packshot on white/).click()
  await expect.poll(() => prompt().inputValue()).toContain('Pure white background')
  await expect.poll(() => hasFocus(prompt())).toBe(true)
  await expect.poll(() => button('Presets').getAttribute('aria-expanded')).toBe('false')
  // The box's own undo knows of it as well.
  const undo = () => prompt().press('ControlOrMeta+z')
  await undo()
  await expect.poll(() => prompt().inputValue()).toBe('My own words')
  await expect.poll(() => button('Undo').count()).toBe(0)
  await prompt().press('ControlOrMeta+Shift+z')
  await prompt().pressSequentially(' And more.')
  await undo()
  await expect.poll(() => prompt().inputValue()).toMatch(/and centred\.$/)
  await button('Undo').click()
  await expect.poll(() => prompt().inputValue()).toBe('My own words')
  expect(await hasFocus(prompt())).toBe(true)
  await expect.poll(() => button('Undo').count()).toBe(0)
  expect(stage.complaints).toEqual([])
})

test('a prompt that was generated with is in the history once, and still when the plugin is opened again', async () => {
  await open()
  await tick(stage, ['1:1', '16:9'])
  await prompt().fill('A print on a sunlit table')
  await order(2)
  await prompt().fill('A poster in the rain')
  await order(4)
  await button('History').click()
  const rows = () => history().getByRole('listitem')
  await expect.poll(() => rows().allInnerTexts()).toHaveLength(2)
  await expect.poll(() => rows().first().innerText()).toContain('A poster in the rain')
  await button(/^Favourite prompt: A print/).click()
  await expect.poll(() => rows().first().innerText()).toContain('A print on a sunlit table')

  await runAgain(stage)
  // The prompt itself is there again as well, as it was left.
  await expect.poll(() => prompt().inputValue()).toBe('A poster in the rain')
  await button('History').click()
  await expect.poll(() => rows().allInnerTexts()).toHaveLength(2)
  const star = button(/^Favourite prompt: A print/)
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true')
  await stage.window.getByRole('searchbox', { name: 'Search history' }).fill('rain POSTER')
  await expect.poll(() => rows().allInnerTexts()).toHaveLength(1)
  await button('Delete prompt: A poster in the rain').click()
  await expect.poll(() => rows().count()).toBe(0)
  await stage.window.getByRole('searchbox', { name: 'Search history' }).fill('')
  await button(/^A print on a sunlit table/).click()
  await expect.poll(() => prompt().inputValue()).toBe('A print on a sunlit table')
})

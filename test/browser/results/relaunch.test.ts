import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { orderPoster, recipeOn, story } from '../support/recipe-region.ts'
import {
  openStage,
  pastDoublePress,
  runAgain,
  select,
  type Stage,
  type StageOptions,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { region, start, button, orders, variants, done } = recipeOn(() => stage)
const { prompt } = findersOn(() => stage)

async function open(options: StageOptions = {}, ratios: readonly string[] = []): Promise<void> {
  stage = await openStage(options)
  await orderPoster(stage, ratios)
}

test('a relaunch button does what it says, and a dear one asks first', async () => {
  await open({}, ['1:1'])
  await select(stage, ['Poster · 1:1'])
  await runAgain(stage, 'show-recipe')
  await expect.poll(() => hasFocus(start())).toBe(true)
  await runAgain(stage, 'use-recipe')
  await region().getByText('Recipe loaded.').waitFor()
  await runAgain(stage, 'vary')
  await expect.poll(() => orders().length).toBe(2)
  await expect.poll(done).toBe(2)

  await setting({ confirmAbove: 0 })
  await select(stage, ['Poster · 1:1'])
  await runAgain(stage, 'regenerate')
  const question = stage.window.getByRole('alertdialog', { name: 'Confirm the cost' })
  await question.waitFor()
  expect(orders()).toHaveLength(2)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => question.count()).toBe(0)
  expect(orders()).toHaveLength(2)
  await button('Regenerate').click()
  await question.waitFor()
  await pastDoublePress(stage)
  await question.getByRole('button', { name: 'Regenerate 1 picture' }).click()
  await expect.poll(() => orders().length).toBe(3)
})

/** Changes what is kept on this computer; the next start of the plugin finds it. */
async function setting(changes: Record<string, unknown>): Promise<void> {
  await stage.page.evaluate((wanted) => {
    const storage = (globalThis as unknown as Window).playground?.host.storage
    const settings = storage?.get('settings') as Record<string, unknown>
    storage?.set('settings', { ...settings, ...wanted })
  }, changes)
}

test('a relaunch button orders nothing for what is selected later', async () => {
  await open()
  await select(stage, ['Mobile screen'])
  await runAgain(stage, 'regenerate')
  await prompt().waitFor()
  await select(stage, [story])
  await button('Regenerate').waitFor()
  await expect.poll(() => button('Regenerate').isEnabled()).toBe(true)
  await stage.page.waitForTimeout(500)
  expect(orders()).toHaveLength(1)
  await expect.poll(async () => (await variants()).some(({ isPending }) => isPending)).toBe(false)
})

test('without a key Settings come first, say why, and nothing is lost', async () => {
  await open({ hasRelay: false }, ['1:1'])
  await setting({ apiKey: '' })
  await select(stage, ['Poster · 1:1'])
  await runAgain(stage, 'regenerate')
  const settings = stage.window.getByRole('region', { name: 'Settings' })
  await settings.waitFor()
  await stage.window.getByText('Add an API key first: Regenerate needs one.').first().waitFor()
  await settings.getByLabel('API key').fill('sk-playground')
  await settings.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => hasFocus(start())).toBe(true)
  expect(orders()).toHaveLength(1)
  await button('Regenerate').click()
  await expect.poll(() => orders().length).toBe(2)
})

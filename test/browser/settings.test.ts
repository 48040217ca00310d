import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from './support/finders.ts'
import { violations } from './support/axe.ts'
import { windowShown } from './support/plugin-window.ts'
import { openStage, select, type Stage, type StageOptions, tick } from './support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { settings } = findersOn(() => stage)
const within = (name: string) => settings().getByRole('button', { name, exact: true })
const box = (name: string) => settings().getByRole('textbox', { name, exact: true })
const key = () => settings().getByLabel(/^API key( or relay token)?$/)
const advanced = () => within('Advanced')
const tab = (name: string) => stage.window.getByRole('tab', { name })
const link = (place: Locator) => place.getByRole('link', { name: 'Settings' })
const press = (keys: string) => stage.page.keyboard.press(keys)

/** As on the day that the plugin is first opened. */
async function openFirst(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ hasRelay: false, ...options })
  await stage.page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    playground?.host.storage.delete('settings')
    await playground?.run()
  })
  await windowShown(stage.page)
  await settings().waitFor()
}

async function openLater(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ hasRelay: false, ...options })
  await stage.window.getByRole('button', { name: 'Settings' }).click()
  await settings().waitFor()
}

const stored = () =>
  stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    return playground?.host.storage.get('settings') as Record<string, unknown> | undefined
  })

test.each(['light', 'dark'] as const)(
  'the first run asks for the key alone, and names the price, %s',
  async (theme) => {
    await openFirst({ theme })
    expect(await settings().locator('input').count()).toBe(1)
    await expect.poll(() => key().getAttribute('type')).toBe('password')
    await expect.poll(() => hasFocus(key())).toBe(true)
    expect(await settings().getByRole('button').allTextContents()).toEqual([
      'Get an API key',
      'Advanced',
      'Save',
    ])
    await settings()
      .getByText('A picture costs about $0.03 at 1K, $0.04 at 2K, $0.06 at 4K.')
      .waitFor()
    expect(await violations(stage)).toEqual([])
    await advanced().focus()
    await press('Enter')
    for (const name of ['API address', 'Callback URL', 'Confirm runs over ($)', 'Layer names']) {
      await box(name).waitFor()
    }
    await within('Test connection').waitFor()
    await settings().getByText('never in the file').waitFor()
    expect(await violations(stage)).toEqual([])
    await press('Enter')
    await expect.poll(() => box('API address').count()).toBe(0)
    await key().fill('sk-playground')
    await within('Save').click()
    await stage.window.getByRole('textbox', { name: 'Prompt' }).waitFor()
    // What a picture costs stands at the button from now on.
    await stage.window.getByRole('button', { name: 'Settings' }).click()
    await key().waitFor()
    await expect.poll(() => settings().getByText('A picture costs').count()).toBe(0)
  },
)

test('"Advanced" is open where something in it is not as at first', async () => {
  await openLater()
  await expect.poll(() => advanced().getAttribute('aria-expanded')).toBe('true')
  await expect
    .poll(() => box('API address').inputValue())
    .toBe(stage.playground.hiapi?.apiUrl ?? 'none')
})

test('a name pattern that is empty or has an unknown token is refused at its box', async () => {
  await openFirst()
  await key().fill('sk-playground')
  await advanced().click()
  await box('Layer names').fill(' ')
  await advanced().click()
  await within('Save').click()
  // It opens by itself for what is wrong in it.
  await settings().getByText('Enter a name, for example {source} · {target}.').waitFor()
  await expect.poll(() => hasFocus(box('Layer names'))).toBe(true)
  await expect.poll(() => box('Layer names').getAttribute('aria-invalid')).toBe('true')
  await box('Layer names').fill('{source} {date}')
  await press('Enter')
  await settings()
    .getByText('Use only {source}, {target}, {ratio}, {width}, {height} and {copy} in braces.')
    .waitFor()
  await expect.poll(() => box('Layer names').inputValue()).toBe('{source} {date}')
  expect(await violations(stage)).toEqual([])
  expect(await stored()).toBeUndefined()
  await box('Layer names').fill('{target} of {source}')
  await press('Enter')
  await settings().waitFor({ state: 'detached' })
  expect(await stored()).toMatchObject({ namePattern: '{target} of {source}' })
})

test.each(['light', 'dark'] as const)(
  'the key is forgotten only once that was agreed to, by keys, %s',
  async (theme) => {
    await openLater({ theme })
    const question = settings().getByRole('alertdialog', { name: 'Forget key' })
    const forget = within('Forget key')
    await forget.focus()
    await press('Enter')
    await expect.poll(() => hasFocus(question)).toBe(true)
    expect(await violations(stage)).toEqual([])
    await press('Escape')
    await question.waitFor({ state: 'detached' })
    await expect.poll(() => hasFocus(forget)).toBe(true)
    expect(await stored()).toMatchObject({ apiKey: 'sk-playground' })
    await key().fill('sk two words')
    await within('Save').click()
    await settings().getByText('A key has no spaces').waitFor()
    await forget.focus()
    await press('Enter')
    await expect.poll(() => hasFocus(question)).toBe(true)
    await press('Tab')
    await expect
      .poll(() => hasFocus(question.getByRole('button', { name: 'Forget key' })))
      .toBe(true)
    await press('Enter')
    await settings().getByText('Key removed.').waitFor()
    await expect.poll(() => hasFocus(key())).toBe(true)
    await expect.poll(() => key().inputValue()).toBe('')
    expect(await stored()).toMatchObject({ apiKey: '' })
    await settings().getByText('A picture costs').waitFor()
    // What was wrong with the key went with it.
    expect(await settings().getByText('A key has no spaces').count()).toBe(0)
  },
)

test('settings that Figma could not save are told of, though Settings were left', async () => {
  await openLater()
  await stage.page.evaluate(() => {
    const { storage } = (globalThis as unknown as Window).playground?.host ?? {}
    if (storage === undefined) return
    storage.set = () => {
      throw new Error('in setAsync: the disk is full')
    }
  })
  await key().fill('sk-other')
  await within('Save').evaluate((save: HTMLElement) => {
    save.click()
    document.querySelector<HTMLElement>('#tab-variants')?.click()
  })
  await settings().waitFor({ state: 'detached' })
  const alert = stage.window.getByRole('alert')
  const told = 'Figma could not save the settings. Try again.'
  await expect.poll(() => alert.textContent()).toBe(told)
  // It is told in Settings, too, until they are saved again.
  await stage.window.getByRole('button', { name: 'Settings' }).click()
  await within('Save').click()
  await settings().waitFor()
  await expect.poll(() => alert.textContent()).toBe(told)
  expect(await stored()).toMatchObject({ apiKey: 'sk-playground' })
})

test('while Settings are open no tab is the selected one, and keys still move between them', async () => {
  await openLater()
  const selected = () =>
    Promise.all(['Variants', 'Swap'].map((name) => tab(name).getAttribute('aria-selected')))
  await expect.poll(selected).toEqual(['false', 'false'])
  await tab('Variants').focus()
  await press('ArrowRight')
  await expect.poll(() => hasFocus(tab('Swap'))).toBe(true)
  await settings().waitFor()
  await expect.poll(selected).toEqual(['false', 'false'])
  await press('Enter')
  await settings().waitFor({ state: 'detached' })
  await expect.poll(selected).toEqual(['false', 'true'])
})

test('a sentence that names Settings leads there: why nothing can be ordered', async () => {
  await openFirst()
  await stage.window.getByRole('tab', { name: 'Variants' }).click()
  await select(stage, ['Poster'])
  const why = stage.window.locator('#order-note')
  await expect.poll(() => why.textContent()).toBe('Add an API key in Settings.')
  expect(await violations(stage)).toEqual([])
  await link(why).focus()
  await press('Enter')
  await expect.poll(() => hasFocus(key())).toBe(true)
})

test('a sentence that names Settings leads there: what stopped a run', async () => {
  stage = await openStage({ hasRelay: false, hiapi: { badKeys: ['sk-playground'] } })
  await select(stage, ['Poster'])
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a table')
  await tick(stage, ['1:1'])
  await stage.window.getByRole('button', { name: /^Generate/ }).click()
  const alert = stage.window.getByRole('alert')
  await expect.poll(() => alert.textContent()).toContain('Fix the key in Settings.')
  expect(await violations(stage)).toEqual([])
  await link(alert).click()
  await expect.poll(() => hasFocus(key())).toBe(true)
  // There it leads nowhere.
  await expect.poll(() => link(alert).count()).toBe(0)
  await expect.poll(() => alert.textContent()).toContain('Fix the key in Settings.')
})

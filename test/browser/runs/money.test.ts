import { afterEach, expect, test } from 'vitest'
import { findersOn, hasFocus } from '../support/finders.ts'
import { violations } from '../support/axe.ts'
import { windowFrame, windowShown } from '../support/plugin-window.ts'
import {
  openStage,
  openTasks,
  pastDoublePress,
  select,
  type Stage,
  type StageOptions,
  tick,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { button, made, run, settings, tasks } = findersOn(() => stage)
const question = () => stage.window.getByRole('alertdialog', { name: 'Confirm the cost' })
const generate = () => stage.window.getByRole('button', { name: /^Generate/ }).last()
const box = (name: string) => settings().getByRole('textbox', { name, exact: true })

async function prepare(ratios: readonly string[], frames = ['Poster']): Promise<void> {
  await select(stage, frames)
  for (const name of frames) {
    await stage.window.getByRole('list', { name: 'Sources' }).getByText(name).waitFor()
  }
  await stage.window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ratios)
}

async function askAbove(amount: string): Promise<void> {
  await button('Settings').click()
  await box('Confirm runs over ($)').fill(amount)
  await button('Save').click()
  await settings().waitFor({ state: 'detached' })
}

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage(options)
}

test('a run within the limit is ordered unasked', async () => {
  await open()
  await prepare(['1:1', '16:9'])
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => tasks().count()).toBe(2)
  await expect.poll(() => question().count()).toBe(0)
})

test('a dearer run asks first, by keyboard alone: cancelled, then confirmed, ordered once', async () => {
  await open()
  await askAbove('0.05')
  await prepare(['1:1', '16:9'])
  await generate().focus()
  await stage.page.keyboard.press('Enter')
  await question().waitFor()
  await expect
    .poll(() => question().textContent())
    .toContain('This run costs about $0.06, more than the $0.05 you set.')
  await expect.poll(() => hasFocus(question())).toBe(true)
  expect(await violations(stage)).toEqual([])

  await stage.page.keyboard.press('Escape')
  await question().waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(generate())).toBe(true)
  expect(made()).toBe(0)

  // A key that was meant for Generate confirms nothing.
  await pastDoublePress(stage)
  await stage.page.keyboard.press('Enter')
  await stage.page.keyboard.press('Enter')
  await stage.page.keyboard.press('Enter')
  await question().waitFor()
  await expect.poll(() => run().count()).toBe(0)

  await pastDoublePress(stage)
  await stage.page.keyboard.press('Tab')
  await expect
    .poll(() => hasFocus(question().getByRole('button', { name: 'Generate 2 pictures' })))
    .toBe(true)
  await stage.page.keyboard.press('Enter')
  await stage.page.keyboard.press('Enter')
  await openTasks(stage)
  await expect.poll(() => tasks().count()).toBe(2)
  await expect.poll(() => question().count()).toBe(0)
  await expect.poll(made).toBe(2)
})

test('the question can be refused by its button, and goes when the run changes', async () => {
  await open()
  await askAbove('0')
  await prepare(['1:1'])
  await generate().click()
  await expect.poll(() => question().textContent()).toContain('This run costs about $0.03.')
  await question().getByRole('button', { name: 'Cancel' }).click()
  await question().waitFor({ state: 'detached' })
  await pastDoublePress(stage)
  await generate().click()
  await question().waitFor()
  await tick(stage, ['1:1', '9:16'])
  await question().waitFor({ state: 'detached' })
  expect(made()).toBe(0)
})

test.each([
  ['a double click', 0],
  ['two clicks', 250],
])('%s on Generate asks once and orders nothing', async (_, pause) => {
  await open()
  await askAbove('0')
  await prepare(['1:1'])
  const place = await generate().boundingBox()
  if (place === null) throw new Error('Nothing to press.')
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
  if (pause === 0) await stage.page.mouse.dblclick(x, y)
  else {
    await stage.page.mouse.click(x, y)
    await stage.page.waitForTimeout(pause)
    await stage.page.mouse.click(x, y)
  }
  await question().waitFor()
  await stage.page.waitForTimeout(400)
  expect(made()).toBe(0)
  await expect.poll(() => generate().boundingBox()).toEqual(place)
})

test('what a run costs is told target by target, and by which prices', async () => {
  await open()
  await prepare(['1:1', '16:9'])
  const note = stage.window.getByText('2 pictures, about $0.06')
  await note.click()
  const lines = stage.window.getByRole('list', { name: 'Estimate by target' })
  await expect
    .poll(() => lines.getByRole('listitem').allTextContents())
    .toEqual(['1:1: 1 picture, about $0.03', '16:9: 1 picture, about $0.03'])
  expect(await violations(stage)).toEqual([])
  await expect
    .poll(() => note.getAttribute('title'))
    .toMatch(/1:1: 1 picture.*Estimates by the prices of /s)
})

test('the public price list is asked once, without the key, and its prices count', async () => {
  const data = [{ model_name: 'gpt-image-2-image-to-image', base_usd_value: 0.5 }]
  await open({ hiapi: { priceList: { data } } })
  await prepare(['1:1', '16:9'])
  await stage.window.getByText('2 pictures, about $1.00').waitFor()
  const asked = stage.playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'pricing') ?? []
  expect(asked).toHaveLength(1)
  expect(asked[0]?.headers['authorization']).toBeUndefined()
  expect(stage.complaints).toEqual([])
})

test('HiAPI’s own list is read from its web site, of which the manifest lets nothing else be read', async () => {
  await open()
  const { page, window } = stage
  const data = [{ model_name: 'gpt-image-2-image-to-image', base_usd_value: 0.5 }]
  await page
    .context()
    .route('https://www.hiapi.ai/**', (route) =>
      route.fulfill({ json: { data }, headers: { 'access-control-allow-origin': '*' } }),
    )
  const asked = page.waitForResponse('https://www.hiapi.ai/api/pricing')
  await page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    const settings = playground?.host.storage.get('settings') as object
    const apiAddress = 'https://api.hiapi.ai'
    playground?.host.storage.set('settings', { ...settings, apiAddress })
    await playground?.run()
  })
  await asked
  await windowShown(stage.page)
  await prepare(['1:1'])
  await window.getByText('1 picture, about $0.50', { exact: true }).waitFor()
  const read = (path: string) =>
    windowFrame(page).evaluate(
      (url) =>
        fetch(url).then(
          () => 'read',
          () => 'stopped',
        ),
      `https://www.hiapi.ai${path}`,
    )
  await expect.poll(() => read('/api/pricing')).toBe('read')
  await expect.poll(() => read('/api/pricing/of')).toBe('stopped')
  await expect.poll(() => read('/api')).toBe('stopped')
  await expect.poll(() => read('/')).toBe('stopped')
})

test('a list that can’t be read changes nothing, and nobody hears of it', async () => {
  await open({ hiapi: { priceList: 'closed' } })
  await prepare(['1:1'])
  await expect.poll(() => stage.playground.hiapi?.hiapi.count('pricing')).toBe(1)
  await stage.window.getByText('1 picture, about $0.03', { exact: true }).waitFor()
  expect(stage.complaints).toEqual([])
  await expect.poll(() => stage.window.getByRole('alert').textContent()).toBe('')
})

test('the money of the newest run, and of the month', async () => {
  await open()
  await prepare(['1:1', '16:9'])
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count()).toBe(2)
  await stage.window.getByText('$0.06 this run').waitFor()
  await stage.window.getByText('$0.06 this month').waitFor()
  await pastDoublePress(stage)
  await tick(stage, ['9:16'])
  await generate().click()
  // From what the others took it is known how long it will take.
  await run()
    .getByText(/^0 of 1 · seconds left$/)
    .waitFor()
  await openTasks(stage)
  await stage.window.getByText('$0.03 this run').waitFor()
  const month = stage.window.getByText('$0.09 this month')
  await month.waitFor()
  await expect
    .poll(() => month.locator('..').getAttribute('title'))
    .toMatch(/^3 pictures this month/)
})

test('no time is promised while a run is held up', async () => {
  await open({ hasRelay: false })
  await prepare(['1:1'])
  await generate().click()
  await openTasks(stage)
  await expect.poll(() => tasks().filter({ hasText: 'Done' }).count()).toBe(1)
  const broke = { on: 'create', fault: { kind: 'error', status: 402 } } as const
  stage.playground.hiapi?.hiapi.faults.add(broke)
  await pastDoublePress(stage)
  await tick(stage, ['9:16'])
  await generate().click()
  await stage.window.getByRole('alert').getByText('Out of HiAPI credit.').waitFor()
  const line = run().getByRole('button', { name: /^Pictures/ })
  await expect.poll(() => line.textContent()).toBe('Pictures 0 of 1')
})

test('settings: a bad amount is said and loses nothing; names and section are kept', async () => {
  await open()
  await button('Settings').click()
  await box('Confirm runs over ($)').fill('plenty')
  await box('Layer names').fill('{target} of {source}')
  await settings().getByText('For example: Instagram story of Poster').waitFor()
  await settings().getByRole('checkbox', { name: 'Wrap each run in a section' }).check()
  await button('Save').click()
  await settings()
    .getByText(/^Enter US dollars/)
    .waitFor()
  await expect.poll(() => box('Confirm runs over ($)').inputValue()).toBe('plenty')
  await expect.poll(() => box('Layer names').inputValue()).toBe('{target} of {source}')
  expect(await violations(stage)).toEqual([])
  await box('Confirm runs over ($)').fill('$ 2,5')
  await button('Save').click()
  await settings().waitFor({ state: 'detached' })
  await button('Settings').click()
  await expect.poll(() => box('Confirm runs over ($)').inputValue()).toBe('2.50')
  await expect.poll(() => box('Layer names').inputValue()).toBe('{target} of {source}')
  const section = settings().getByRole('checkbox', { name: 'Wrap each run in a section' })
  await expect.poll(() => section.isChecked()).toBe(true)
})

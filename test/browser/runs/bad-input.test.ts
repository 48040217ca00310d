import type { Locator } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import type { FaultRule } from '../../hiapi/faults/faults.ts'
import { findersOn } from '../support/finders.ts'
import { windowShown } from '../support/plugin-window.ts'
import {
  openRatios,
  openStage,
  openTasks,
  select,
  type Stage,
  type StageOptions,
  tick,
} from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { generate } = findersOn(() => stage)
const prompt = () => stage.window.getByRole('textbox', { name: 'Prompt' })
const item = () => stage.window.getByRole('list', { name: 'Tasks' }).getByRole('listitem')
const tasks = () => stage.playground.hiapi?.hiapi.tasks.size

/** For answers of HiAPI's that no window sees through a relay: about its key, its balance, and CORS. */
const direct: StageOptions = { hasRelay: false }

/** Why Generate can't be pressed, as assistive technology hears it. */
async function reason(): Promise<string | null> {
  await expect.poll(() => generate().isDisabled()).toBe(true)
  const note = (await generate().getAttribute('aria-describedby')) ?? ''
  return stage.window.locator(`#${note}`).textContent()
}

async function order(options: StageOptions = {}): Promise<void> {
  stage = await openStage(options)
  await select(stage, ['Poster'])
  await prompt().fill('A print on a sunlit table')
  await tick(stage, ['1:1'])
  await generate().click()
  await openTasks(stage)
}

/** Copies a text in the page around the plugin, and pastes it into a box of the plugin's. */
async function paste(text: string, box: Locator): Promise<void> {
  const area = await stage.page.evaluateHandle((copied) => {
    const element = document.createElement('textarea')
    document.body.append(element)
    element.value = copied
    // The playground would copy the selected frames.
    element.addEventListener('copy', (event) => event.stopPropagation())
    element.select()
    return element
  }, text)
  await stage.page.keyboard.press('ControlOrMeta+c')
  await area.evaluate((element) => element.remove())
  await box.press('ControlOrMeta+v')
}

test('what is missing for a run is said, one thing at a time', async () => {
  stage = await openStage()
  await select(stage, [])
  await expect.poll(reason).toBe('Select a frame.')
  await select(stage, ['AURORA ONE'])
  await stage.window.getByText('Text layer. Its frame is used').waitFor()
  await expect.poll(reason).toBe('Write a prompt.')
  await select(stage, ['Poster'])
  await expect.poll(reason).toBe('Write a prompt.')
  await prompt().fill('x'.repeat(20_001))
  await expect.poll(reason).toBe('The prompt is over 20,000 characters.')
  await stage.window.getByText('20,001/20,000').waitFor()
  await prompt().fill('A print')
  await expect.poll(reason).toBe('Choose what to deliver.')
})

test('what is too small, or too long for the model to read, is said of each before paying', async () => {
  stage = await openStage()
  await select(stage, [])
  await stage.page.evaluate(() => {
    const { document } = (globalThis as unknown as Window).playground ?? {}
    document?.set(document.byName('Poster'), { width: 1440, height: 30_000 })
    document?.set(document.byName('Card'), { width: 1, height: 1 })
  })
  await select(stage, ['Poster', 'Card'])
  const source = (name: string) =>
    stage.window
      .getByRole('list', { name: 'Sources' })
      .getByRole('listitem')
      .filter({ hasText: name })
  await source('Poster').getByText('The model sees only 197 × 4,096 px').waitFor()
  await source('Card').getByText('Too small. Enlarge it').waitFor()
  await stage.window.getByText('Small text may be lost. Split it').waitFor()
  await stage.window.getByRole('tab', { name: 'Swap' }).click()
  const layer = (name: string) =>
    stage.window
      .getByRole('list', { name: 'Layers' })
      .getByRole('listitem')
      .filter({ hasText: name })
  await layer('Poster').getByText('The model sees only 197 × 4,096 px').waitFor()
  await layer('Card').getByText('Too small. Enlarge it first.').waitFor()
})

test('a ratio that a resolution lacks is disabled, and the window says at which it exists', async () => {
  stage = await openStage()
  await openRatios(stage)
  await stage.window.getByRole('radio', { name: '4K' }).check()
  await expect
    .poll(() => stage.window.getByRole('checkbox', { name: '3:1' }).isDisabled())
    .toBe(true)
  await stage.window.getByText('Auto, 3:1, 1:3 and 9:21: 1K only.').waitFor()
  await expect
    .poll(() => stage.window.getByRole('checkbox', { name: '4:5' }).isDisabled())
    .toBe(false)
})

test('without a key, Settings open by themselves, and a run is possible after saving one', async () => {
  stage = await openStage()
  await stage.page.evaluate(async () => {
    const { playground } = globalThis as unknown as Window
    playground?.host.storage.delete('settings')
    await playground?.run()
  })
  await windowShown(stage.page)
  const settings = stage.window.getByRole('region', { name: 'Settings' })
  await settings.waitFor()
  await settings.getByRole('button', { name: 'Get an API key' }).waitFor()
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('Paste your API key.').waitFor()
  await settings.getByLabel('API key').fill('sk new key')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('A key has no spaces').waitFor()
  await settings.getByLabel('API key').fill('')
  await paste('HIAPI_KEY="sk-\n  new\u200b",', settings.getByLabel('API key'))
  await settings.getByRole('button', { name: 'Advanced' }).click()
  await settings.getByLabel('API address').fill('http://example.com')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('Enter an address that begins with https://').waitFor()
  await settings.getByLabel('API address').fill('https://me:secret@api.hiapi.ai')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('Remove the user name and the password').waitFor()
  await settings
    .getByLabel('API address')
    .fill(`${stage.playground.hiapi?.apiUrl ?? ''}/v1/tasks?x=1`)
  await settings.getByLabel('Callback URL').fill('http://example.com/done')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('Enter a URL that begins with https://').waitFor()
  await settings.getByLabel('Callback URL').fill('')
  await settings.getByLabel('Callback URL').press('Enter')
  await prompt().waitFor()
  const saved = await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    return playground?.host.storage.get('settings')
  })
  expect(saved).toMatchObject({ apiKey: 'sk-new', apiAddress: stage.playground.hiapi?.apiUrl })
  // HiAPI does not say how it counts: the strictest way is used.
  await prompt().fill('🌇'.repeat(10_001))
  await stage.window.getByText('20,002/20,000').waitFor()
})

test('a wrong key stops the run with one sentence, and a corrected one goes on', async () => {
  await order({ ...direct, hiapi: { badKeys: ['sk-playground'] } })
  const alert = stage.window.getByRole('alert')
  await expect.poll(() => alert.textContent()).toContain('HiAPI does not accept the API key.')
  await expect.poll(() => item().textContent()).toContain('Waiting')
  await stage.window.getByRole('button', { name: 'Settings' }).click()
  const settings = stage.window.getByRole('region', { name: 'Settings' })
  await settings.getByLabel('API key').fill('sk-right')
  await settings.getByRole('button', { name: 'Save' }).click()
  await item().filter({ hasText: 'Done' }).waitFor()
  expect(tasks()).toBe(1)
})

test('no balance stops the run, says that nothing was charged, and offers to go on', async () => {
  await order({ ...direct, hiapi: { brokeKeys: ['sk-playground'] } })
  const alert = stage.window.getByRole('alert')
  await expect
    .poll(() => alert.textContent())
    .toMatch(
      /^Out of HiAPI credit\..* Unsent pictures wait and cost nothing\. Top up, then continue\./,
    )
  await stage.window.getByRole('button', { name: 'Continue' }).waitFor()
  await stage.window.getByRole('button', { name: 'Top up' }).waitFor()
  expect(tasks()).toBe(0)
})

test.each([
  [
    'a refused prompt',
    { on: 'task', fault: { kind: 'fails', message: 'content_policy: no' } },
    'HiAPI’s safety rules refused the prompt or the picture. HiAPI says: “content_policy: no”. HiAPI may have charged for it.',
  ],
  [
    'a refused request',
    { on: 'create', fault: { kind: 'error', status: 400, message: 'prompt is odd' } },
    'HiAPI rejected this: “prompt is odd”. It cost nothing.',
  ],
  [
    'broken bytes',
    { on: 'picture', fault: { kind: 'picture-truncated' } },
    'The picture can’t be read. HiAPI charges for it. Retry downloads it again and costs nothing.',
  ],
] as [string, FaultRule, string][])(
  '%s fails the job in one clear sentence',
  async (_, rule, words) => {
    await order({ hiapi: { faults: [rule] } })
    await item().filter({ hasText: 'Failed' }).waitFor()
    await expect.poll(() => item().textContent()).toContain(words)
    await item().getByRole('button', { name: 'Retry' }).waitFor()
  },
)

test.each(['webp', 'avif'] as const)('a %s is made into what Figma takes', async (format) => {
  await order({ hiapi: { faults: [{ on: 'task', fault: { kind: 'picture-format', format } }] } })
  await item().filter({ hasText: 'Done' }).waitFor({ timeout: 30_000 })
})

test('a preflight that is refused is told apart from a server that is down', async () => {
  const fault = { kind: 'preflight-refused', headers: 'all' } as const
  await order({ ...direct, hiapi: { faults: [{ on: 'preflight', fault }] } })
  const alert = stage.window.getByRole('alert')
  await expect
    .poll(() => alert.textContent(), { timeout: 30_000 })
    .toContain('does not let the plugin reach this address')
  expect(tasks()).toBe(0)
})

test('a variant that is deleted while its picture is made is placed again', async () => {
  await order()
  await item()
    .filter({ hasText: /Queued|Generating/ })
    .waitFor()
  await stage.page.evaluate(() => {
    const { playground } = globalThis as unknown as Window
    playground?.person.remove(playground.frameByName('Poster · 1:1'))
  })
  await item().filter({ hasText: 'Failed' }).waitFor({ timeout: 30_000 })
  await item().getByText('The frame or layer for this picture was deleted.').waitFor()
  await item().getByRole('button', { name: 'Place again' }).click()
  await item().filter({ hasText: 'Done' }).waitFor({ timeout: 30_000 })
  await item().getByRole('button', { name: 'Show' }).click()
  const selected = () =>
    stage.page.evaluate(() => {
      const { document } = (globalThis as unknown as Window).playground ?? {}
      return document?.selection().map((id) => document.node(id).props.name)
    })
  await expect.poll(selected).toEqual(['Poster · 1:1'])
  expect(tasks()).toBe(1)
})

test('a picture at a host that is not listed is kept, and the host is named', async () => {
  await order({ hiapi: { faults: [{ on: 'task', times: 1, fault: { kind: 'unlisted-host' } }] } })
  const alert = stage.window.getByRole('alert')
  await expect.poll(() => alert.textContent(), { timeout: 30_000 }).toMatch(/127\.0\.0\.1:\d+/)
  await item().getByText('HiAPI charges for it.').waitFor()
  await item().getByText('Retry downloads it again').waitFor()
})

test('offline, the run waits and says so, and goes on by itself when the network is back', async () => {
  stage = await openStage()
  await select(stage, ['Poster'])
  await prompt().fill('A print on a sunlit table')
  await tick(stage, ['1:1'])
  await stage.page.context().setOffline(true)
  await generate().click()
  await openTasks(stage)
  const alert = stage.window.getByRole('alert')
  await expect.poll(() => alert.textContent(), { timeout: 30_000 }).toContain('offline')
  expect(tasks()).toBe(0)
  await stage.page.context().setOffline(false)
  await item().filter({ hasText: 'Done' }).waitFor({ timeout: 30_000 })
  expect(tasks()).toBe(1)
})

import { afterEach, expect, test } from 'vitest'
import { type FrameMode, openStage, openTasks, select, type Stage, tick } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

test.each(['srcdoc', 'data'] as FrameMode[])(
  'in a %s frame, two frames in three ratios become six variants',
  async (mode) => {
    stage = await openStage({ mode, engine: 'quickjs', isPatient: true })
    const { window, playground, way } = stage
    await select(stage, ['Poster', 'Card'])
    await window.getByRole('list', { name: 'Sources' }).getByText('Card').waitFor()
    await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
    await tick(stage, ['1:1', '16:9', '9:16'])
    await window.getByRole('button', { name: 'Generate 6 pictures' }).click()
    await openTasks(stage)

    const items = window.getByRole('list', { name: 'Tasks' }).getByRole('listitem')
    await expect.poll(() => items.count()).toBe(6)
    await expect.poll(() => items.filter({ hasText: 'Done' }).count(), { timeout: 40_000 }).toBe(6)
    await expect.poll(() => window.getByRole('status').textContent()).toContain('6 of 6')

    const variants = await stage.page.evaluate(() => {
      const { document } = (globalThis as unknown as Window).playground ?? {}
      return (document?.node(document.currentPage).children ?? []).flatMap((id) => {
        const { name = '', width = 0, height = 0 } = document?.node(id).props ?? {}
        return name.includes(' · ') ? [{ name, ratio: width / height }] : []
      })
    })
    expect(variants.map(({ name }) => name).sort()).toEqual(
      ['Card', 'Poster'].flatMap((name) => ['16:9', '1:1', '9:16'].map((r) => `${name} · ${r}`)),
    )
    for (const { name, ratio } of variants) {
      const [a = 0, b = 0] = (name.split(' · ')[1] ?? '').split(':').map(Number)
      expect(ratio).toBe(a / b)
    }
    const posts = playground.hiapi?.hiapi.requests.filter(({ op }) => op === 'create') ?? []
    expect(posts.map(({ status }) => status)).toEqual(Array(6).fill(200))
    const origins = { plain: Array(6).fill('null'), relay: Array(6).fill(undefined) }
    expect(posts.map(({ origin }) => origin)).toEqual(origins[way])
    expect(stage.complaints).toEqual([])
  },
)

test('the key goes to the API alone: not into the document, a message, a log or an address', async () => {
  stage = await openStage()
  const { window, page, playground, way } = stage
  const key = playground.relay?.token ?? 'sk-secret-in-chromium'
  await window.getByRole('button', { name: 'Settings' }).click()
  const settings = window.getByRole('region', { name: 'Settings' })
  await settings
    .getByRole('textbox', { name: 'API key' })
    .or(settings.getByLabel('API key'))
    .fill(key)
  await settings.getByRole('button', { name: 'Save' }).click()
  await select(stage, ['Poster'])
  await window.getByRole('textbox', { name: 'Prompt' }).fill('A print on a sunlit table')
  await tick(stage, ['1:1'])
  await window.getByRole('button', { name: /^Generate/ }).click()
  await openTasks(stage)
  await window.getByRole('listitem').filter({ hasText: 'Done' }).waitFor({ timeout: 40_000 })

  const document = await page.evaluate(() =>
    JSON.stringify((globalThis as unknown as Window).playground?.document.toJSON()),
  )
  expect(document.length).toBeGreaterThan(10_000)
  expect(document).not.toContain(key)
  await expect.poll(() => window.locator('body').innerText()).not.toContain(key)
  expect(stage.complaints.join()).not.toContain(key)
  expect(stage.addresses.join()).not.toContain(key)
  const carriers = (playground.hiapi?.hiapi.requests ?? []).filter(
    ({ headers }) => headers['authorization'] === `Bearer ${key}`,
  )
  // The API is asked once whether it is a relay, by whoever has the key.
  const asked = carriers.filter(({ path }) => path !== '/v1/relay').map(({ op }) => op)
  const carried = { plain: ['create', 'get'], relay: [] }
  expect(new Set(asked)).toEqual(new Set(carried[way]))
  for (const { op, headers } of playground.hiapi?.hiapi.requests ?? []) {
    if (op === 'picture') expect(JSON.stringify(headers)).not.toContain(key)
  }
})

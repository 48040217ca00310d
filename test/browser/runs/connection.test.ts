import { afterEach, expect, test } from 'vitest'
import type { ServerOptions } from '../../hiapi/server.ts'
import { findersOn } from '../support/finders.ts'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const { settings } = findersOn(() => stage)
const button = () => settings().getByRole('button', { name: 'Test connection', exact: true })
const said = () => settings().getByRole('status').textContent()

async function openSettings(hiapi: ServerOptions = {}): Promise<void> {
  stage = await openStage({ hiapi, hasRelay: false, isPatient: true })
  await stage.window.getByRole('button', { name: 'Settings' }).click()
  await settings().waitFor()
}

test('a connection that works is said to, by free requests, with the fields as they stand', async () => {
  await openSettings({ badKeys: ['sk-wrong'] })
  await settings().getByLabel('API key').fill('sk-wrong')
  await button().click()
  await expect.poll(said).toContain('HiAPI does not accept the API key')
  // What was found is not true of another key.
  await settings().getByLabel('API key').fill('sk-other')
  await expect.poll(() => said()).toBe('')
  await button().click()
  await expect.poll(said).toContain('Connected. Save to continue.')
  const hiapi = stage.playground.hiapi?.hiapi
  expect(hiapi?.requests.map(({ headers }) => headers['authorization'])).toContain(
    'Bearer sk-other',
  )
  expect(hiapi?.count('create')).toBe(0)
})

test('a field that can’t be right is said before anything is sent', async () => {
  await openSettings()
  await settings().getByLabel('API key').fill('')
  await button().click()
  await settings().getByText('Paste your API key.').waitFor()
  const requests = stage.playground.hiapi?.hiapi.requests ?? []
  // The price list, which is public, is read whatever the settings are; and whether a relay is there.
  const isOfStart = ({ op, path }: (typeof requests)[number]) =>
    op === 'pricing' || path === '/v1/relay'
  expect(requests.filter((request) => !isOfStart(request))).toEqual([])
})

test('while it waits for an answer, the button says so and keeps the focus', async () => {
  await openSettings({ faults: [{ on: 'list', fault: { kind: 'hang' } }] })
  await button().click()
  const busy = settings().getByRole('button', { name: 'Testing…' })
  await busy.waitFor()
  await expect.poll(() => busy.getAttribute('aria-busy')).toBe('true')
  await expect.poll(() => busy.isDisabled()).toBe(true)
  await expect
    .poll(() => busy.evaluate((element) => element === element.ownerDocument.activeElement))
    .toBe(true)
})

test.each([
  ['all', 'The server lets no plugin read its answers'],
  ['idempotency-key', 'blocks what keeps a picture from being charged twice'],
] as const)('a preflight that refuses %s is told by what it stops', async (headers, words) => {
  const fault = { kind: 'preflight-refused', headers } as const
  await openSettings({ faults: [{ on: 'preflight', fault }] })
  await button().click()
  await expect.poll(said).toContain(words)
})

test('a host that is not on the allow-list is told by name of the list', async () => {
  await openSettings()
  await settings().getByLabel('API address').fill('https://relay.example')
  await button().click()
  await expect.poll(said).toContain('not on the plugin’s allow-list')
})

test('a server that is down is told apart from one that answers with errors', async () => {
  await openSettings({ faults: [{ on: 'list', times: 1, fault: { kind: 'error', status: 503 } }] })
  await button().click()
  await expect.poll(said).toContain('HiAPI is not available just now')
  await stage.playground.hiapi?.close()
  await button().click()
  await expect.poll(said).toContain('The API address can’t be reached')
})

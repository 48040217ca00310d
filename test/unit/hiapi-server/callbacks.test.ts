import { expect, test } from 'vitest'
import type { WebhookFault } from '../../hiapi/faults/faults.ts'
import type { Told } from '../../hiapi/api/webhook.ts'
import { openSite } from './site.ts'
import { startServer } from './start.ts'
import { order } from './support.ts'

const withCallback = (url: string) => order({}, { callback: { url: `${url}/done` } })

/** Each end that a receiver was told, in the order in which it was. */
async function toldWith(fault: WebhookFault, wanted: number) {
  const site = await openSite()
  const server = await startServer({ faults: [{ on: 'webhook', fault }] })
  await server.order(withCallback(site.url))
  await expect.poll(() => server.told.filter(({ status }) => status > 0).length).toBe(wanted)
  const statuses = site.visits.map(({ text }) => (JSON.parse(text) as { status: string }).status)
  return { statuses, told: server.told }
}

test('one end is told as often as it is said, at the same moment', async () => {
  const { statuses, told } = await toldWith({ kind: 'webhook-duplicate', copies: 20 }, 20)
  expect(statuses).toEqual(Array(20).fill('success'))
  expect(told.every(({ attempt, text }) => attempt === 0 && text === told[0]?.text)).toBe(true)
})

test('an end is told late, by the time that is said', async () => {
  const { told } = await toldWith({ kind: 'webhook-late', ms: 60 }, 1)
  const [{ at, endedAt } = { at: 0, endedAt: 0 }] = told
  expect(at - endedAt).toBeGreaterThanOrEqual(59)
})

test('after success comes fail, and after fail success', async () => {
  const { statuses } = await toldWith({ kind: 'webhook-opposite' }, 2)
  expect(statuses).toEqual(['success', 'fail'])
  const site = await openSite()
  const server = await startServer({
    faults: [
      { on: 'webhook', fault: { kind: 'webhook-opposite' } },
      { on: 'task', fault: { kind: 'fails', message: 'No.' } },
    ],
  })
  await server.order(withCallback(site.url))
  await expect.poll(() => site.visits.length).toBe(2)
  expect(site.visits.map(({ text }) => JSON.parse(text) as unknown)).toMatchObject([
    { status: 'fail', error: { message: 'No.' } },
    { status: 'success', output: [{ type: 'image' }] },
  ])
})

test('an end that is never told is not told later either', async () => {
  const site = await openSite()
  const server = await startServer({
    webhook: { attemptsMs: [0, 1, 2] },
    faults: [{ on: 'webhook', times: 1, fault: { kind: 'webhook-never' } }],
  })
  const silent = await server.order(withCallback(site.url))
  const second = await server.order(withCallback(site.url))
  const third = await server.order(withCallback(site.url))
  await expect.poll(() => site.visits.length).toBe(2)
  expect(server.told.map(({ task }) => task).sort()).toEqual([second, third].sort())
  expect((await server.look(silent)).status).toBe('success')
})

test('attempts are made at the times that are given, until one is taken', async () => {
  let visits = 0
  const site = await openSite(() => ({ status: (visits += 1) < 3 ? 503 : 204 }))
  const server = await startServer({ webhook: { attemptsMs: [0, 40, 80, 120] } })
  await server.order(withCallback(site.url))
  await expect.poll(() => server.told.map(({ status }) => status)).toEqual([503, 503, 204])
  expect(server.told.map(({ attempt }) => attempt)).toEqual([0, 1, 2])
  const after = ({ at, endedAt }: Told) => at - endedAt
  const [first, second, third] = server.told.map(after)
  expect(second).toBeGreaterThanOrEqual(39)
  expect(third).toBeGreaterThanOrEqual(78)
  expect(first).toBeLessThan(second ?? 0)
})

test('a receiver that nobody reaches is told no more than as often as was to be tried', async () => {
  const server = await startServer({ webhook: { attemptsMs: [0, 1] } })
  await server.order(order({}, { callback: { url: 'http://localhost:9/nobody' } }))
  await expect.poll(() => server.told.map(({ status }) => status)).toEqual([0, 0])
  expect(server.told.map(({ attempt }) => attempt)).toEqual([0, 1])
})

test('the end is told before the answer of the order has left', async () => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  const site = await openSite(async () => {
    await held
    return { status: 204 }
  })
  const server = await startServer({ faults: [{ on: 'create', fault: { kind: 'told-first' } }] })
  let answered = false
  const ordered = server.order(withCallback(site.url)).then((id) => {
    answered = true
    return id
  })
  await expect.poll(() => site.visits.length).toBe(1)
  expect(answered).toBe(false)
  letGo()
  const task = await ordered
  expect(JSON.parse(site.visits[0]?.text ?? '')).toMatchObject({ taskId: task, status: 'success' })
})

test('the answer of an order without a callback is not held back', async () => {
  const server = await startServer({ faults: [{ on: 'create', fault: { kind: 'told-first' } }] })
  expect(await server.order(order())).toMatch(/^tk-hiapi-/)
})

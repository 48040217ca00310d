import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHiapi } from '../../hiapi/api/api.ts'
import { FailureId } from '../../playground/failures/failures.ts'
import { createSwitchboard } from '../../playground/failures/switchboard.ts'
import { type Playground, startPlayground } from '../../playground/server.ts'
import { answer, idOf, order, setUp } from '../hiapi-server/support.ts'

const on = (...ids: FailureId[]) => {
  const all = setUp()
  const switchboard = createSwitchboard(all.hiapi.faults)
  switchboard.set(ids)
  return { ...all, switchboard }
}

test.each([
  ['out-of-balance', 402],
  ['refused', 400],
  ['rate-limited', 429],
] as const)('%s: a create is answered with %i, and taken once it is off', async (id, status) => {
  const { post, switchboard } = on(id)
  expect((await post(order())).status).toBe(status)
  switchboard.set([])
  expect((await post(order())).status).toBe(200)
})

test('slow: no task ends, seen by its id or in the list, until it is off', async () => {
  const { get, pass, post, switchboard } = on('slow')
  const id = idOf(await post(order()))
  pass(60_000)
  expect(answer(await get(`/v1/tasks/${id}`)).data).toMatchObject({ status: 'handling' })
  expect(answer(await get(`/v1/tasks/${id}`)).data.output).toBe(undefined)
  const listed = await get('/v1/tasks')
  expect(answer<{ tasks: unknown[] }>(listed).data.tasks).toMatchObject([{ status: 'handling' }])
  switchboard.set([])
  expect(answer(await get(`/v1/tasks/${id}`)).data.status).toBe('success')
})

test('picture gone: every address has expired, and a fresh one is good once it is off', async () => {
  const { get, pass, picture, post, switchboard } = on('picture-gone')
  const id = idOf(await post(order()))
  pass(60_000)
  const url = async () => answer(await get(`/v1/tasks/${id}`)).data.output?.[0]?.url ?? ''
  expect((await picture(await url())).status).toBe(403)
  expect((await picture(await url())).status).toBe(403)
  switchboard.set([])
  expect((await picture(await url())).status).toBe(200)
})

test('offline: nothing is answered, whatever else is on', async () => {
  const { get, post, switchboard } = on('refused', 'picture-gone', 'offline')
  expect((await post(order())).transport).toEqual({ end: 'reset' })
  expect((await get('/v1/tasks')).transport).toEqual({ end: 'reset' })
  switchboard.set(['refused'])
  expect((await post(order())).status).toBe(400)
})

test('what a test has armed itself stays', async () => {
  const hiapi = createHiapi()
  hiapi.faults.add({ on: 'list', fault: { kind: 'cut' } })
  const switchboard = createSwitchboard(hiapi.faults)
  switchboard.set(FailureId.options)
  switchboard.set([])
  const request = { method: 'GET', path: '', query: new URLSearchParams(), headers: {}, body: '' }
  expect(hiapi.faults.take('list', request)).toEqual({ kind: 'cut' })
})

let playground: Playground
beforeAll(async () => {
  playground = await startPlayground()
}, 60_000)
afterAll(() => playground.close())

test('the list is read, replaced, and refused where it is none', async () => {
  const address = `${playground.url}/failures`
  const put = (body: string) => fetch(address, { method: 'PUT', body })
  const list = async (): Promise<unknown> => (await fetch(address)).json()
  expect(await list()).toEqual([])
  expect(await (await put('["slow","offline","slow"]')).json()).toEqual(['slow', 'offline'])
  for (const body of ['', '{', '"slow"', '["sloth"]', `["slow"${' '.repeat(2_000)}]`]) {
    expect((await put(body)).status).toBe(400)
  }
  expect((await fetch(address, { method: 'POST', body: '[]' })).status).toBe(405)
  expect(await list()).toEqual(['slow', 'offline'])
  await put('[]')
  expect(await list()).toEqual([])
})

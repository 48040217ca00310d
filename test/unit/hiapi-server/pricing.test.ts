import { expect, test } from 'vitest'
import { createHiapi } from '../../hiapi/api/api.ts'
import { priceList } from '../../hiapi/api/price-list.ts'
import { textOf } from '../../hiapi/api/wire.ts'

const ask = (hiapi: ReturnType<typeof createHiapi>, method = 'GET') =>
  hiapi.handle({
    method,
    path: '/api/pricing',
    query: new URLSearchParams(),
    headers: { origin: 'null' },
    body: '',
  })

test('the price list is public: every page may read it, without a key, whatever the limits are', async () => {
  const hiapi = createHiapi({ limits: { requestsPerMinute: 0 } })
  const reply = await ask(hiapi)
  expect(reply.status).toBe(200)
  expect(reply.headers['access-control-allow-origin']).toBe('*')
  expect(JSON.parse(textOf(reply.body))).toEqual(priceList)
  expect(hiapi.count('pricing')).toBe(1)
})

test('a test can put another list in its place; it is only read', async () => {
  const hiapi = createHiapi({ priceList: { data: [] } })
  expect(JSON.parse(textOf((await ask(hiapi)).body))).toEqual({ data: [] })
  expect((await ask(hiapi, 'POST')).status).not.toBe(200)
})

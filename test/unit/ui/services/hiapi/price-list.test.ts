import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { pricesOf } from '../../../../../contract/hiapi/price-list.ts'
import { otherModel } from '../../../../hiapi/api/other-model.ts'
import { namesOf } from '../../../../../contract/hiapi/models/models.ts'
import { expect, test, vi } from 'vitest'
import { resolutions } from '../../../../../contract/model/target.ts'
import { priceListAddress, readPriceList } from '../../../../../ui/services/hiapi/price-list.ts'
import { createPriceList, refreshPrices } from '../../../../../ui/state/prices.ts'
import { priceOf, shippedPrices } from '../../../../../contract/hiapi/models/prices.ts'
import { priceList } from '../../../../hiapi/api/price-list.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'

const [plain, slashed = plain] = namesOf(gptImage2)
const address = 'https://api.hiapi.ai'
const day = Date.UTC(2026, 10, 23, 12)

/** What the list says, by resolution, of the model under its plain name; null where it says nothing. */
async function read(body: unknown, model: string = plain) {
  const listed = await readPriceList(
    { fetch: async () => Response.json(body), clock: createVirtualClock() },
    address,
  )
  const row = listed.get(model)
  return row === undefined ? null : resolutions.map((resolution) => row.get(resolution) ?? null)
}

const rowWith = (fields: object) => ({ data: [{ model_name: plain, ...fields }] })

test('HiAPI’s own list is at one address; a relay is asked under the same path', () => {
  expect(priceListAddress('https://api.hiapi.ai')).toBe('https://www.hiapi.ai/api/pricing')
  expect(priceListAddress('https://api.hiapi.ai/v1/')).toBe('https://www.hiapi.ai/api/pricing')
  expect(priceListAddress('http://localhost:8787')).toBe('http://localhost:8787/api/pricing')
  expect(priceListAddress('https://relay.example/hiapi/v1')).toBe(
    'https://relay.example/api/pricing',
  )
})

test('one plain request: no key, no cookie, no address of the page', async () => {
  const sent: Request[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.push(new Request(input, init))
    return Response.json(priceList)
  }
  await readPriceList({ fetch, clock: createVirtualClock() }, address)
  expect(sent).toHaveLength(1)
  const [request] = sent
  expect(request?.url).toBe('https://www.hiapi.ai/api/pricing')
  expect(request?.method).toBe('GET')
  expect([...(request?.headers.keys() ?? [])]).toEqual([])
  expect(request?.credentials).toBe('omit')
  expect(request?.referrerPolicy).toBe('no-referrer')
})

test('the documented list: base and policies, under both names, routes left alone', async () => {
  expect(await read(priceList)).toEqual([0.03, 0.04, 0.06])
  expect(await read(priceList, slashed)).toEqual([0.03, 0.04, 0.06])
})

test('the first policy whose every rule fits wins, else the base', async () => {
  const policies = [
    { rule: { resolution: { match: '2K' }, background: { with: true } }, usd_value: 9 },
    { rule: { resolution: { match: '2K' } }, usd_value: 0.05 },
    { rule: { input_urls: { with: true }, resolution: { match: '2K' } }, usd_value: 0.07 },
    { rule: { aspect_ratio: { match: '1:1' } }, usd_value: 8 },
    { rule: { input_urls: { with: true }, resolution: { match: '4K' } }, usd_value: '0.08' },
  ]
  expect(await read(rowWith({ base_usd_value: '0.02', policies }))).toEqual([0.02, 0.05, 0.08])
  const always = [{ rule: {}, usd_value: 0.01 }]
  expect(await read(rowWith({ base_usd_value: 0.02, policies: always }))).toEqual([
    0.01, 0.01, 0.01,
  ])
})

test('a policy counts by the fields that the model has', () => {
  const policies = [
    { rule: { input_urls: { with: true } }, usd_value: 9 },
    { rule: { resolution: { match: '2K' } }, usd_value: 8 },
    { rule: { image_urls: { with: true }, quality: { match: 'medium' } }, usd_value: 0.1 },
  ]
  const row = { model_name: otherModel.name, base_usd_value: 0.05, policies }
  const listed = pricesOf({ data: [row] }, [otherModel])
  expect([...(listed.get(otherModel.name)?.values() ?? [])]).toEqual([0.05, 0.1, 0.05])
})

test.each([
  -0.01,
  10.01,
  0,
  -0,
  'free',
  '',
  ' ',
  '0',
  '0.00',
  '0x10',
  '1e-2',
  '+0.03',
  '0,03',
  '0.03 USD',
  '.',
  null,
  Number.MAX_VALUE,
  'NaN',
  'Infinity',
  {},
  [],
  [0.03],
  true,
])('a price of %j is none', async (base_usd_value) => {
  expect(await read(rowWith({ base_usd_value }))).toBeNull()
})

test.each(['0', 0, ' ', '0x10', -1])(
  'a policy’s price of %j is none either, and what is shipped stays for its resolution',
  async (usd_value) => {
    const policies = [{ rule: { resolution: { match: '4K' } }, usd_value }]
    expect(await read(rowWith({ base_usd_value: 0.02, policies }))).toEqual([0.02, 0.02, null])
  },
)

test.each([
  'image',
  'per image',
  'USD / image',
  'usd_per_image',
  'Picture',
  { en: 'per output image', zh: '每张' },
  undefined,
  null,
])('a price in the unit %j is taken', async (base_display_unit) => {
  expect(await read(rowWith({ base_usd_value: ' 0.02 ', base_display_unit }))).toEqual([
    0.02, 0.02, 0.02,
  ])
})

test.each([
  'credits',
  'video',
  '1K images',
  '1000 images',
  'per 1M tokens',
  'image second',
  'CNY / image',
  '每张',
  '',
  'constructor',
  { en: 'per video' },
  { zh: '每张' },
  7,
  ['image'],
])('a price in the unit %j is none', async (base_display_unit) => {
  const policies = [{ rule: {}, usd_value: 0.01 }]
  expect(await read(rowWith({ base_usd_value: 0.02, base_display_unit, policies }))).toBeNull()
})

test('what is no price leaves the shipped one, so that a run is asked about as before', async () => {
  const list = createPriceList()
  const clock = createVirtualClock(day)
  const fetch = async () =>
    Response.json(rowWith({ base_usd_value: '0', base_display_unit: 'image' }))
  await refreshPrices(list, { fetch, clock }, address)
  expect(list.current.value).toBe(shippedPrices)
})

test('an implausible price of one resolution leaves the others', async () => {
  const policies = [{ rule: { resolution: { match: '4K' } }, usd_value: 600 }]
  expect(await read(rowWith({ base_usd_value: 0.02, policies }))).toEqual([0.02, 0.02, null])
})

test('a policy that can’t be read could come before the others: then nothing is believed', async () => {
  const policies = [{ rule: { resolution: { oneOf: ['4K'] } }, usd_value: 0.1 }]
  expect(await read(rowWith({ base_usd_value: 0.02, policies }))).toBeNull()
})

test.each([{}, { data: null }, [], 'text', null, { data: {} }])(
  'an answer of another shape, %j, is thrown',
  async (body) => {
    await expect(read(body)).rejects.toThrow()
  },
)

test('a refusal is thrown, and so is an answer that never comes, after ten seconds', async () => {
  const clock = createVirtualClock()
  const refusing = async () => new Response('', { status: 503 })
  await expect(readPriceList({ fetch: refusing, clock }, address)).rejects.toThrow('503')
  const silent = (_: RequestInfo | URL, init?: RequestInit) =>
    new Promise<Response>((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
    })
  const start = clock.now()
  const late = readPriceList({ fetch: silent, clock }, address)
  await expect(clock.run(late)).rejects.toThrow()
  expect(clock.now() - start).toBe(10_000)
})

test('the store begins with what ships, and takes over what is listed as of that day', () => {
  const list = createPriceList()
  expect(list.current.value).toBe(shippedPrices)
  let changes = 0
  const stop = list.current.subscribe(() => {
    changes += 1
  })
  changes = 0
  list.update(new Map(), day)
  expect(list.current.value).toBe(shippedPrices)
  expect(changes).toBe(0)

  const row = new Map(resolutions.map((resolution, index) => [resolution, index + 1]))
  list.update(new Map([[plain, row]]), day)
  expect(changes).toBe(1)
  expect(list.current.value.trueOn).toBe('2026-11-23')
  expect(resolutions.map((each) => priceOf(gptImage2, each, list.current.value))).toEqual([1, 2, 3])
  stop()
  list.update(new Map([[slashed, row]]), day)
  expect(changes).toBe(1)
})

test('what the list leaves out stays, and so does the day on which it was true', () => {
  const list = createPriceList()
  list.update(new Map([[plain, new Map([['2K', 0.05]])]]), day)
  expect(resolutions.map((each) => priceOf(gptImage2, each, list.current.value))).toEqual([
    0.03, 0.05, 0.06,
  ])
  expect(list.current.value.trueOn).toBe(shippedPrices.trueOn)
})

test('asking for prices never fails, whatever is in the way', async () => {
  const list = createPriceList()
  const clock = createVirtualClock(day)
  const debug = vi.spyOn(console, 'debug').mockReturnValue()
  const broken = async () => {
    throw new TypeError('Failed to fetch')
  }
  await refreshPrices(list, { fetch: broken, clock }, address)
  await refreshPrices(list, { fetch: async () => Response.json('?'), clock }, address)
  await refreshPrices(list, { fetch: broken, clock }, 'no address')
  expect(list.current.value).toBe(shippedPrices)
  expect(debug).toHaveBeenCalledTimes(3)
  debug.mockRestore()
  await refreshPrices(list, { fetch: async () => Response.json(priceList), clock }, address)
  expect(list.current.value).toEqual({ ...shippedPrices, trueOn: '2026-11-23' })
})

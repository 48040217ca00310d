import { expect, test } from 'vitest'
import { ImageHash, TaskId } from '../../../../../contract/model/ids.ts'
import { createUploads } from '../../../../../ui/services/references/uploads.ts'
import { createStandIn, failed, info } from './stand-in.ts'

test('HiAPI’s own address is never asked for a relay, nor is any without a key', async () => {
  const { relay, link, clock } = createStandIn()
  for (const account of [
    { apiAddress: 'https://api.hiapi.ai', apiKey: 'sk-1' },
    { apiAddress: 'https://api.hiapi.ai/v1', apiKey: 'sk-1' },
    { apiAddress: 'https://relay.example', apiKey: '' },
  ]) {
    relay.account = account
    await clock.run(link.look())
    expect(await clock.run(link.known())).toBeNull()
  }
  expect(relay.requests).toEqual([])
})

test('a relay is asked once, whoever wants to know, and again when it is looked at', async () => {
  const { relay, link, clock } = createStandIn()
  const all = await clock.run(Promise.all([link.known(), link.known(), link.look()]))
  expect(all[0]).toEqual(info)
  expect(await clock.run(link.known())).toEqual(info)
  expect(relay.requests).toEqual(['GET /v1/relay'])
  await clock.run(link.look())
  expect(relay.requests).toHaveLength(2)
})

test.each([
  ['404', () => failed(404, 'NOT_FOUND')],
  ['another relay of other people', () => Response.json({ code: 200, data: { relay: 2 } })],
  ['a page', () => new Response('<!doctype html>', { status: 404 })],
])('%s is a plain API', async (_, about) => {
  const { relay, link, clock } = createStandIn()
  relay.about = about
  expect(await clock.run(link.known())).toBeNull()
})

test('a relay that prices what this version does not know, or not all that it knows, is a relay', async () => {
  const { relay, link, clock } = createStandIn()
  const byModel = { newer: { '1K': 0.01, '8K': 0.2 } }
  const prices = { trueOn: '2027-01-01', byModel }
  const money = { ...info.money, prices }
  relay.about = () => Response.json({ code: 200, data: { ...info, money } })
  expect((await clock.run(link.known()))?.money.prices).toEqual(prices)
})

test('a relay that waits for a reason, or hears in a way, that this version does not know is a relay', async () => {
  const { relay, link, clock } = createStandIn()
  const newer = { queue: { paused: 'upkeep' }, reach: { ...info.reach, news: 'socket' } }
  relay.about = () => Response.json({ code: 200, data: { ...info, ...newer } })
  expect(await clock.run(link.known())).toMatchObject(newer)
})

test('an address that does not answer is asked again; a relay that was there stays one', async () => {
  const { relay, link, clock } = createStandIn()
  const { about } = relay
  relay.about = () => failed(503, 'RELAY_DATABASE')
  expect(await clock.run(link.known())).toBeNull()
  relay.about = about
  expect(await clock.run(link.known())).toEqual(info)
  relay.about = () => failed(404, 'NOT_FOUND')
  await clock.run(link.look())
  expect(link.current()).toEqual(info)
})

test('what one token has found says nothing of another', async () => {
  const { relay, link, clock } = createStandIn()
  await clock.run(link.look())
  relay.account = { ...relay.account, apiKey: 'rst_bob_2' }
  expect(link.current()).toBeNull()
  expect(await clock.run(link.known())).toEqual(info)
})

test('a picture is uploaded once, for all that wait for it, and again once it was forgotten', async () => {
  const { relay, relayClient, clock } = createStandIn()
  const uploads = createUploads(relayClient)
  const hash = ImageHash.parse('one')
  const read = () => Promise.resolve({ bytes: new Uint8Array(5), type: 'image/png' })
  const ask = () => uploads.address(info, hash, read)
  expect(await clock.run(Promise.all([ask(), ask(), ask()]))).toEqual(
    Array(3).fill('relay:sha256-5'),
  )
  expect(relay.requests).toEqual(['POST /v1/references'])
  uploads.forget([hash])
  await clock.run(ask())
  expect(relay.requests).toHaveLength(2)
  // Another member has to send it too.
  await clock.run(uploads.address({ ...info, member: { id: 'bob' } }, hash, read))
  expect(relay.requests).toHaveLength(3)
})

test('an upload that is refused orders nothing, and is tried again by the next one', async () => {
  const { relay, relayClient, clock } = createStandIn()
  const uploads = createUploads(relayClient)
  const read = () => Promise.resolve({ bytes: new Uint8Array(5), type: 'image/png' })
  const ask = () => uploads.address(info, ImageHash.parse('one'), read)
  const { upload } = relay
  relay.upload = () => failed(413, 'RELAY_TOO_LARGE')
  await expect(clock.run(ask())).rejects.toMatchObject({ kind: 'too-large', mayExist: false })
  relay.upload = upload
  expect(await clock.run(ask())).toBe('relay:sha256-5')
})

test('a task is stopped only before it is sent', async () => {
  const { relay, relayClient, clock } = createStandIn()
  relay.change('a', 'queued')
  relay.change('b', 'handling')
  expect(await clock.run(relayClient.stop(TaskId.parse('a')))).toBe(true)
  expect(await clock.run(relayClient.stop(TaskId.parse('b')))).toBe(false)
  expect(await clock.run(relayClient.stop(TaskId.parse('c')))).toBe(false)
})

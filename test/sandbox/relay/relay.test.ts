import { afterEach, beforeEach, expect, test } from 'vitest'
import { costOfNewestRun } from '../../../ui/features/tasks/run-cost.ts'
import { addPoster } from '../support/frames.ts'
import { startRelayBetween } from '../support/relay-between.ts'
import { createRig, type Rig } from '../support/rig.ts'

let rig: Rig
let relay: Awaited<ReturnType<typeof startRelayBetween>>
let frame: string

beforeEach(async () => {
  rig = await createRig()
  relay = await startRelayBetween(rig.server.apiUrl)
  rig.settings = {
    ...rig.settings,
    apiAddress: relay.url,
    callbackUrl: 'https://elsewhere.example',
  }
  frame = addPoster(rig.document, 'Poster')
})
afterEach(async () => {
  await rig.close()
  await relay.close()
})

const ends = async () => (await rig.settled()).map(({ state }) => state.name)

test('one source for several shapes is uploaded once, and no callback is asked for', async () => {
  await rig.generate({ frames: [frame], ratios: ['1:1', '16:9', '9:16'] })
  expect(await ends()).toEqual(['done', 'done', 'done'])
  expect(relay.uploads).toBe(1)
  for (const { body } of relay.posts) {
    expect(body).not.toMatch(/callback|data:/)
    expect(body).toContain('relay:sha256-')
  }
  expect(rig.server.hiapi.tasks.size).toBe(3)
})

test('a reference that the relay has lost is uploaded again, and ordered under the same key', async () => {
  relay.losesReferences = true
  await rig.generate({ frames: [frame], ratios: ['1:1'] })
  expect(await ends()).toEqual(['done'])
  expect(relay.uploads).toBe(2)
  expect(new Set(relay.posts.map(({ key }) => key)).size).toBe(1)
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test('a task that the relay has lost is ordered again under the same key, and paid once', async () => {
  relay.forgets = true
  await rig.generate({ frames: [frame], ratios: ['1:1'] })
  expect(await ends()).toEqual(['done'])
  expect(relay.posts).toHaveLength(2)
  expect(new Set(relay.posts.map(({ key }) => key)).size).toBe(1)
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test('a task that the relay has lost is not paid again where the relay refuses it at first', async () => {
  relay.forgets = true
  relay.lacksKey = true
  await rig.generate({ frames: [frame], ratios: ['1:1'] })
  await rig.until(() => rig.engine.snapshot().notice?.kind === 'paused')
  relay.lacksKey = false
  rig.engine.resume()
  const [job] = await rig.settled()
  expect(job?.state.name).toBe('done')
  expect(new Set(relay.posts.map(({ key }) => key)).size).toBe(1)
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test('what the relay has not sent is stopped at no cost, and Retry orders it under another key', async () => {
  relay.holds = true
  await rig.generate({ frames: [frame], ratios: ['1:1'] })
  const [queued] = await rig.until(([job]) => job?.state.name === 'queued')
  if (queued === undefined) throw new Error('no job')
  rig.engine.stop(queued.plan.id)
  await rig.until(([job]) => job?.submission.state === 'unsent' && job.variants[0] === null)
  expect(relay.stopped).toEqual(['/v1/tasks/tk-relay-held'])
  relay.holds = false
  rig.engine.retry(queued.plan.id)
  await rig.until(([job]) => job?.state.name === 'done')
  expect(new Set(relay.posts.map(({ key }) => key)).size).toBe(2)
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test('what HiAPI refuses to the relay costs nothing, and is in no sum', async () => {
  relay.refuses = true
  await rig.generate({ frames: [frame], ratios: ['1:1'] })
  await rig.until(([job]) => job?.submission.state === 'created')
  const jobs = await rig.settled()
  expect(jobs[0]?.state).toMatchObject({ failure: { kind: 'relay-refused' } })
  expect(costOfNewestRun(jobs)).toBe(0)
  await expect
    .poll(async () => (await rig.open()).spending)
    .toMatchObject({ pictures: 0, dollars: 0 })
})

test('another token of the same member is no other account', async () => {
  relay.holds = true
  await rig.generate({ frames: [frame], ratios: ['1:1'] })
  await rig.until(([job]) => job?.state.name === 'queued')
  rig.settings = { ...rig.settings, apiKey: 'rst_ann_rotated' }
  relay.holds = false
  // The relay answers 404 for the held task: it is ordered again, by the new token.
  expect(await ends()).toEqual(['done'])
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

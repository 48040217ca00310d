import { isSettled, taskOf } from '../../../ui/engine/jobs/job.ts'
import { afterEach, expect, test } from 'vitest'
import type { Failure } from '../../../ui/engine/failures/failure.ts'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import type { FaultOn } from '../../hiapi/faults/faults.ts'
import type { ServerOptions } from '../../hiapi/server.ts'
import { branded, declaring, fileOf, flatPng, followed } from '../../images/files.ts'
import { addPage } from '../../host/builders.ts'
import { FigmaError } from '../../host/document/types.ts'
import { addPoster } from '../support/frames.ts'
import { createRig, type Rig } from '../support/rig.ts'
import { frameOf } from '../support/wish.ts'
import { failureText } from '../../../ui/engine/failures/text.ts'

let rig: Rig
afterEach(() => rig.close())

async function start(options: ServerOptions = {}): Promise<string> {
  rig = await createRig(options)
  return addPoster(rig.document, 'Poster')
}

function failureOf(job: Job | undefined): Failure | null {
  return job?.state.name === 'failed' ? job.state.failure : null
}

const tasks = () => rig.server.hiapi.tasks.size

async function run<On extends keyof FaultOn>(on: On, fault: FaultOn[On], times = 1): Promise<Job> {
  const poster = await start()
  rig.server.hiapi.faults.add({ on, fault, times })
  await rig.generate({ frames: [poster] })
  const [job] = await rig.settled()
  if (job === undefined) throw new Error('no job')
  return job
}

const error = (status: number, rest: { message?: string; code?: string } = {}) =>
  ({ kind: 'error', status, ...rest }) as FaultOn['create']

test.each([
  ['503 before it goes well', 'create', error(503)],
  [
    'a rate limit in seconds',
    'create',
    { ...error(429), retryAfter: { as: 'seconds', seconds: 1 } },
  ],
  [
    'a rate limit with a date',
    'create',
    { ...error(429), retryAfter: { as: 'http-date', seconds: 1 } },
  ],
  ['a rate limit without a wish', 'create', error(429)],
  ['HTML instead of JSON', 'create', { kind: 'text', status: 200, body: '<html></html>' }],
  ['a 502 page', 'create', { kind: 'text', status: 502 }],
  ['a reset before the request arrived', 'create', { kind: 'reset' }],
  ['an answer that was lost', 'create', { kind: 'lost' }],
  ['an answer that never comes', 'create', { kind: 'hang' }],
  ['a poll that hangs', 'get', { kind: 'hang' }],
  ['a picture that hangs', 'picture', { kind: 'hang' }],
  ['a success without a task id', 'create', { kind: 'no-task-id' }],
  ['a poll that fails', 'get', error(503)],
  ['a poll that is reset', 'get', { kind: 'reset' }],
  ['a poll that is cut off', 'get', { kind: 'cut' }],
  ['an unknown status word', 'task', { kind: 'status-words', words: { handling: 'pondering' } }],
  ['an output among others', 'task', { kind: 'output', shape: 'mixed' }],
  ['a picture that is a moment late', 'picture', { kind: 'picture-missing' }],
  ['an address that has expired', 'picture', { kind: 'picture-expired' }],
  ['a WebP', 'task', { kind: 'picture-format', format: 'webp' }],
  ['an AVIF', 'task', { kind: 'picture-format', format: 'avif' }],
  [
    'the model by its other name',
    'create',
    { kind: 'model-refused', model: 'gpt-image-2-image-to-image' },
  ],
] as [string, keyof FaultOn, never][])(
  '%s ends with a picture, and one task',
  async (_, on, fault) => {
    const job = await run(on, fault)
    expect(failureOf(job)).toBeNull()
    expect(job.state.name).toBe('done')
    expect(tasks()).toBe(1)
  },
)

test.each([
  ['a refused request', 'create', error(400, { message: 'prompt is odd' }), 'refused', 0],
  ['a body that is too large', 'create', error(413), 'too-large', 0],
  ['a task that fails', 'task', { kind: 'fails', message: 'no luck' }, 'task-failed', 1],
  [
    'a refused prompt',
    'task',
    { kind: 'fails', message: 'violates content_policy' },
    'moderated',
    1,
  ],
  ['an error that is a string', 'task', { kind: 'fails', shape: 'string' }, 'task-failed', 1],
  ['a success without a picture', 'task', { kind: 'output', shape: 'empty' }, 'no-picture', 1],
  ['broken bytes', 'picture', { kind: 'picture-truncated' }, 'picture-broken', 1],
  ['HTML instead of a picture', 'picture', { kind: 'picture-html' }, 'picture-broken', 1],
] as [string, keyof FaultOn, never, string, number][])(
  '%s fails the job with a reason, and loses nothing',
  async (_, on, fault, kind, created) => {
    const job = await run(on, fault)
    expect(failureOf(job)?.kind).toBe(kind)
    expect(tasks()).toBe(created)
    const node = rig.document.node(frameOf(job))
    expect(node.props.name).toBe('Poster · 1:1 (failed)')
    expect(node.props.dashPattern).not.toEqual([])
    expect(rig.recipeOf(node.id).progress).toMatchObject({ state: 'failed' })

    rig.server.hiapi.faults.clear()
    rig.engine.retry(job.plan.id)
    // What a task was created with stays as it is, a missing picture included.
    if (kind === 'no-picture') return
    await rig.until(([again]) => again?.state.name === 'done')
    expect(rig.document.node(node.id).props.name).toBe('Poster · 1:1')
    expect(tasks()).toBe(kind === 'task-failed' || kind === 'moderated' ? 2 : 1)
  },
)

test('a picture over 4096 px is scaled down, one of another ratio is remarked upon', async () => {
  const large = await run('task', { kind: 'picture-oversize' })
  expect(Math.max(large.picture?.width ?? 0, large.picture?.height ?? 0)).toBeGreaterThan(4096)
  expect(large.state.name).toBe('done')
  await rig.close()
  const odd = await run('task', { kind: 'picture-wrong-ratio' })
  expect(odd.state.name).toBe('done')
  expect(odd.remark).toContain('another ratio')
})

const zeros = '\0\0'
const size = { width: 120, height: 120 }

test.each([
  ['a PNG with two zeros behind it', followed(fileOf('png', size), zeros)],
  ['a PNG with a line of text behind it', followed(fileOf('png', size), 'Made with care\n')],
  ['a JPEG with 4 kB behind it', followed(fileOf('jpeg', size), 'a'.repeat(4_096))],
  ['a GIF with zeros behind it', followed(fileOf('gif', size), zeros)],
])('%s is placed, without what is behind it', async (_, bytes) => {
  const job = await run('picture', { kind: 'picture-bytes', bytes })
  expect(job).toMatchObject({ state: { name: 'done' }, picture: size })
  const kept = rig.document.images.hashes().map((hash) => rig.document.images.bytes(hash)?.length)
  const whole = bytes.length - (bytes.at(-1) === 0 ? 2 : bytes.at(-1) === 0x61 ? 4_096 : 15)
  expect(kept).toContain(whole)
  expect(kept).not.toContain(bytes.length)
})

test('an AVIF with another brand before its own is placed', async () => {
  const bytes = branded(fileOf('avif', size), 'mif1')
  const job = await run('picture', { kind: 'picture-bytes', bytes })
  expect(job).toMatchObject({ state: { name: 'done' }, picture: size })
})

const huge = { width: 16_384, height: 16_384 }
const hugeText = 'It has 16,384 × 16,384 pixels.'
const endlessText = 'It has more than 34 MB.'
const bytesOf = (bytes: Uint8Array): FaultOn['picture'] => ({ kind: 'picture-bytes', bytes })
const headers = { location: 'https://storage.example.com/1.png?signature=2' }

test.each<[string, FaultOn['picture'], string, string]>([
  [
    'a PNG of 32 kB that declares too many pixels',
    bytesOf(flatPng(huge)),
    'picture-too-large',
    hugeText,
  ],
  [
    'a WebP that does',
    bytesOf(declaring(fileOf('webp'), 'webp', huge)),
    'picture-too-large',
    hugeText,
  ],
  [
    'an AVIF that does',
    bytesOf(declaring(fileOf('avif'), 'avif', huge)),
    'picture-too-large',
    hugeText,
  ],
  [
    'a body that says it has 600 MB',
    { kind: 'picture-endless', declared: 600_000_000 },
    'picture-too-large',
    endlessText,
  ],
  ['a body that never ends', { kind: 'picture-endless' }, 'picture-too-large', endlessText],
  [
    'an address that redirects to a storage host',
    { kind: 'text', status: 302, headers },
    'picture-redirected',
    'It leads to storage.example.com.',
  ],
])(
  '%s fails plainly, and Retry fetches the picture for nothing',
  async (_, fault, kind, sentence) => {
    const job = await run('picture', fault)
    const failure = failureOf(job)
    if (failure === null) throw new Error('It did not fail')
    expect(failure).toMatchObject({ kind, words: null, remedy: 'download-again' })
    expect(failureText(failure, job)).toContain(sentence)
    expect(rig.server.hiapi.count('picture')).toBe(1)
    rig.engine.retry(job.plan.id)
    await rig.until(([again]) => again?.state.name === 'done')
    expect(tasks()).toBe(1)
  },
)

test('a picture that stalls in its body is fetched again', async () => {
  const job = await run('picture', { kind: 'hang', at: 'body' })
  expect(job.state.name).toBe('done')
  expect(rig.server.hiapi.count('picture')).toBe(2)
})

test.each([
  ['a wrong key', { badKeys: ['sk-rig'] }, 'unauthorised'],
  ['no balance', { brokeKeys: ['sk-rig'] }, 'out-of-balance'],
])(
  '%s stops the run, keeps its jobs, and goes on when it is corrected',
  async (_, options, kind) => {
    const poster = await start(options)
    await rig.generate({ frames: [poster], ratios: ['1:1', '2:3', '3:2'] })
    await rig.until(() => rig.engine.snapshot().notice?.kind === 'paused')
    const { notice } = rig.engine.snapshot()
    expect(notice?.kind === 'paused' && notice.failure.kind).toBe(kind)
    expect(tasks()).toBe(0)
    await rig.until((jobs) => jobs.every(({ state }) => state.name === 'waiting'))
    rig.settings = { ...rig.settings, apiKey: 'sk-corrected' }
    rig.engine.resume()
    const jobs = await rig.settled()
    expect(jobs.map(({ state }) => state.name)).toEqual(['done', 'done', 'done'])
    expect(tasks()).toBe(3)
  },
)

test('an address that the allow-list stops is named, and nothing is sent', async () => {
  const poster = await start()
  const { apiAddress } = rig.settings
  rig.settings = { ...rig.settings, apiAddress: 'http://localhost:1' }
  rig.network = { online: () => true, refusedByPolicy: () => Promise.resolve(true) }
  await rig.generate({ frames: [poster] })
  await rig.until(() => rig.engine.snapshot().notice !== null)
  expect(rig.engine.snapshot().notice).toMatchObject({
    failure: { kind: 'blocked', host: 'localhost:1' },
  })
  rig.settings = { ...rig.settings, apiAddress }
  rig.engine.resume()
  expect((await rig.settled()).map(({ state }) => state.name)).toEqual(['done'])
})

test('offline, the run waits, and goes on when the network is back', async () => {
  const poster = await start()
  const { apiAddress } = rig.settings
  rig.settings = { ...rig.settings, apiAddress: 'http://localhost:1' }
  rig.network = { online: () => false, refusedByPolicy: () => Promise.resolve(false) }
  await rig.generate({ frames: [poster] })
  await rig.until(() => rig.engine.snapshot().notice !== null)
  expect(rig.engine.snapshot().notice).toMatchObject({ failure: { kind: 'offline' } })
  rig.settings = { ...rig.settings, apiAddress }
  rig.engine.resume()
  expect((await rig.settled()).map(({ state }) => state.name)).toEqual(['done'])
  expect(tasks()).toBe(1)
})

test('a resolution that HiAPI refuses for a ratio is replaced, once, at the price of the other', async () => {
  const poster = await start()
  rig.server.hiapi.faults.add({
    on: 'create',
    fault: { kind: 'cell-refused', ratio: '1:1', resolution: '4K' },
  })
  await rig.generate({ frames: [poster], ratios: ['1:1'], resolution: '4K' })
  const [job] = await rig.settled()
  expect(job?.state.name).toBe('done')
  expect(job?.plan.price).toBe(0.04)
  expect(tasks()).toBe(1)
  expect(rig.recipeOf(frameOf(job))).toMatchObject({ request: { resolution: '2K' }, price: 0.04 })
  await expect.poll(async () => (await rig.open()).spending.dollars).toBe(0.04)
})

test('a source that is deleted while its job runs changes nothing', async () => {
  const poster = await start()
  await rig.generate({ frames: [poster] })
  await rig.until(([job]) => job !== undefined && taskOf(job) !== null)
  rig.person.remove(poster)
  expect((await rig.settled()).map(({ state }) => state.name)).toEqual(['done'])
})

test('a variant that is deleted while its job runs comes back with Retry, for one task', async () => {
  const poster = await start()
  await rig.generate({ frames: [poster] })
  const [running] = await rig.until(([job]) => job !== undefined && taskOf(job) !== null)
  rig.person.remove(frameOf(running))
  const [failed] = await rig.settled()
  expect(failureOf(failed)?.kind).toBe('variant-gone')
  if (failed !== undefined) rig.engine.retry(failed.plan.id)
  const [job] = await rig.until(([again]) => again?.state.name === 'done')
  expect(rig.recipeOf(frameOf(job)).progress.state).toBe('done')
  expect(tasks()).toBe(1)
})

test('a picture whose page is deleted while its job runs can be placed on the page that is open', async () => {
  const poster = await start()
  await rig.generate({ frames: [poster] })
  const [running] = await rig.until(([job]) => job !== undefined && taskOf(job) !== null)
  const page = rig.document.currentPage
  const other = addPage(rig.document, 'Other')
  rig.person.setCurrentPage(other)
  rig.person.remove(page)
  const [failed] = await rig.settled()
  expect(failureOf(failed)).toMatchObject({ kind: 'variant-gone', remedy: 'new-frame' })
  if (failed !== undefined) rig.engine.retry(failed.plan.id)
  const [job] = await rig.until(
    ([again]) => again !== undefined && again !== failed && isSettled(again),
  )
  expect(failureOf(job)).toBeNull()
  expect(rig.document.node(frameOf(job)).parent).toBe(other)
  expect(frameOf(job)).not.toBe(frameOf(running))
  expect(tasks()).toBe(1)
})

test('Stop waiting before the request is sent sends nothing and leaves no placeholder', async () => {
  const poster = await start({ brokeKeys: ['sk-rig'] })
  await rig.generate({ frames: [poster], ratios: ['1:1', '2:3', '3:2', '4:3', '3:4', '16:9'] })
  await rig.until(() => rig.engine.snapshot().notice !== null)
  const unsent = rig.engine.snapshot().jobs.filter(({ sentAt }) => sentAt === null)
  rig.engine.stopAll()
  const jobs = await rig.until((all) =>
    all.every(
      ({ state, sentAt, variants }) =>
        state.name === 'stopped' && (sentAt !== null || variants[0] === null),
    ),
  )
  expect(unsent.length).toBeGreaterThan(0)
  expect(jobs.length).toBe(6)
  expect(tasks()).toBe(0)
})

test('Stop waiting for a running task keeps it, and Retry fetches its picture', async () => {
  const poster = await start({ durations: { queued: 50, handling: 400, archiving: 20 } })
  await rig.generate({ frames: [poster] })
  const [running] = await rig.until(([job]) => job !== undefined && taskOf(job) !== null)
  if (running === undefined) throw new Error('no job')
  rig.engine.stop(running.plan.id)
  expect(rig.engine.snapshot().jobs[0]?.state.name).toBe('stopped')
  rig.engine.retry(running.plan.id)
  await rig.until(([job]) => job?.state.name === 'done')
  expect(tasks()).toBe(1)
})

test('a file that Figma refuses is placed as a plain PNG', async () => {
  const poster = await start()
  rig.server.hiapi.faults.add({
    on: 'task',
    fault: { kind: 'picture-format', format: 'jpeg' },
    times: 1,
  })
  await rig.generate({ frames: [poster] })
  await rig.until(([job]) => job?.submission.state === 'created')
  const { images } = rig.document
  const add = images.add.bind(images)
  images.add = (bytes) => {
    if (bytes[0] === 0xff) throw new FigmaError('in createImage: Image type is unsupported')
    return add(bytes)
  }
  const [job] = await rig.settled()
  expect(failureOf(job)).toBeNull()
  expect(job?.state.name).toBe('done')
  expect(tasks()).toBe(1)
})

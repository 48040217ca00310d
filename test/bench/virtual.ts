import { orderFor } from '../sandbox/support/wish.ts'
import { NodeId, PageId } from '../../contract/model/ids.ts'
import { defaultSettings } from '../../contract/model/client-storage/settings.ts'
import { isSettled } from '../../ui/engine/jobs/job.ts'
import { startEngine } from '../../ui/engine/start-engine.ts'
import { createSettingsStore } from '../../ui/state/settings.ts'
import { type Hiapi, type Logged, createHiapi } from '../hiapi/api/api.ts'
import { type VirtualClock, createVirtualClock } from '../hiapi/virtual-clock.ts'
import { virtualFetch } from '../hiapi/virtual.ts'
import { seeded } from '../seeded.ts'
import { apiRequests } from './meter/api-requests.ts'
import { lognormal } from './meter/durations.ts'
import { mostWithin } from './figures.ts'
import { idealWallTime } from './baseline/ideal.ts'
import { dot, plainBodies } from './baseline/plain-bodies.ts'
import { runPlainClient } from './baseline/plain-client.ts'
import { stubCanvas, stubPixels } from './baseline/stub-canvas.ts'

const latencyMs = 120
const documented = { requestsPerMinute: 60, tasksAtOnce: 10 }

export interface Measured {
  readonly wall: number
  readonly requests: number
  readonly refusedPolls: number
  readonly refusedCreates: number
  readonly mostPollsPerMinute: number
  readonly mostPerMinute: number
  /** From the end of a task to our knowing of it; milliseconds, one for each task. */
  readonly lags: readonly number[]
}

export interface VirtualResult {
  readonly ideal: number
  readonly ours: Measured
  readonly plain: Measured
}

/**
 * So many jobs of lognormal length (median 60 s, p95 150 s) under HiAPI's documented limits, in virtual
 * time: the real engine and client, and the plain client, on the same API with the same durations.
 */
export async function measureVirtual(seed: number, jobs: number): Promise<VirtualResult> {
  const durations = lognormal(jobs, { median: 60_000, p95: 150_000 }, seeded(seed))
  return {
    ideal: idealWallTime(durations, documented.tasksAtOnce),
    ours: await measure(durations, seed, runEngine),
    plain: await measure(durations, seed, runPlain),
  }
}

interface Course {
  readonly jobs: number
  readonly clock: VirtualClock
  readonly fetch: typeof fetch
  readonly random: () => number
}

async function measure(
  durations: readonly number[],
  seed: number,
  run: (course: Course) => Promise<void>,
): Promise<Measured> {
  const clock = createVirtualClock()
  const random = seeded(seed + 1)
  let created = 0
  const hiapi = createHiapi({
    now: clock.now,
    random,
    limits: documented,
    keepBodies: false,
    picturesUrl: 'https://cdn.hiapi.ai',
    // The picture counts for nothing here; only its time does.
    paint: () => Promise.resolve(onePixel),
    durations: () => partsOf(durations[created++] ?? 0),
  })
  const start = clock.now()
  await clock.run(
    run({
      jobs: durations.length,
      clock,
      random,
      fetch: virtualFetch(hiapi, clock, { latencyMs }),
    }),
  )
  return { wall: clock.now() - start, lags: lagsOf(hiapi), ...requestsOf(hiapi) }
}

function partsOf(duration: number) {
  return { queued: duration * 0.05, handling: duration * 0.93, archiving: duration * 0.02 }
}

/** Both clients download a picture as soon as they know that its task has ended. */
function lagsOf(hiapi: Hiapi): number[] {
  return hiapi.requests
    .filter(({ op }) => op === 'picture')
    .map(({ at, path }) => at - (hiapi.tasks.get(path.split('/')[2] ?? '')?.endsAt ?? Number.NaN))
}

function requestsOf(hiapi: Hiapi) {
  const log = apiRequests(hiapi)
  const polls = log.filter(({ op }) => op !== 'create')
  const refused = log.filter(({ status }) => status === 429)
  return {
    requests: log.length,
    refusedPolls: refused.filter(({ op }) => op !== 'create').length,
    refusedCreates: refused.filter(({ op }) => op === 'create').length,
    mostPollsPerMinute: mostWithin(polls.map(timeOf), 60_000),
    mostPerMinute: mostWithin(log.map(timeOf), 60_000),
  }
}

const timeOf = ({ at }: Logged) => at

const source = {
  usable: true as const,
  id: NodeId.parse('1:2'),
  page: PageId.parse('0:1'),
  name: 'Poster',
  bounds: { x: 0, y: 0, width: 600, height: 600 },
}
/** What stands for every finished picture. */
const onePixel = new Uint8Array(Buffer.from(dot.slice(dot.indexOf(',') + 1), 'base64'))

const settings = { ...defaultSettings, apiKey: 'sk-bench' }

async function runEngine({ jobs, clock, fetch, random }: Course): Promise<void> {
  const network = { online: () => true, refusedByPolicy: () => Promise.resolve(false) }
  const caller = stubCanvas(() => {})
  let ids = 0
  const { engine } = startEngine({
    plugin: caller,
    pixels: stubPixels,
    fetch,
    network,
    clock,
    random,
    newId: () => `id${String(++ids)}`,
    settings: createSettingsStore(settings),
  })
  await new Promise<void>((resolve) => {
    engine.subscribe(() => {
      const { jobs: all } = engine.snapshot()
      if (all.length === jobs && all.every(isSettled)) resolve()
    })
    const sources = Array.from({ length: jobs }, (_, index) => ({
      ...source,
      id: NodeId.parse(`1:${String(index)}`),
    }))
    engine.start(orderFor(sources, { prompt: 'A bench' }))
  })
}

async function runPlain({ jobs, clock, fetch }: Course): Promise<void> {
  const api = settings.apiAddress
  await runPlainClient({ fetch, clock, api, key: 'sk-bench', bodies: plainBodies(jobs) })
}

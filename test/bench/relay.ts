import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnHiapi, type SpawnedHiapi } from '../hiapi/spawn.ts'
import { freePort } from '../relay/support/free-port.ts'
import { orderLarge } from '../relay/orders/large-orders.ts'
import {
  dataUri,
  type MemberClient,
  memberOf,
  smallPicture,
  type TaskObject,
} from '../relay/support/member.ts'
import { type Environment, type RelayProcess, spawnRelay } from '../relay/support/spawn-relay.ts'

const signingKey = 'a-signing-key-of-the-account'

/** Orders with eight megabytes of pictures within each. */
const large = 20

export type Delays = { readonly relay: readonly number[]; readonly plain: readonly number[] }

export type RelayFigures = {
  /** Milliseconds from the start of the process to its first answer. */
  readonly start: readonly number[]
  /** Bytes of resident memory. */
  readonly memory: {
    readonly idle: number
    readonly afterTasks: number
    readonly withBodies: number
  }
  /** Requests to HiAPI for each task. */
  readonly requests: number
  /** Milliseconds from a success at HiAPI to its news at the member. */
  readonly delays: Delays
}

/**
 * Measures a relay on SQLite. Beside it, a plain client asks HiAPI itself for its tasks, every three seconds.
 *
 * @param tasks how many pictures are ordered through the relay
 */
export async function measureRelay(tasks: number): Promise<RelayFigures> {
  const data = await mkdtemp(join(tmpdir(), 'restage-bench-'))
  const hiapi = await spawnHiapi({
    seed: 1,
    pictureScale: 0.02,
    durations: { queued: 100, handling: [2_000, 9_000], archiving: 100 },
    webhook: { signingKey },
  })
  const port = await freePort()
  const environment = {
    HIAPI_KEY: 'sk-relay',
    HIAPI_ADDRESS: hiapi.apiUrl,
    RELAY_OUTPUT_HOSTS: hiapi.picturesUrl,
    RELAY_WEBHOOK_KEY: signingKey,
    RELAY_PUBLIC_URL: `http://localhost:${port}`,
    RELAY_LISTEN: `127.0.0.1:${port}`,
    RELAY_DATA: data,
    RELAY_PER_MINUTE: '100000',
    RELAY_AT_ONCE: '40',
  }
  const started: RelayProcess[] = []
  try {
    const start: number[] = []
    for (let run = 0; run < 5; run++) {
      await started.at(-1)?.stop()
      const begun = performance.now()
      started.push(await spawnRelay(environment))
      start.push(performance.now() - begun)
    }
    const relay = started.at(-1)
    if (relay === undefined) throw new Error('No relay.')
    await pause(3_000)
    const idle = await relay.memory()
    const member = memberOf(
      relay.address,
      (await readFile(join(data, 'owner-token'), 'utf8')).trim(),
    )
    const plain = plainDelays(hiapi, 20)
    const delays = await delaysOf(hiapi, member, tasks)
    const state = await hiapi.state()
    const ours = state.tasks.filter(({ key }) => key.startsWith('restage-relay-')).length
    const calls = state.requests.filter(({ op }) => ['create', 'get', 'list'].includes(op)).length
    const plainOnes = await plain
    const afterTasks = await relay.memory()
    await relay.stop()
    return {
      start,
      memory: { idle, afterTasks, withBodies: await memoryWithBodies(environment, hiapi) },
      requests: (calls - plainOnes.requests) / ours,
      delays: { relay: delays, plain: plainOnes.delays },
    }
  } finally {
    await started.at(-1)?.stop()
    await hiapi.stop()
    await rm(data, { recursive: true, force: true })
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Orders, listens to the stream, and compares each success with the end that HiAPI knows of. */
async function delaysOf(
  hiapi: SpawnedHiapi,
  member: MemberClient,
  tasks: number,
): Promise<number[]> {
  const seen = new Map<string, number>()
  const stream = await member.send('/v1/events', { headers: { accept: 'text/event-stream' } })
  const reading = (async () => {
    const decoder = new TextDecoder()
    let text = ''
    const reader = stream.body?.getReader()
    for (;;) {
      const { value, done = true } = (await reader?.read()) ?? {}
      if (done) return
      text += decoder.decode(value, { stream: true })
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (!event.includes('event: task') || data === undefined) continue
        const task = JSON.parse(data) as TaskObject
        if (task.status === 'success') seen.set(task.relay.hiapiTaskId ?? '', Date.now())
      }
      if (seen.size === tasks) return await reader?.cancel()
    }
  })()
  const references = [dataUri(smallPicture())]
  for (let n = 0; n < tasks; n++) {
    await member.orderUntilTaken({ key: `job-${n}`, prompt: `Poster ${n}`, references })
  }
  await reading
  const { tasks: made } = await hiapi.state()
  return made.flatMap(({ id, endsAt }) => {
    const at = seen.get(id)
    return at === undefined || endsAt === null ? [] : [at - endsAt]
  })
}

/** What a plain client sees, that asks for each of its tasks every three seconds. */
async function plainDelays(hiapi: SpawnedHiapi, tasks: number) {
  const api = memberOf(hiapi.apiUrl, 'sk-plain')
  let requests = 0
  const watch = async (n: number) => {
    const id = await api.orderUntilTaken({ key: `plain-${n}` })
    requests++
    for (;;) {
      await pause(3_000)
      requests++
      if ((await api.get(id)).status === 'success') return { id, at: Date.now() }
    }
  }
  const seen = await Promise.all(Array.from({ length: tasks }, (_, n) => watch(n)))
  const ends = new Map((await hiapi.state()).tasks.map(({ id, endsAt }) => [id, endsAt ?? 0]))
  return { requests, delays: seen.map(({ id, at }) => at - (ends.get(id) ?? 0)) }
}

/** The most memory of a relay that gets twenty orders of eight megabytes at once, and sends them so. */
async function memoryWithBodies(environment: Environment, hiapi: SpawnedHiapi): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), 'restage-bench-'))
  const relay = await spawnRelay({ ...environment, RELAY_DATA: data, RELAY_PUBLIC_URL: '' })
  try {
    const token = (await readFile(join(data, 'owner-token'), 'utf8')).trim()
    const made = async () => (await hiapi.state()).tasks.length
    const before = await made()
    await orderLarge(memberOf(relay.address, token), large)
    while ((await made()) < before + large) await pause(200)
    return await relay.mostMemory()
  } finally {
    await relay.stop()
    await rm(data, { recursive: true, force: true })
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { expect, onTestFinished, test } from 'vitest'
import { bindLocal } from '../hiapi/bind.ts'
import { countBy } from '../hiapi/counts.ts'
import type { ServeOptions } from '../hiapi/serve-options.ts'
import { spawnHiapi, type SpawnedHiapi } from '../hiapi/spawn.ts'

const reference = createCanvas(8, 10).toBuffer('image/png')

/** Gives references, and takes callbacks; keeps how often it was told of each task. */
async function openReceiver() {
  const told = new Map<string, number>()
  const taskIn = async (request: IncomingMessage) => {
    const chunks = await request.toArray()
    return (JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as { taskId: string }).taskId
  }
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      void taskIn(request).then((task) => {
        told.set(task, (told.get(task) ?? 0) + 1)
        response.writeHead(204).end()
      })
    } else response.writeHead(200, { 'content-type': 'image/png' }).end(reference)
  })
  const port = await bindLocal(server, 0)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://localhost:${port}`, told }
}

async function start(options: ServeOptions): Promise<SpawnedHiapi> {
  const hiapi = await spawnHiapi(options)
  onTestFinished(() => hiapi.stop())
  return hiapi
}

/** Orders one picture as often as it takes, under one key. */
async function order({ apiUrl }: SpawnedHiapi, receiver: string, n: number): Promise<string> {
  const init = {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk-one',
      'content-type': 'application/json',
      'idempotency-key': `job-${n}`,
    },
    body: JSON.stringify({
      model: 'gpt-image-2-image-to-image',
      input: {
        prompt: 'A poster on a wall',
        input_urls: [`${receiver}/ref/${n}.png`],
        aspect_ratio: '4:5',
      },
      callback: { url: `${receiver}/hook` },
    }),
  }
  for (;;) {
    // An answer that is lost is asked for again.
    const response = await fetch(`${apiUrl}/v1/tasks`, init).catch(() => undefined)
    if (response?.status === 200) {
      return ((await response.json()) as { data: { taskId: string } }).data.taskId
    }
    await response?.arrayBuffer()
  }
}

const quick = { queued: 10, handling: 30, archiving: 10 }

test('a thousand tasks, with what goes wrong on the way, are told of from outside', async () => {
  const receiver = await openReceiver()
  const hiapi = await start({
    seed: 7,
    durations: quick,
    pictureScale: 0.02,
    faults: [
      { on: 'create', share: 0.1, fault: { kind: 'lost' } },
      { on: 'create', share: 0.05, fault: { kind: 'error', status: 429 } },
      { on: 'create', share: 0.05, fault: { kind: 'error', status: 503 } },
      { on: 'webhook', share: 0.3, fault: { kind: 'webhook-duplicate' } },
      { on: 'webhook', share: 0.2, fault: { kind: 'webhook-never' } },
      { on: 'reference', share: 0.2, fault: { kind: 'reference-fetched', headFirst: true } },
    ],
  })
  const begun = performance.now()
  const [wanted, atOnce] = [1_000, 10]
  let next = 0
  const ids = new Set<string>()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < wanted) ids.add(await order(hiapi, receiver.url, next++))
    }),
  )
  const ended = async () => (await hiapi.state()).tasks.every(({ status }) => status === 'success')
  await expect.poll(ended).toBe(true)
  const settled = ({ told }: Awaited<ReturnType<typeof hiapi.state>>) =>
    told.length > 700 && told.every(({ status }) => status === 204)
  await expect.poll(async () => settled(await hiapi.state())).toBe(true)
  const seconds = (performance.now() - begun) / 1_000

  const state = await hiapi.state()
  expect([ids.size, state.tasks.length]).toEqual([wanted, wanted])
  expect(Object.keys(state.tasksByKey)).toHaveLength(wanted)
  expect(new Set(Object.values(state.tasksByKey))).toEqual(new Set([1]))

  const creates = state.requests.filter(({ op }) => op === 'create')
  const statuses = countBy(creates, ({ status }) => String(status))
  expect(state.requestsByOp['create']).toBe(creates.length)
  expect(statuses.get('429')).toBeGreaterThan(30)
  expect(statuses.get('503')).toBeGreaterThan(30)
  expect(state.replays).toBeGreaterThan(70)

  const gets = state.fetched.filter(({ method }) => method === 'GET')
  const fetches = countBy(gets, ({ url }) => url)
  expect([fetches.size, Math.max(...fetches.values())]).toEqual([wanted, 1])
  expect(state.fetched.length - gets.length).toBeGreaterThan(150)

  const told = countBy(state.told, ({ task }) => task)
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(receiver.told))
  expect(wanted - told.size).toBeGreaterThan(80)
  expect([...told.values()].filter((count) => count === 2).length).toBeGreaterThan(200)
  expect(state.told.every(({ at, endedAt }) => at >= endedAt)).toBe(true)

  expect(state.mostTasksAtOnce).toBeGreaterThan(1)
  expect(state.mostRequestsInAMinute).toBeLessThanOrEqual(creates.length)
  const perTask = ((seconds / wanted) * 1_000).toFixed(1)
  console.log(`${wanted} tasks in ${seconds.toFixed(1)} s: ${perTask} ms each`)
})

test('a picture of it is had from its second address', async () => {
  const receiver = await openReceiver()
  const hiapi = await start({ durations: quick, pictureScale: 0.02 })
  const id = await order(hiapi, receiver.url, 0)
  const ended = async () => (await hiapi.state()).tasks.every(({ status }) => status === 'success')
  await expect.poll(ended).toBe(true)
  const picture = await fetch(`${hiapi.picturesUrl}/tasks/${id}/0.png`)
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await fetch(hiapi.stateUrl)).status).toBe(404)
})

test('its ports can be told, so that it comes back where it was', async () => {
  const first = await spawnHiapi()
  const ports = {
    apiPort: Number(new URL(first.apiUrl).port),
    picturesPort: Number(new URL(first.picturesUrl).port),
    statePort: Number(new URL(first.stateUrl).port),
  }
  await first.stop()
  const { apiUrl, picturesUrl, stateUrl } = await start(ports)
  expect([apiUrl, picturesUrl, stateUrl]).toEqual([first.apiUrl, first.picturesUrl, first.stateUrl])
})

test.each([
  ['no option', { pictureSize: 2 }],
  ['no fault', { faults: [{ on: 'webhook', fault: { kind: 'webhook-doubled' } }] }],
])('it does not start with what is %s', async (_, options) => {
  await expect(spawnHiapi(options as ServeOptions)).rejects.toThrow('did not start')
})

test('it ends with the process that started it, though that was killed', async () => {
  const module = fileURLToPath(new URL('../hiapi/spawn.ts', import.meta.url))
  const script = `import { spawnHiapi } from ${JSON.stringify(module)}
process.stdout.write((await spawnHiapi()).stateUrl)`
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const url = `${said.toString()}/__state`
  expect((await fetch(url)).status).toBe(200)
  child.kill('SIGKILL')
  const isThere = () =>
    fetch(url).then(
      () => true,
      () => false,
    )
  await expect.poll(isThere).toBe(false)
})

import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { startHiapi, type ServerOptions } from '../../hiapi/server.ts'
import { order, type Row } from './support.ts'

type Created = { data: { taskId: string } }

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function start(options: ServerOptions = {}) {
  const server = await startHiapi({
    durations: { queued: 0, handling: 0, archiving: 0 },
    pictureScale: 0.1,
    ...options,
  })
  closing.push(() => server.close())
  const headers = {
    authorization: 'Bearer sk-one',
    'content-type': 'application/json',
    origin: 'null',
  }
  const list = (init: RequestInit = {}) => fetch(`${server.apiUrl}/v1/tasks`, { headers, ...init })
  const post = (body: unknown = order()) => list({ method: 'POST', body: JSON.stringify(body) })
  return { ...server, list, post }
}

describe('the server', () => {
  it('serves tasks and pictures from two origins', async () => {
    const { apiUrl, hiapi, list, picturesUrl, post } = await start()
    expect(apiUrl).not.toBe(picturesUrl)
    const { data } = (await (await post()).json()) as Created
    const page = (await (await list()).json()) as { data: { tasks: Row[] } }
    const url = page.data.tasks[0]?.output?.[0]?.url ?? ''
    expect(url.startsWith(`${picturesUrl}/`)).toBe(true)
    const picture = await fetch(url)
    expect(picture.headers.get('access-control-allow-origin')).toBe('*')
    const bytes = new Uint8Array(await picture.arrayBuffer())
    expect(bytes).toEqual(new Uint8Array(await hiapi.pictureOf(data.taskId)))
    expect(hiapi.requests[0]).toMatchObject({ op: 'create', origin: 'null', status: 200 })
  })

  it('refuses a body that is too large without breaking the connection', async () => {
    const { post } = await start()
    expect((await post('x'.repeat(11 * 1024 * 1024))).status).toBe(413)
  })

  it('resets, loses, cuts and hangs for real', async () => {
    const { hiapi, list, post } = await start()
    hiapi.faults.add({ on: 'create', times: 1, fault: { kind: 'lost' } })
    await expect(post()).rejects.toThrow('fetch failed')
    expect(hiapi.tasks.size).toBe(1)
    hiapi.faults.add({ on: 'list', times: 1, fault: { kind: 'reset' } })
    await expect(list()).rejects.toThrow('fetch failed')
    hiapi.faults.add({ on: 'list', times: 1, fault: { kind: 'cut' } })
    const half = await list()
    await expect(half.text()).rejects.toThrow('terminated')
    hiapi.faults.add({ on: 'list', times: 1, fault: { kind: 'hang' } })
    await expect(list({ signal: AbortSignal.timeout(30) })).rejects.toThrow('timeout')
  })
})

describe('the webhook', () => {
  type Delivery = { headers: IncomingHttpHeaders; text: string }

  /** A receiver that refuses the first deliveries and resolves once a number has come in. */
  async function receiver(wanted: number, refusals = 0) {
    const deliveries: Delivery[] = []
    let done = () => {}
    const all = new Promise<void>((resolve) => {
      done = resolve
    })
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        deliveries.push({ headers: request.headers, text: body })
        response.writeHead(deliveries.length <= refusals ? 500 : 204).end()
        if (deliveries.length === wanted) done()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    )
    const { port } = server.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}/done`, deliveries, all }
  }

  it('carries the bare task, signed over time and raw body', async () => {
    const { all, deliveries, url } = await receiver(1)
    const { post } = await start({ webhook: { signingKey: 'a-secret-of-16-ch' } })
    const { data } = (await (await post(order({}, { callback: { url } }))).json()) as Created
    await all
    const [{ headers, text: body } = { headers: {}, text: '' }] = deliveries
    expect(JSON.parse(body)).toMatchObject({ taskId: data.taskId, status: 'success' })
    const signature = createHmac('sha256', 'a-secret-of-16-ch')
      .update(`${String(headers['x-hiapi-timestamp'])}.${body}`)
      .digest('hex')
    expect(headers['x-hiapi-signature']).toBe(signature)
  })

  it('is sent again when refused, and can be doubled, unsigned or stale', async () => {
    const { all, deliveries, url } = await receiver(5, 1)
    const { hiapi, post } = await start({
      webhook: { signingKey: 'a-secret-of-16-ch', attemptsMs: [0, 1] },
    })
    const send = () => post(order({}, { callback: { url } }))
    const arrived = (count: number) => expect.poll(() => deliveries.length).toBe(count)
    await send()
    await arrived(2)
    hiapi.faults.add({ on: 'webhook', times: 1, fault: { kind: 'webhook-duplicate' } })
    await send()
    await arrived(4)
    hiapi.faults.add({ on: 'webhook', times: 1, fault: { kind: 'webhook-unsigned' } })
    await send()
    await all
    expect(deliveries[4]?.headers['x-hiapi-signature']).toBeUndefined()
    hiapi.faults.add({ on: 'webhook', times: 1, fault: { kind: 'webhook-stale' } })
    await send()
    await arrived(6)
    const age = Date.now() / 1000 - Number(deliveries[5]?.headers['x-hiapi-timestamp'])
    expect(age).toBeGreaterThan(300)
  })
})

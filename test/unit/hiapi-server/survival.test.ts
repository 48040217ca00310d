import { randomBytes } from 'node:crypto'
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Playground, startPlayground } from '../../playground/server.ts'

let playground: Playground
let servers: readonly string[]
beforeAll(async () => {
  playground = await startPlayground({ hiapi: { keepBodies: false } })
  const { hiapi, url } = playground
  servers = [url, hiapi?.apiUrl ?? '', hiapi?.picturesUrl ?? '']
}, 60_000)
afterAll(() => playground.close())

const head = (method: string, path: string, more = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk-one\r\n` +
  `Content-Type: application/json\r\n${more}\r\n`

async function connect(server: string): Promise<Socket> {
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(server).port) })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

async function stillThere(): Promise<void> {
  for (const server of servers) {
    expect((await fetch(`${server}/v1/tasks`)).status).toBeGreaterThan(0)
  }
  expect((await fetch(playground.url)).status).toBe(200)
}

const paths = ['/', '/failures', '/v1/tasks', '/tasks/x/0.png', '/nowhere']

test('requests that break off, before a body, in it and before the answer, do no harm', async () => {
  for (const server of servers) {
    for (const path of paths) {
      const ends = [
        head('PUT', path, 'Content-Length: 9000000\r\n'),
        `${head('POST', path, 'Content-Length: 9000000\r\n')}{"model":`,
        `${head('POST', path, 'Transfer-Encoding: chunked\r\n')}5\r\nhello\r\n`,
        head('GET', path),
        head('GET', path).slice(0, -10),
      ]
      for (const end of ends) {
        const socket = await connect(server)
        await new Promise((resolve) => socket.write(end, resolve))
        socket.resetAndDestroy()
      }
    }
  }
  await stillThere()
})

test('bytes that are no request do no harm', async () => {
  const junk = [
    randomBytes(4_096),
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'b'.repeat(70_000)}\r\n\r\n`,
    `${head('POST', '/v1/tasks', 'Content-Length: -1\r\n')}{}`,
    `${head('POST', '/v1/tasks', 'Transfer-Encoding: chunked\r\n')}zz\r\n`,
    `${head('POST', '/v1/tasks', 'Expect: something\r\nContent-Length: 2\r\n')}{}`,
    head('GET', '/', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'),
    'CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n',
    '\0\0\0\0\r\n\r\n',
  ]
  for (const server of servers) {
    for (const bytes of junk) {
      const socket = await connect(server)
      const over = once(socket, 'close')
      socket.end(bytes)
      socket.resume()
      const waits = setTimeout(() => socket.destroy(), 2_000)
      await over
      clearTimeout(waits)
    }
  }
  await stillThere()
}, 60_000)

test('a huge body is refused without being kept', async () => {
  const piece = new Uint8Array(1024 * 1024)
  const most = 200
  const before = process.memoryUsage.rss()
  let held = 0
  const send = (server: string) => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        held = Math.max(held, process.memoryUsage.rss() - before)
        if (sent++ === most) controller.close()
        else controller.enqueue(piece)
      },
    })
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-one' }
    const init = { method: 'POST', headers, body, duplex: 'half' as const }
    return fetch(`${server}/v1/tasks`, init)
  }
  const statuses = []
  for (const server of servers) statuses.push((await send(server)).status)
  expect(statuses).toEqual([404, 413, 405])
  expect(held).toBeLessThan((most / 2 + 50) * piece.length)
  await stillThere()
}, 60_000)

test.each(['127.0.0.1', '::1'])(
  'a port that is taken at %s is replaced by a free one',
  async (host) => {
    const other = createServer()
    other.listen(0, host)
    const isThere = await Promise.race([
      once(other, 'listening').then(() => true),
      // a machine may have no IPv6
      once(other, 'error').then(() => false),
    ])
    if (!isThere) return
    const { port } = other.address() as AddressInfo
    for (const name of ['pagePort', 'apiPort', 'picturesPort']) {
      const moved = await startPlayground({ [name]: port })
      const { hiapi, url } = moved
      const used = { pagePort: url, apiPort: hiapi?.apiUrl, picturesPort: hiapi?.picturesUrl }
      const address = used[name as keyof typeof used] ?? ''
      expect(new URL(address).port).not.toBe(String(port))
      expect((await fetch(address)).status).toBeGreaterThan(0)
      const manifest: unknown = await (await fetch(`${url}/manifest.json`)).json()
      expect(manifest).toMatchObject({
        networkAccess: { devAllowedDomains: [hiapi?.apiUrl, hiapi?.picturesUrl] },
      })
      await moved.close()
    }
    other.close()
  },
  30_000,
)

import { createConnection } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Playground, startPlayground } from '../../playground/server.ts'

let playground: Playground
let servers: readonly string[]
beforeAll(async () => {
  playground = await startPlayground()
  const { hiapi, url } = playground
  servers = [url, hiapi?.apiUrl ?? '', hiapi?.picturesUrl ?? '']
}, 60_000)
afterAll(() => playground.close())

test('a relay stands before the local HiAPI alone: with the real one it does not silently stay away', async () => {
  const both = startPlayground({ live: true, relay: true })
  await expect(both.then((started) => started.close())).rejects.toThrow(/relay/)
})

/** What a server answers to bytes that no browser would send, on a connection of their own. */
async function raw(server: string, target: string, host = new URL(server).host): Promise<string> {
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(server).port) })
  socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  return text(socket)
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

test.each([
  '//',
  '///',
  '//evil.example/',
  'http://evil.example/',
  'http:',
  '*',
  'index.html',
  '@evil.example/',
  '/%',
  '/..%2f..%2fpackage.json',
  '/../package.json',
  '/%00',
  '/plugin//main.js',
  '/v1/tasks/%',
  '/constructor',
  '/?',
])('a request for %j is answered, and the servers go on', async (target) => {
  for (const server of servers) {
    const status = statusOf(await raw(server, target))
    const isHome = server === servers[0] && target === '/?'
    expect([server, status]).toEqual([server, isHome ? 200 : expect.toBeOneOf([400, 401, 404])])
    expect((await fetch(`${server}/v1/tasks`)).status).toBeGreaterThan(0)
  }
})

test.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])(
  '%s is a name of this machine',
  async (name) => {
    for (const server of servers) {
      for (const host of [name, `${name}:${new URL(server).port}`]) {
        expect(statusOf(await raw(server, '/v1/tasks', host))).not.toBe(421)
      }
    }
  },
)

test.each([
  'evil.example',
  'evil.example:8787',
  'localhost.evil.example',
  'evil-localhost',
  '127.0.0.1.nip.io',
  'localhost.',
  '192.168.0.7',
  '0.0.0.0',
  'localhost:8787@evil.example',
  '',
])('a request by the name %j is refused, and reaches nothing', async (host) => {
  const before = playground.hiapi?.hiapi.requests.length
  for (const server of servers) {
    const answer = await raw(server, '/', host)
    expect(statusOf(answer)).toBe(421)
    expect(answer).toContain('\r\n\r\n')
    expect(answer).toMatch(/This server answers to the name localhost only\./)
    expect(answer).not.toMatch(/access-control/i)
  }
  expect(playground.hiapi?.hiapi.requests.length).toBe(before)
})

test('a body that is refused is not waited for', async () => {
  const socket = createConnection({
    host: '127.0.0.1',
    port: Number(new URL(servers[1] ?? '').port),
  })
  socket.write('POST /v1/tasks HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 9000000\r\n\r\n{')
  expect(statusOf(await text(socket))).toBe(421)
})

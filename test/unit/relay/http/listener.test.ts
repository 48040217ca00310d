import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createListener } from '../../../../relay/http/listener.ts'

type Fetch = Parameters<typeof createListener>[0]

/** A server on a port of its own that answers by `fetch`, and what it was told of broken answers. */
async function served(fetch: Fetch) {
  const errors: unknown[] = []
  const server = createServer(createListener(fetch, (error) => errors.push(error)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, port, errors }
}

test('a short answer goes out with its length', async () => {
  const { address } = await served(async (asked) =>
    Response.json({
      method: asked.method,
      path: new URL(asked.url).pathname,
      body: await asked.text(),
    }),
  )
  const response = await fetch(`${address}/a/b?c`, { method: 'POST', body: 'd' })
  const text = await response.text()
  expect(JSON.parse(text)).toEqual({ method: 'POST', path: '/a/b', body: 'd' })
  expect(response.headers.get('content-length')).toBe(String(text.length))
})

test('a body that nobody reads keeps nobody from being answered', async () => {
  const { address } = await served(() => new Response('no', { status: 401 }))
  for (let each = 0; each < 3; each++) {
    const body = new Uint8Array(3_000_000)
    const response = await fetch(address, { method: 'POST', body })
    expect([response.status, await response.text()]).toEqual([401, 'no'])
  }
})

test('who asked and is gone ends what was begun, and that is no error', async () => {
  let isCancelled = false
  let gone: AbortSignal | undefined
  const { address, errors } = await served((_, connection) => {
    gone = connection.gone
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('one'))
      },
      cancel: () => {
        isCancelled = true
      },
    })
    return new Response(body, { headers: { 'content-length': '1000' } })
  })
  const cut = new AbortController()
  await fetch(address, { signal: cut.signal })
  cut.abort()
  await expect.poll(() => [gone?.aborted, isCancelled]).toEqual([true, true])
  expect(errors).toEqual([])
})

test('an impossible address is refused', async () => {
  const { port } = await served(() => new Response('yes'))
  const asked = request({ port, host: '127.0.0.1', method: 'OPTIONS', path: '*' })
  asked.end()
  const [response] = (await once(asked, 'response')) as [{ statusCode: number }]
  expect(response.statusCode).toBe(400)
})

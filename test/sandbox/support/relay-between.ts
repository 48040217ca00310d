import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { info } from '../../unit/ui/services/relay/stand-in.ts'

/**
 * As much of a relay as the engine needs, between the window and the local HiAPI: it hosts references, and
 * can lose them, hold tasks back, and forget them.
 */
export async function startRelayBetween(apiUrl: string) {
  const references = new Map<string, string>()
  const relay = {
    uploads: 0,
    stopped: [] as string[],
    /** Loses the uploaded references before the next order. */
    losesReferences: false,
    /** Has lost its database: it knows no task until that is ordered again. */
    forgets: false,
    /** Refuses what is ordered again, because HiAPI refuses its key. */
    lacksKey: false,
    /** Tasks wait here, and are not sent. */
    holds: false,
    /** HiAPI refuses the orders that are taken here. */
    refuses: false,
    posts: [] as { readonly key: string; readonly body: string }[],
    url: '',
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      const bytes = Buffer.concat(pieces)
      const { method = 'GET', url = '/' } = request
      const answer = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      const ok = (data: unknown) => answer(200, { code: 200, message: 'success', data })
      const fail = (status: number, code: string) =>
        answer(status, { code: status, message: 'No.', data: null, error_code: code })
      if (url === '/v1/relay') return ok(info)
      if (url.startsWith('/v1/events')) return fail(404, 'NOT_FOUND')
      if (url === '/v1/references') {
        relay.uploads++
        const reference = `relay:sha256-${String(relay.uploads)}-${String(bytes.byteLength)}`
        const type = request.headers['content-type'] ?? ''
        references.set(reference, `data:${type};base64,${bytes.toString('base64')}`)
        return ok({ reference, bytes: bytes.byteLength, type, expires: 1 })
      }
      if (method === 'DELETE') {
        if (!relay.holds) return fail(409, 'RELAY_ALREADY_SENT')
        relay.stopped.push(url)
        return ok({})
      }
      let body = bytes.toString()
      if (method === 'POST') {
        const key = String(request.headers['idempotency-key'])
        relay.posts.push({ key, body })
        const isAgain = relay.posts.length > 1
        if (isAgain && relay.lacksKey) return fail(503, 'RELAY_NO_KEY')
        if (isAgain) relay.forgets = false
        if (relay.losesReferences) references.clear()
        relay.losesReferences = false
        const sent = JSON.parse(body) as { input: { input_urls: string[] } }
        const uris = sent.input.input_urls.map((each) => references.get(each))
        if (uris.includes(undefined)) return fail(400, 'RELAY_REFERENCE_UNKNOWN')
        if (relay.holds || relay.refuses) return ok({ taskId: 'tk-relay-held' })
        body = JSON.stringify({ ...sent, input: { ...sent.input, input_urls: uris } })
      } else if (relay.holds) return ok({ taskId: 'tk-relay-held', status: 'queued' })
      else if (relay.refuses) {
        const error = { code: 'RELAY_REFUSED', message: 'No such size.' }
        return ok({ taskId: 'tk-relay-held', status: 'fail', error })
      } else if (relay.forgets) return fail(404, 'NOT_FOUND')
      const upstream = await fetch(`${apiUrl}${url}`, {
        method,
        headers: {
          authorization: 'Bearer sk-relay',
          'content-type': 'application/json',
          ...(method === 'POST' && {
            'idempotency-key': String(request.headers['idempotency-key']),
          }),
        },
        ...(method === 'POST' && { body }),
      })
      response.writeHead(upstream.status, { 'content-type': 'application/json' })
      response.end(await upstream.text())
      return undefined
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  relay.url = `http://localhost:${String((server.address() as AddressInfo).port)}`
  return relay
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { localTarget } from './local-only.ts'
import { bytesOf, type HiapiReply, type HiapiRequest } from './wire.ts'

const zeros = new Uint8Array(65_536)

export type Listening = { port: number; close(): Promise<void> }

/** One origin on loopback: turns HTTP into requests for the core, and carries out its replies. */
export async function listen(
  port: number,
  answer: (request: HiapiRequest) => Promise<HiapiReply>,
): Promise<Listening> {
  const timers = new Set<NodeJS.Timeout>()
  const server = createServer((incoming, outgoing) => {
    const target = localTarget(incoming, outgoing)
    if (target === null) return
    receive(incoming, target)
      .then(answer)
      .then((reply) => {
        const timer = setTimeout(() => {
          timers.delete(timer)
          send(reply, outgoing)
        }, reply.transport?.delayMs ?? 0)
        timers.add(timer)
      })
      .catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    port: bound,
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer)
        server.close(() => resolve())
        // Replies that hang on purpose would keep the server open for ever.
        server.closeAllConnections()
      }),
  }
}

async function receive(incoming: IncomingMessage, url: URL): Promise<HiapiRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: Buffer.concat(chunks),
  }
}

function send(reply: HiapiReply, outgoing: ServerResponse) {
  const end = reply.transport?.end
  if (end === 'hang') return
  if (end === 'reset') {
    outgoing.socket?.resetAndDestroy()
    return
  }
  if (end === 'endless') {
    outgoing.writeHead(reply.status, reply.headers)
    const more = () => {
      while (outgoing.write(zeros)) continue
    }
    outgoing.on('drain', more)
    more()
    return
  }
  const bytes = bytesOf(reply.body)
  const empty = reply.status === 204
  outgoing.writeHead(reply.status, {
    ...reply.headers,
    ...(!empty && { 'content-length': bytes.length }),
  })
  if (end === undefined) {
    outgoing.end(empty ? undefined : bytes)
    return
  }
  outgoing.write(bytes.subarray(0, Math.max(1, bytes.length >> 1)), () => {
    if (end === 'cut') outgoing.destroy()
  })
}

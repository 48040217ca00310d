import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bindLocal } from './bind.ts'
import { localTarget } from './local-only.ts'
import { bytesOf, type HiapiReply, type HiapiRequest } from './api/wire.ts'

const zeros = new Uint8Array(65_536)

/** The most bytes of a body that are kept: more than the core takes of any. */
const mostBytes = 32 * 1024 * 1024

export type Listening = { port: number; close(): Promise<void> }

/**
 * One origin on loopback: turns HTTP into requests for the core, and carries out its replies. A port that
 * is taken is replaced by a free one.
 */
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
      .then(async (reply) => {
        await reply.transport?.after
        const timer = setTimeout(() => {
          timers.delete(timer)
          // Whoever asked may be gone by now.
          if (!outgoing.destroyed) send(reply, outgoing)
        }, reply.transport?.delayMs ?? 0)
        timers.add(timer)
      })
      // A request that breaks off has nobody to be answered.
      .catch(() => outgoing.destroy())
  })
  const bound = await bindLocal(server, port)
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
  let size = 0
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer
    // The rest is read and let go: an answer before the end of a body does not reach a browser.
    if (size <= mostBytes) chunks.push(bytes)
    size += bytes.length
  }
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

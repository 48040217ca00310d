import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { bindLocal } from '../../hiapi/bind.ts'

export type Visit = {
  method: string
  path: string
  headers: IncomingMessage['headers']
  text: string
}
type Reply = { status?: number; type?: string; body?: Uint8Array | string; location?: string }

/** A site on this machine, for as long as the test lasts; keeps who came. */
export async function openSite(answer: (visit: Visit) => Reply | Promise<Reply> = () => ({})) {
  const visits: Visit[] = []
  const server = createServer((request, response) => {
    const reply = async () => {
      const { method = '', url: path = '', headers } = request
      const visit = { method, path, headers, text: await text(request) }
      visits.push(visit)
      const { status = 200, type, body = '', location } = await answer(visit)
      response.writeHead(status, {
        ...(type !== undefined && { 'content-type': type }),
        ...(location !== undefined && { location }),
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    }
    // A visitor that left needs no answer.
    reply().catch(() => response.destroy())
  })
  const port = await bindLocal(server, 0)
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return { url: `http://localhost:${port}`, visits }
}

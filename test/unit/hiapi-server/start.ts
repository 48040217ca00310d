import { onTestFinished } from 'vitest'
import { startHiapi, type ServerOptions } from '../../hiapi/server.ts'
import type { Row } from './support.ts'

/** The server on its sockets, for as long as the test lasts. */
export async function startServer(options: ServerOptions = {}) {
  const server = await startHiapi({
    durations: { queued: 0, handling: 0, archiving: 0 },
    pictureScale: 0.05,
    ...options,
  })
  onTestFinished(() => server.close())
  const headers = { authorization: 'Bearer sk-one', 'content-type': 'application/json' }
  const ask = async <T>(path: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.apiUrl}/v1/tasks${path}`, { headers, ...init })
    return ((await response.json()) as { data: T }).data
  }
  return {
    ...server,
    order: async (body: unknown) =>
      (await ask<{ taskId: string }>('', { method: 'POST', body: JSON.stringify(body) })).taskId,
    look: (id: string) => ask<Row>(`/${id}`),
  }
}

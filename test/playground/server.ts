import { createServer, type Server, type ServerResponse } from 'node:http'
import { bindLocal } from '../hiapi/bind.ts'
import { localTarget } from '../hiapi/local-only.ts'
import { startHiapi, type HiapiServer, type ServerOptions } from '../hiapi/server.ts'
import { bundlePage } from './bundle.ts'
import { answerFailures } from './failures/endpoint.ts'
import { createSwitchboard, type Switchboard } from './failures/switchboard.ts'
import { createFiles, type Files } from './files.ts'
import { type PlaygroundRelay, signingKey, startPlaygroundRelay } from './relay.ts'

export type PlaygroundOptions = {
  /** 0, the default, takes a free one; any that is taken is replaced by a free one. */
  pagePort?: number
  apiPort?: number
  picturesPort?: number
  /** No local HiAPI: the page talks to the real one, with the key that the designer types. */
  live?: boolean
  /** A relay between the window and the local HiAPI: in this process, or started in another way. */
  relay?: boolean | ((hiapi: HiapiServer) => Promise<PlaygroundRelay>)
  /** For the local HiAPI: durations, faults and the like. */
  hiapi?: ServerOptions
}

export type Playground = {
  url: string
  hiapi: HiapiServer | null
  relay: PlaygroundRelay | null
  close(): Promise<void>
}

/** Quick enough to watch, slow enough to see each state go by. */
const durations = { queued: [500, 1000], handling: [3000, 7000], archiving: 500 } as const

/** A small Figma in a page, with the built plugin in it, reachable from this machine alone. */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const { pagePort = 0, apiPort = 0, picturesPort = 0, live = false } = options
  if (live && options.relay) {
    throw new Error('The relay of the playground stands before its local HiAPI: leave --live out.')
  }
  const webhook = { signingKey }
  const bundle = await bundlePage()
  const hiapi = live
    ? null
    : await startHiapi({ durations, webhook, ...options.hiapi, apiPort, picturesPort })
  const startRelay = options.relay === true ? startPlaygroundRelay : options.relay || null
  const relay = (hiapi && (await startRelay?.(hiapi))) ?? null
  const switchboard = hiapi && createSwitchboard(hiapi.hiapi.faults)
  const server = serve(createFiles({ bundle, hiapi, relay }), switchboard)
  const port = await bindLocal(server, pagePort)
  return {
    url: `http://localhost:${String(port)}`,
    hiapi,
    relay,
    close: async () => {
      await relay?.close()
      await Promise.all([hiapi?.close(), closed(server)])
    },
  }
}

function serve(files: Files, switchboard: Switchboard | null): Server {
  return createServer((request, response) => {
    const target = localTarget(request, response)
    if (target === null) return
    if (target.pathname === '/failures' && switchboard !== null) {
      answerFailures(request, switchboard).then(
        ({ status, body }) => send(response, status, 'application/json', body),
        // It broke off, and nobody is there to be answered.
        () => response.destroy(),
      )
      return
    }
    const file = files[target.pathname]
    if (file === undefined) {
      send(response, 404, 'text/plain', 'Not found.')
      return
    }
    file.read().then(
      (body) => send(response, 200, file.type, body),
      (error: unknown) => send(response, 500, 'text/plain', String(error)),
    )
  })
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
): void {
  // nothing is kept: a page loaded again has the plugin as it was built last
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  response.end(body)
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

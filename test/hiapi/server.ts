import { createHiapi, type Hiapi, type HiapiOptions } from './api.ts'
import { listen, type Listening } from './listen.ts'
import { createWebhooks, type WebhookOptions } from './webhook.ts'

export type ServerOptions = Omit<HiapiOptions, 'picturesUrl' | 'unlistedUrl'> & {
  /** 0, the default, takes a free one. */
  apiPort?: number
  picturesPort?: number
  webhook?: WebhookOptions
}

export type HiapiServer = {
  /** Without `/v1`. */
  apiUrl: string
  picturesUrl: string
  hiapi: Hiapi
  close(): Promise<void>
}

/** The local HiAPI on two real origins, reachable from this machine alone. */
export async function startHiapi(options: ServerOptions = {}): Promise<HiapiServer> {
  // The pictures' port has to be known before the core can give out addresses on it.
  const pictures = await listen(options.picturesPort ?? 0, (request) =>
    hiapi.handlePicture(request),
  )
  const hiapi = createHiapi({
    fetchReference: loopbackReference,
    localCallbacks: true,
    ...options,
    picturesUrl: urlOf(pictures),
    // The same files under another name, which no allow-list has.
    unlistedUrl: `http://127.0.0.1:${pictures.port}`,
    onTask(task) {
      options.onTask?.(task)
      webhooks.watch(task)
    },
  })
  const webhooks = createWebhooks(hiapi, options.webhook ?? {})
  const api = await listen(options.apiPort ?? 0, hiapi.handle)
  return {
    apiUrl: urlOf(api),
    picturesUrl: urlOf(pictures),
    hiapi,
    async close() {
      webhooks.close()
      await Promise.all([api.close(), pictures.close()])
    },
  }
}

function urlOf({ port }: Listening): string {
  return `http://localhost:${port}`
}

/** Hosted references are fetched from this machine only: a test server calls nobody else. */
async function loopbackReference(url: string): Promise<Uint8Array | undefined> {
  if (!['localhost', '127.0.0.1'].includes(new URL(url).hostname)) return undefined
  const response = await fetch(url)
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
}

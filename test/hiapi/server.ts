import { createHiapi, type Hiapi, type HiapiOptions } from './api/api.ts'
import { createFetches, type Fetched, type FetchOptions } from './api/fetch-references.ts'
import { listen, type Listening } from './listen.ts'
import type { Task } from './api/task.ts'
import { createWebhooks, type Told, type WebhookOptions } from './api/webhook.ts'

export type ServerOptions = Omit<
  HiapiOptions,
  'picturesUrl' | 'unlistedUrl' | 'fetchesReferences' | 'told'
> & {
  /** 0, the default, takes a free one. */
  apiPort?: number
  picturesPort?: number
  webhook?: WebhookOptions
  references?: FetchOptions
}

export type HiapiServer = {
  /** Without `/v1`. */
  apiUrl: string
  picturesUrl: string
  hiapi: Hiapi
  /** Requests to callbacks, and for hosted references, oldest first. */
  told: readonly Told[]
  fetched: readonly Fetched[]
  close(): Promise<void>
}

/** The local HiAPI on two real origins, reachable from this machine alone. */
export async function startHiapi(options: ServerOptions = {}): Promise<HiapiServer> {
  // The pictures' port has to be known before the core can give out addresses on it.
  const pictures = await listen(options.picturesPort ?? 0, (request) =>
    hiapi.handlePicture(request),
  )
  const hiapi = createHiapi({
    localCallbacks: true,
    ...options,
    picturesUrl: urlOf(pictures),
    // The same files under another name, which no allow-list has.
    unlistedUrl: `http://127.0.0.1:${pictures.port}`,
    fetchesReferences: true,
    onTask(task) {
      options.onTask?.(task)
      void accompany(task)
    },
    told: (task) => webhooks.told(task),
  })
  const fetches = createFetches(hiapi, options.references ?? {})
  const webhooks = createWebhooks(hiapi, options.webhook ?? {})
  const api = await listen(options.apiPort ?? 0, hiapi.handle)

  async function accompany(task: Task) {
    await fetches.watch(task)
    webhooks.watch(task)
  }

  return {
    apiUrl: urlOf(api),
    picturesUrl: urlOf(pictures),
    hiapi,
    told: webhooks.sent,
    fetched: fetches.log,
    async close() {
      fetches.close()
      webhooks.close()
      await Promise.all([api.close(), pictures.close()])
    },
  }
}

export function urlOf({ port }: Listening): string {
  return `http://localhost:${port}`
}

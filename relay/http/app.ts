import { Hono } from 'hono/tiny'
import { detailOf } from '../log.ts'
import { monotonic } from '../monotonic.ts'
import { replyText } from '../text.ts'
import { calledOrigin, peerOf } from './call-origin.ts'
import { mostRequests } from './caller.ts'
import { createEvents } from './events.ts'
import { createOutputFile, referenceFile } from './files.ts'
import { hook } from './hooks.ts'
import { relayInfo } from './info.ts'
import type { HttpParts, RelayContext, RelayEnv, Variables } from './parts.ts'
import { createReadiness } from './readiness.ts'
import { hasReference, uploadReference } from './references.ts'
import { failure, ReplyError } from './reply.ts'
import { createTask, getTask, listOwnTasks, stopTask } from './tasks.ts'

/** Any page may send requests: without a token it gets nothing, and there are no cookies. */
const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Retry-After, Idempotent-Replay, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}
const preflight = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': 'authorization, content-type, idempotency-key, last-event-id',
  'Access-Control-Max-Age': '7200',
}

/** All routes of the relay. */
export function createApp(parts: HttpParts) {
  const app = new Hono<RelayEnv>()
  const events = createEvents(parts)
  const isReady = createReadiness(parts)
  const outputFile = createOutputFile(parts)

  app.use(async (context, next) => {
    const begun = monotonic()
    await next()
    for (const [name, value] of Object.entries(cors)) {
      const isOwn = name === 'Cache-Control' && context.res.headers.has(name)
      if (!isOwn) context.res.headers.set(name, value)
    }
    parts.log({
      event: 'request',
      method: context.req.method,
      route: routeOf(context.req.path),
      status: context.res.status,
      ms: Math.round(monotonic() - begun),
      ...(hasMember(context) && { member: context.var.member.id }),
    })
  })
  // Health checks call the relay by its bare address.
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', async (context) => {
    await isReady()
    return context.text('ok')
  })
  app.use(async (context, next) => {
    context.set('origin', calledOrigin(parts.settings, context as RelayContext))
    if (context.req.method === 'OPTIONS') return context.body(null, 204, preflight)
    await next()
  })
  app.onError((error, context) => {
    const answer = failure(context, error)
    if (answer.status >= 500) parts.log({ event: 'request failed', detail: detailOf(error) })
    return answer
  })
  app.notFound((context) => failure(context, new ReplyError('NOT_FOUND', replyText.notFound)))

  app.get('/.well-known/restage-relay/:nonce', (context) =>
    context.text(parts.derive.mac('reach', context.req.param('nonce'))),
  )
  app.get('/r/:task/:n/:file', (context) => referenceFile(parts, context))
  app.get('/o/:task/:n/:until/:file', (context) => outputFile(context))
  app.post('/v1/hooks/:task/:mac', (context) => hook(parts, context))

  app.use('/v1/*', async (context, next) => {
    const authorization = context.req.header('authorization')
    context.set(
      'member',
      await parts.callers.identify(authorization, peerOf(parts.settings, context as RelayContext)),
    )
    // Without this header the window would keep to HiAPI's sixty requests a minute.
    context.header('X-RateLimit-Limit', String(mostRequests.requests))
    await next()
  })
  app.get('/v1/relay', (context) => relayInfo(parts, context))
  app.post('/v1/tasks', (context) => createTask(parts, context))
  app.get('/v1/tasks', (context) => listOwnTasks(parts, context))
  app.get('/v1/tasks/:id', (context) => getTask(parts, context))
  app.delete('/v1/tasks/:id', (context) => stopTask(parts, context))
  app.post('/v1/references', (context) => uploadReference(parts, context))
  // Hono answers HEAD by GET.
  app.get('/v1/references/:name', (context) => hasReference(parts, context))
  app.on(['GET', 'POST'], '/v1/events', (context) => events(context))
  return app
}

function hasMember(context: RelayContext): boolean {
  return (context.var as Partial<Variables>).member !== undefined
}

/** The paths that the log may name. It never shows a path that opens something, or that a caller made up. */
const routes: readonly string[] = [
  'healthz',
  'readyz',
  '.well-known',
  'r',
  'o',
  ...['relay', 'tasks', 'references', 'events', 'hooks'].map((each) => `v1/${each}`),
]

function routeOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/').slice(1)
  const isOwn = first === 'v1'
  const route = isOwn ? `v1/${second}` : first
  if (!routes.includes(route)) return 'unknown'
  return isOwn && third !== '' ? `/${route}/:id` : `/${route}`
}

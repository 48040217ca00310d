import * as z from 'zod/mini'
import { seeded } from '../seeded.ts'
import type { FaultOn, PlainRule } from './faults/faults.ts'
import type { ServerOptions } from './server.ts'

/** The faults that are whole as JSON: what looks at a request, or is made of functions, needs the server at hand. */
const kinds: { [K in keyof FaultOn]: readonly FaultOn[K]['kind'][] } = {
  create: [
    ...(['slow', 'cut', 'hang', 'reset', 'lost', 'error', 'text'] as const),
    ...([
      'no-task-id',
      'told-first',
      'model-refused',
      'data-uris-refused',
      'cell-refused',
    ] as const),
  ],
  task: [
    'fails',
    'stuck',
    'status-words',
    'output',
    'unlisted-host',
    'picture-format',
    'picture-wrong-ratio',
    'picture-oversize',
  ],
  get: ['slow', 'cut', 'hang', 'reset', 'lost', 'error', 'text'],
  list: ['slow', 'cut', 'hang', 'reset', 'lost', 'error', 'text'],
  picture: [
    ...(['slow', 'cut', 'hang', 'reset', 'lost', 'error', 'text'] as const),
    ...(['picture-missing', 'picture-expired', 'picture-truncated', 'picture-html'] as const),
  ],
  preflight: ['preflight-refused'],
  webhook: [
    ...(['webhook-unsigned', 'webhook-duplicate', 'webhook-stale'] as const),
    ...(['webhook-never', 'webhook-late', 'webhook-opposite'] as const),
  ],
  reference: ['reference-fetched', 'reference-unreachable'],
}

const Rule = z.object({
  on: z.enum(['create', 'task', 'get', 'list', 'picture', 'preflight', 'webhook', 'reference']),
  fault: z.looseObject({ kind: z.string() }),
  times: z.optional(z.number()),
  share: z.optional(z.number()),
  every: z.optional(z.int().check(z.positive())),
})

const isRule = (value: unknown): value is PlainRule => {
  const rule = Rule.safeParse(value)
  if (!rule.success) return false
  const known: readonly string[] = kinds[rule.data.on]
  return known.includes(rule.data.fault.kind)
}

const Span = z.union([z.number(), z.tuple([z.number(), z.number()])])
const number = z.optional(z.number())
const strings = z.optional(z.array(z.string()))

const Options = z.strictObject({
  /** For ids, durations and shares of faults. */
  seed: number,
  apiPort: number,
  picturesPort: number,
  statePort: number,
  durations: z.optional(
    z.strictObject({
      accepting: z.optional(Span),
      queued: z.optional(Span),
      handling: z.optional(Span),
      archiving: z.optional(Span),
    }),
  ),
  limits: z.optional(
    z.strictObject({
      requestsPerMinute: number,
      tasksAtOnce: number,
      retryAfter: z.optional(z.enum(['seconds', 'http-date', 'none'])),
      rateHeaders: z.optional(z.boolean()),
      maxBodyBytes: number,
      processingRetryAfterS: number,
    }),
  ),
  faults: z.optional(z.array(z.custom<PlainRule>(isRule, 'No fault that is known.'))),
  webhook: z.optional(
    z.strictObject({
      signingKey: z.optional(z.string()),
      attemptsMs: z.optional(z.array(z.number())),
      timeoutMs: number,
    }),
  ),
  references: z.optional(z.strictObject({ maxBytes: number, timeoutMs: number })),
  badKeys: strings,
  brokeKeys: strings,
  pictureScale: number,
  cdnLagMs: number,
  outputLifetimeMs: number,
  refusedUsesKey: z.optional(z.boolean()),
  keepBodies: z.optional(z.boolean()),
})

/** What a HiAPI in a process of its own can be told: the options that are whole as JSON. */
export type ServeOptions = z.input<typeof Options>

export type Serving = { server: ServerOptions; statePort: number }

/** @param text JSON; nothing of it is skipped in silence */
export function readOptions(text: string): Serving {
  const { seed, statePort = 0, ...rest } = Options.parse(JSON.parse(text))
  const server = { keepBodies: false, ...rest, ...(seed !== undefined && { random: seeded(seed) }) }
  return { server: server as ServerOptions, statePort }
}

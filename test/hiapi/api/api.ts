import { listSize, maxBodyBytes, outputLifetimeMs } from './contract.ts'
import { preflightReply, withCors } from './cors.ts'
import { distort, instead } from '../faults/distort.ts'
import {
  createFaults,
  type CreateFault,
  type FaultRule,
  type PictureFault,
} from '../faults/faults.ts'
import { createIdempotency } from './idempotency.ts'
import { createRate, tooMany, type Limits } from './limits.ts'
import { idOf, operationOf, ownerOf, type Operation } from './operation.ts'
import { createPictures, type PictureOptions } from '../pictures/pictures.ts'
import { priceList } from './price-list.ts'
import { invalid, Refused, refusalReply } from './refusal.ts'
import { concerns, refuse } from '../faults/refused-order.ts'
import { createTakes } from './takes.ts'
import { taskId } from './task-id.ts'
import { statusAt, taskRow, work, type Task } from './task.ts'
import { validate, type Recipe } from './validate.ts'
import { bytesOf, json, ok, textOf, type HiapiReply, type HiapiRequest } from './wire.ts'

/** Milliseconds: fixed, or from and below. */
export type Span = number | readonly [number, number]
/** `accepting`: how long the create call itself takes; a repeat of it meanwhile gets 409. */
export type Durations = { accepting?: Span; queued?: Span; handling?: Span; archiving?: Span }

export type HiapiOptions = {
  now?: () => number
  /** For ids, for durations that are ranges, and for faults that strike a share. */
  random?: () => number
  /** For each task; a function may look at what is ordered. */
  durations?: Durations | ((recipe: Recipe) => Durations)
  limits?: Limits
  faults?: readonly FaultRule[]
  badKeys?: readonly string[]
  brokeKeys?: readonly string[]
  /** Where the pictures are: another origin than the API's. */
  picturesUrl?: string
  /** What the public price list answers with, instead of the documented prices. */
  priceList?: unknown
  /** Where the fault `unlisted-host` puts them. */
  unlistedUrl?: string
  pictureScale?: number
  /** How long after the end of a task its picture still answers 404. */
  cdnLagMs?: number
  outputLifetimeMs?: number
  /** Undocumented: whether a refused create call uses up its idempotency key. */
  refusedUsesKey?: boolean
  /** Undocumented: whether a page may read Retry-After and its like. */
  exposeHeaders?: boolean
  localCallbacks?: boolean
  /** Off for long runs with large bodies. */
  keepBodies?: boolean
  /** Hosted references are fetched from outside, and told of by `referencesFetched`; tasks wait for it. */
  fetchesReferences?: boolean
  onTask?: (task: Task) => void
  /** Resolves when a task's callback has been told of its end. */
  told?: (task: Task) => Promise<void>
} & Omit<PictureOptions, 'scale'>

export type Logged = {
  op: Operation
  at: number
  method: string
  path: string
  query: string
  headers: Readonly<Record<string, string>>
  origin: string | undefined
  bodySize: number
  /** Empty when bodies are not kept. */
  body: Uint8Array
  /** 0 while there is no reply, and for a connection that broke before one. */
  status: number
}

export type Hiapi = ReturnType<typeof createHiapi>

const defaultDurations = {
  accepting: 0,
  queued: [400, 1200],
  handling: [3000, 8000],
  archiving: 500,
} as const

/** HiAPI without sockets and timers: what happens follows from the requests and from `now`. */
export function createHiapi(options: HiapiOptions = {}) {
  const { now = Date.now, random = Math.random, limits = {} } = options
  const { picturesUrl = 'https://cdn.hiapi.ai', unlistedUrl = 'https://unlisted.example' } = options
  const { outputLifetimeMs: keptMs = outputLifetimeMs } = options
  const faults = createFaults(options.faults, random)
  const rate = createRate(limits)
  const takes = createTakes()
  const idempotency = createIdempotency(limits.processingRetryAfterS ?? 5)
  const tasks = new Map<string, Task>()
  const requests: Logged[] = []
  const counters = { replays: 0, tooMany: { get: 0, post: 0 } }
  const picture = createPictures({ ...options, scale: options.pictureScale })

  async function handle(request: HiapiRequest): Promise<HiapiReply> {
    return logged(request, operationOf(request), (op) => {
      if (op === 'preflight') {
        const fault = faults.take('preflight', request)
        return instead(fault, now()) ?? distort(preflightReply(fault), fault, now())
      }
      // Public: no key, and no limit.
      if (op === 'pricing') return json(200, options.priceList ?? priceList)
      const owner = ownerOf(request)
      const reply = limited(owner, () => {
        if (op === 'create') return create(request, owner)
        if (op === 'get' || op === 'list') return read(op, request, owner)
        throw new Refused({ status: 404, code: 'NOT_FOUND', message: 'No such endpoint.' })
      })
      return { ...reply, headers: { ...reply.headers, ...rate.headers(owner, now()) } }
    })
  }

  async function handlePicture(request: HiapiRequest): Promise<HiapiReply> {
    const op = request.method === 'OPTIONS' ? 'preflight' : 'picture'
    return logged(request, op, async () => {
      // A content network answers plain GETs: nothing else, the key above all, is to be sent to it.
      if (op === 'preflight') return { status: 204, headers: {}, body: '' }
      const task = tasks.get(/^\/tasks\/([^/]+)\/0\.png$/.exec(request.path)?.[1] ?? '')
      const fault = faults.take('picture', request, task)
      return instead(fault, now()) ?? distort(await file(request, task, fault), fault, now())
    })
  }

  async function logged(
    request: HiapiRequest,
    op: Operation,
    answer: (op: Operation) => HiapiReply | Promise<HiapiReply>,
  ): Promise<HiapiReply> {
    const bytes = bytesOf(request.body)
    const entry: Logged = {
      op,
      at: now(),
      method: request.method,
      path: request.path,
      query: request.query.toString(),
      headers: request.headers,
      origin: request.headers['origin'],
      bodySize: bytes.length,
      body: (options.keepBodies ?? true) ? bytes : new Uint8Array(),
      status: 0,
    }
    requests.push(entry)
    const reply = withCors(await answer(op), options.exposeHeaders ?? true)
    entry.status = reply.status
    if (reply.status === 429) counters.tooMany[request.method === 'POST' ? 'post' : 'get'] += 1
    return reply
  }

  function limited(owner: string, answer: () => HiapiReply): HiapiReply {
    try {
      rate.admit(owner, now())
      if (owner === '' || options.badKeys?.includes(owner)) throw new Refused({ status: 401 })
      return answer()
    } catch (error) {
      if (error instanceof Refused) return refusalReply(error.refusal, now())
      throw error
    }
  }

  function create(request: HiapiRequest, owner: string): HiapiReply {
    const fault = faults.take('create', request, undefined, (candidate) =>
      concerns(candidate, request),
    )
    const early = instead(fault, now())
    if (early) return early
    const reply = distort(accepted(request, owner, fault), fault, now())
    if (fault?.kind !== 'no-task-id' || reply.status !== 200) return reply
    return { ...ok({}), headers: reply.headers }
  }

  /** The create call behind what the wire does to it. */
  function accepted(
    request: HiapiRequest,
    owner: string,
    fault: CreateFault | undefined,
  ): HiapiReply {
    const bytes = bytesOf(request.body)
    if (bytes.length > (limits.maxBodyBytes ?? maxBodyBytes)) throw new Refused({ status: 413 })
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      throw new Refused({ status: 415 })
    }
    const at = now()
    const key = request.headers['idempotency-key']
    if (key !== undefined) {
      const replay = idempotency.recall(owner, key, bytes, at)
      if (replay) {
        counters.replays += 1
        return replay
      }
    }
    const keep = (reply: HiapiReply, busyUntil: number) => {
      if (key !== undefined) idempotency.keep(owner, key, bytes, { at, busyUntil, reply })
    }
    let recipe
    try {
      recipe = validate(parsed(request), options)
      refuse(fault)
      if (options.brokeKeys?.includes(owner)) throw new Refused({ status: 402 })
    } catch (error) {
      if (options.refusedUsesKey && error instanceof Refused) {
        keep(refusalReply(error.refusal, at), at)
      }
      throw error
    }
    const running = [...tasks.values()].filter((task) => task.owner === owner && at < task.endsAt)
    if (limits.tasksAtOnce !== undefined && running.length >= limits.tasksAtOnce) {
      throw tooMany('Too many tasks at once.', 5, limits)
    }

    const span = durationsOf(recipe)
    const accepting = span('accepting')
    const busy = accepting + (fault?.kind === 'slow' ? fault.ms : 0)
    const task = add(request, owner, recipe, span, accepting)
    const reply = ok({ taskId: task.id })
    keep(reply, at + busy)
    if (fault?.kind === 'told-first' && options.told) {
      return { ...reply, transport: { after: options.told(task) } }
    }
    return accepting > 0 ? { ...reply, transport: { delayMs: accepting } } : reply
  }

  function add(
    request: HiapiRequest,
    owner: string,
    recipe: Recipe,
    span: (state: keyof Durations) => number,
    accepting: number,
  ): Task {
    const fate = faults.take('task', request)
    const createdAt = now()
    const handlingAt = createdAt + accepting + span('queued')
    const stuck = fate?.kind === 'stuck' || (fate?.kind === 'status-words' && fate.stuck)
    const isHosted = recipe.references.some(({ kind }) => kind === 'hosted')
    const waits = isHosted && options.fetchesReferences === true
    const task: Task = {
      id: taskId(createdAt, tasks.size, random),
      owner,
      recipe,
      take: waits ? 0 : takes.next(recipe),
      idempotencyKey: request.headers['idempotency-key'],
      fate,
      lacks: undefined,
      createdAt,
      handlingAt,
      lasts: {
        handling: stuck ? Infinity : span('handling'),
        archiving: fate?.kind === 'fails' ? 0 : span('archiving'),
      },
      archivingAt: Infinity,
      endsAt: Infinity,
      issue: 0,
      expiredBelow: 0,
      expiresAt: Infinity,
    }
    if (!waits) work(task, handlingAt, keptMs)
    tasks.set(task.id, task)
    options.onTask?.(task)
    return task
  }

  function read(op: 'get' | 'list', request: HiapiRequest, owner: string): HiapiReply {
    const found = op === 'get' ? tasks.get(idOf(request.path)) : undefined
    const fault = faults.take(op, request, found)
    const early = instead(fault, now())
    if (early) return early
    if (op === 'list') return distort(list(request, owner), fault, now())
    if (found?.owner !== owner) throw new Refused({ status: 404, code: 'NOT_FOUND' })
    return distort(ok(row(found)), fault, now())
  }

  function list(request: HiapiRequest, owner: string): HiapiReply {
    const page = inRange(request.query.get('page'), Infinity, 1)
    const size = inRange(request.query.get('size'), listSize.max, listSize.default)
    const own = [...tasks.values()].filter((task) => task.owner === owner).reverse()
    const rows = own.slice((page - 1) * size, page * size).map(row)
    return ok({ page, size, total: own.length, tasks: rows })
  }

  /** Issues an address with each answer, which is how an expired one is had again. */
  function row(task: Task) {
    if (now() >= task.expiresAt) {
      task.expiredBelow = task.issue + 1
      task.expiresAt = now() + keptMs
    }
    task.issue = Math.max(task.issue, task.expiredBelow)
    const host = task.fate?.kind === 'unlisted-host' ? unlistedUrl : picturesUrl
    return taskRow(task, now(), `${host}/tasks/${task.id}/0.png?issue=${task.issue}`)
  }

  async function file(
    request: HiapiRequest,
    task: Task | undefined,
    fault: PictureFault | undefined,
  ): Promise<HiapiReply> {
    if (request.method !== 'GET') return plain(405, 'Method not allowed')
    const ready = task && statusAt(task, now() - (options.cdnLagMs ?? 0)) === 'success'
    if (!ready || fault?.kind === 'picture-missing') return plain(404, 'Not found')
    if (fault?.kind === 'picture-expired') task.expiredBelow = task.issue + 1
    const issue = Number(request.query.get('issue') ?? 0)
    if (issue < task.expiredBelow || now() >= task.expiresAt) return plain(403, 'Expired')
    if (fault?.kind === 'picture-html') {
      return {
        ...plain(200, '<!doctype html><h1>Sign in</h1>'),
        headers: { 'content-type': 'text/html' },
      }
    }
    if (fault?.kind === 'picture-endless') {
      const length =
        fault.declared === undefined ? {} : { 'content-length': String(fault.declared) }
      return { ...plain(200, ''), headers: length, transport: { end: 'endless' } }
    }
    const shaped =
      fault?.kind === 'picture-format' ||
      fault?.kind === 'picture-wrong-ratio' ||
      fault?.kind === 'picture-oversize'
    const bytes =
      fault?.kind === 'picture-bytes'
        ? fault.bytes
        : await (shaped ? picture(task, fault) : picture(task))
    const half = fault?.kind === 'picture-truncated' ? bytes.length >> 1 : bytes.length
    return {
      status: 200,
      headers: { 'content-type': mediaType(bytes) },
      body: bytes.subarray(0, half),
    }
  }

  function durationsOf(recipe: Recipe) {
    const { durations = {} } = options
    const own = typeof durations === 'function' ? durations(recipe) : durations
    return (state: keyof Durations): number => {
      const span = own[state] ?? defaultDurations[state]
      if (typeof span === 'number') return span
      return Math.round(span[0] + random() * (span[1] - span[0]))
    }
  }

  return {
    handle,
    /** Requests to the pictures' origin. */
    handlePicture,
    faults,
    /** By id, oldest first. */
    tasks: tasks as ReadonlyMap<string, Task>,
    requests: requests as readonly Logged[],
    counters,
    picturesUrl,
    unlistedUrl,
    now,
    /** All of a task's hosted references are there, or one is not to be had, for the reason given. */
    referencesFetched(task: Task, lacks: string | undefined) {
      task.lacks = lacks
      if (lacks !== undefined) {
        task.archivingAt = task.endsAt = now()
        return
      }
      // The same bytes may have another address in each order.
      task.take = takes.next(task.recipe)
      work(task, now(), keptMs)
    },
    /** The exact bytes that the task's address serves when no fault is in the way. */
    async pictureOf(id: string): Promise<Uint8Array> {
      const task = tasks.get(id)
      if (!task) throw new Error(`No task ${id}`)
      return picture(task)
    },
    /** How many requests of one kind have come in. */
    count: (op: Operation) => requests.filter((request) => request.op === op).length,
    /** The task object as a webhook carries it. */
    row,
  }
}

function parsed(request: HiapiRequest): unknown {
  try {
    return JSON.parse(textOf(request.body))
  } catch {
    throw invalid('The body is not valid JSON.')
  }
}

function inRange(text: string | null, max: number, fallback: number): number {
  const value = /^\d+$/.test(text ?? '') ? Number(text) : 0
  return value >= 1 && value <= max ? value : fallback
}

function plain(status: number, body: string): HiapiReply {
  return { status, headers: { 'content-type': 'text/plain' }, body }
}

function mediaType(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('RIFF')) return 'image/webp'
  if (head.includes('ftyp')) return 'image/avif'
  if (head.startsWith('GIF8')) return 'image/gif'
  return head.startsWith('\xff\xd8') ? 'image/jpeg' : 'image/png'
}

import type { RelayEventName } from '../../contract/hiapi/relay/relay-event.ts'
import { monotonic } from '../monotonic.ts'
import { memberById, memberByToken } from '../store/members.ts'
import type { TaskRow } from '../store/task-row.ts'
import { changedSince } from '../store/tasks.ts'
import { replyText } from '../text.ts'
import { eventStream } from './listener.ts'
import { moneyOf, pingSeconds, queueOf } from './info.ts'
import type { HttpParts, RelayContext } from './parts.ts'
import { ReplyError } from './reply.ts'
import { taskObject } from './task-object.ts'

/** Tasks that are read from the database at once. */
const mostAtOnce = 200
/** The least milliseconds between two events about the queue. */
const queueInterval = 1_000
const longestWait = 25
const mostStreams = { all: 500, member: 8 }
/** Milliseconds after which the window should open a closed stream again. */
const retry = 1_000
const streamHeaders = {
  'Content-Type': eventStream,
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

/**
 * The news of a member's tasks, `GET` or `POST /v1/events`. It is read from the table of tasks: a window
 * that was away gets each task once, in its latest state.
 */
export function createEvents(parts: HttpParts) {
  const { database, derive, closing } = parts
  const open = new Map<string, number>()
  const openOf = (member: string) => open.get(member) ?? 0

  const isFull = (member: string) =>
    [...open.values()].reduce((sum, each) => sum + each, 0) >= mostStreams.all ||
    openOf(member) >= mostStreams.member

  async function objects(tasks: readonly TaskRow[], origin: string) {
    const now = await database.now()
    return tasks.map((task) => taskObject(task, { derive, origin, now, position: null }))
  }

  /** A token that ends also ends the streams that it opened, though its member may have another one. */
  async function isRevoked({ req }: RelayContext): Promise<boolean> {
    const [, token = ''] = (req.header('authorization') ?? '').split(' ')
    return (await memberByToken(database, token)) === null
  }

  async function cursorOf(context: RelayContext): Promise<number | null> {
    const given = context.req.header('last-event-id') ?? context.req.query('after')
    if (given === undefined || !/^\d{1,15}$/.test(given)) return context.var.member.seq
    const latest = (await memberById(database, context.var.member.id))?.seq ?? 0
    return Number(given) > latest ? null : Number(given)
  }

  async function poll(context: RelayContext): Promise<Response> {
    const { id } = context.var.member
    // No cursor if the given one is from before a loss of the database: all tasks are sent again.
    const after = (await cursorOf(context)) ?? 0
    const wait = Math.min(longestWait, Number(context.req.query('wait') ?? 0) || 0)
    const news = createNews(parts, id, context.env.gone)
    try {
      let tasks = await changedSince(database, id, after, mostAtOnce)
      const until = monotonic() + wait * 1000
      while (tasks.length === 0 && monotonic() < until && !news.isOver()) {
        await news.next(until - monotonic())
        if (await isRevoked(context)) throw new ReplyError('RELAY_TOKEN', replyText.token)
        tasks = await changedSince(database, id, after, mostAtOnce)
      }
      const cursor = String(tasks.at(-1)?.seq ?? after)
      const data = { cursor, tasks: await objects(tasks, context.var.origin) }
      return context.json({ code: 200, message: 'success', data }, 200)
    } finally {
      news.close()
    }
  }

  function stream(context: RelayContext, start: number | null): Response {
    const { member, origin } = context.var
    open.set(member.id, openOf(member.id) + 1)
    const encoder = new TextEncoder()
    const news = createNews(parts, member.id, context.env.gone)
    let cursor = start ?? member.seq

    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        const write = (text: string) => {
          controller.enqueue(encoder.encode(text))
        }
        const send = (name: RelayEventName, data: unknown, id?: number) => {
          const line = id === undefined ? '' : `id: ${id}\n`
          write(`${line}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
        }
        try {
          send('hello', { cursor: String(cursor), pingSeconds })
          if (start === null) send('reset', {})
          let told = { at: 0, queue: '', money: '' }
          let isOwed = true
          while (!news.isOver()) {
            const tasks = await changedSince(database, member.id, cursor, mostAtOnce)
            const shown = await objects(tasks, origin)
            for (const [index, task] of tasks.entries()) {
              cursor = task.seq
              send('task', shown[index], task.seq)
            }
            if (isOwed && monotonic() - told.at >= queueInterval) {
              told = await tellQueue(told, send, member.id)
              isOwed = false
            }
            if (tasks.length === mostAtOnce) continue
            // A change that follows the last event about the queue too soon waits for its turn.
            const pause = isOwed ? told.at + queueInterval - monotonic() : pingSeconds * 1000
            const isNews = await news.next(Math.max(1, pause))
            if (news.isOver()) break
            if (!isNews && !isOwed) write(': ping\n\n')
            isOwed = true
            if (await isRevoked(context)) break
          }
          if (closing.aborted) send('bye', { retry })
        } catch (error) {
          parts.log({ event: 'stream ended', member: member.id, detail: String(error) })
        } finally {
          news.close()
          open.set(member.id, openOf(member.id) - 1)
          try {
            controller.close()
          } catch {
            // The caller has closed it.
          }
        }
      },
      cancel() {
        news.end()
      },
    })
    return context.body(body, 200, streamHeaders)
  }

  async function tellQueue(
    told: { at: number; queue: string; money: string },
    send: (name: RelayEventName, data: unknown) => void,
    id: string,
  ) {
    const queue = await queueOf(parts)
    const member = await memberById(database, id)
    const { spent, reserved } =
      member === null ? { spent: 0, reserved: 0 } : await moneyOf(parts, member)
    const now = { at: monotonic(), queue: JSON.stringify(queue), money: `${spent} ${reserved}` }
    if (now.queue !== told.queue) send('queue', queue)
    if (now.money !== told.money) send('money', { spent, reserved })
    return now
  }

  return async (context: RelayContext): Promise<Response> => {
    if (!(context.req.header('accept') ?? '').includes('text/event-stream')) return poll(context)
    if (closing.aborted) throw new ReplyError('RELAY_CLOSING', replyText.closing, 2)
    const start = await cursorOf(context)
    // Nothing is awaited between this and the count: of many requests at once, the later ones see the first.
    if (isFull(context.var.member.id)) {
      throw new ReplyError('rate_limit_exceeded', replyText.tooMany, 10)
    }
    // A stream that nobody reads would stay open for ever.
    if (context.req.method === 'HEAD') return context.body(null, 200, streamHeaders)
    return stream(context, start)
  }
}

/** Waits for changes of a member's tasks, until the caller is gone or the relay closes. */
function createNews({ database, closing }: HttpParts, member: string, signal: AbortSignal) {
  let isDue = false
  let isOver = false
  let wakeUp: () => void = () => undefined
  const stop = database.onNews((whose) => {
    if (whose !== null && whose !== member) return
    isDue = true
    wakeUp()
  })
  const end = () => {
    isOver = true
    wakeUp()
  }
  signal.addEventListener('abort', end)
  closing.addEventListener('abort', end)
  return {
    isOver: () => isOver || signal.aborted || closing.aborted,
    end,
    /** Resolves with whether there may be news, after `ms` at the latest. */
    async next(ms: number): Promise<boolean> {
      if (!isDue && !isOver) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      const wasDue = isDue
      isDue = false
      return wasDue
    },
    close() {
      stop()
      signal.removeEventListener('abort', end)
      closing.removeEventListener('abort', end)
    },
  }
}

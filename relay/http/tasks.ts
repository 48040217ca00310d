import { randomBytes } from 'node:crypto'
import { createCutter } from '../orders/cut-pictures.ts'
import { readOrder } from '../orders/order.ts'
import type { TaskRow } from '../store/task-row.ts'
import { listTasks, positionOf, taskOf } from '../store/tasks.ts'
import { replyText } from '../text.ts'
import { accept } from '../queue/accept.ts'
import { applyEvent } from '../queue/apply.ts'
import type { HttpParts, RelayContext } from './parts.ts'
import { ReplyError, success } from './reply.ts'
import { taskObject } from './task-object.ts'

/** Bytes: HiAPI's own limit is 10 MB. */
const mostBody = 12_000_000
const sizes = { most: 100, otherwise: 10 }

/** `POST /v1/tasks` */
export async function createTask(parts: HttpParts, context: RelayContext): Promise<Response> {
  if (parts.closing.aborted) throw new ReplyError('RELAY_CLOSING', replyText.closing, 2)
  if (!/^application\/json\s*(;|$)/i.test(context.req.header('content-type') ?? '')) {
    throw new ReplyError('UNSUPPORTED_MEDIA_TYPE', replyText.mediaType)
  }
  const key = context.req.header('idempotency-key') ?? randomBytes(24).toString('base64url')
  if (key === '' || Buffer.byteLength(key) > 255) {
    throw new ReplyError('INVALID_REQUEST', replyText.key)
  }
  const { task, isReplay } = await parts.bodies.use(
    context.req.raw,
    mostBody,
    (cut) => {
      const order = readOrder(cut, parts.settings.allowPersistent)
      return accept(parts, context.var.member, key, order)
    },
    createCutter,
  )
  parts.wake()
  if (isReplay) context.header('Idempotent-Replay', 'true')
  return success(context, { taskId: task.id })
}

/** `GET /v1/tasks/:id` */
export async function getTask(parts: HttpParts, context: RelayContext): Promise<Response> {
  return success(context, await objectOf(parts, context, await ownTask(parts, context)))
}

/** `GET /v1/tasks`: as at HiAPI, a size or page out of range counts as the default. */
export async function listOwnTasks(parts: HttpParts, context: RelayContext): Promise<Response> {
  const page = inRange(context.req.query('page'), Infinity, 1)
  const size = inRange(context.req.query('size'), sizes.most, sizes.otherwise)
  const { total, tasks } = await listTasks(parts.database, context.var.member.id, { page, size })
  const now = await parts.database.now()
  const { origin } = context.var
  const rows = tasks.map((task) =>
    taskObject(task, { derive: parts.derive, origin, now, position: null }),
  )
  return success(context, { page, size, total, tasks: rows })
}

/** `DELETE /v1/tasks/:id`: only a task that was not sent can be stopped. */
export async function stopTask(parts: HttpParts, context: RelayContext): Promise<Response> {
  const task = await ownTask(parts, context)
  const actor = context.var.member.id
  const stopped = await applyEvent(parts, task, { kind: 'stopped' }, { actor })
  const after = await ownTask(parts, context)
  const isStopped = stopped !== null || after.error?.code === 'RELAY_STOPPED'
  if (!isStopped) throw new ReplyError('RELAY_ALREADY_SENT', replyText.alreadySent)
  return success(context, await objectOf(parts, context, after))
}

async function ownTask({ database }: HttpParts, context: RelayContext): Promise<TaskRow> {
  const task = await taskOf(database, context.var.member.id, context.req.param('id') ?? '')
  if (task === null) throw new ReplyError('NOT_FOUND', replyText.taskUnknown)
  return task
}

async function objectOf({ database, derive }: HttpParts, context: RelayContext, task: TaskRow) {
  const position = task.state === 'waiting' ? await positionOf(database, task) : null
  const { origin } = context.var
  return taskObject(task, { derive, origin, now: await database.now(), position })
}

function inRange(text: string | undefined, most: number, otherwise: number): number {
  const value = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0
  return value >= 1 && value <= most ? value : otherwise
}

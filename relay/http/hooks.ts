import { createHmac } from 'node:crypto'
import { readTask } from '../../contract/hiapi/schemas.ts'
import { isSame } from '../orders/derive.ts'
import { audit } from '../store/audit.ts'
import type { TaskRow } from '../store/task-row.ts'
import { taskById } from '../store/tasks.ts'
import { replyText } from '../text.ts'
import { applyEvent } from '../queue/apply.ts'
import { withoutBytes } from '../queue/keep-picture.ts'
import { endOf, isEmpty, noteReferences } from '../queue/look.ts'
import type { HttpParts, RelayContext } from './parts.ts'
import { ReplyError } from './reply.ts'

const mostBytes = 256_000
/** Seconds by which a callback's time may differ from ours: https://docs.hiapi.ai/async-api/ */
const mostSkew = 300

/** `POST /v1/hooks/<task>/<mac>`: HiAPI reports the end of a task. */
export async function hook(parts: HttpParts, context: RelayContext): Promise<Response> {
  const { derive, database, bodies } = parts
  const { task: id = '', mac = '' } = context.req.param() as Record<string, string>
  const task = derive.isMac(mac, 'hook', id) ? await taskById(database, id) : null
  if (task === null) throw new ReplyError('NOT_FOUND', replyText.notFound)
  // The body is read only now: nothing is read for a caller with a wrong address.
  return bodies.use(context.req.raw, mostBytes, (bytes) => heard(parts, context, task, bytes))
}

async function heard(
  parts: HttpParts,
  context: RelayContext,
  task: TaskRow,
  bytes: Uint8Array,
): Promise<Response> {
  const { settings, hiapiKey } = parts
  const now = await parts.database.now()
  const proof = signature(settings.webhookKey, context, bytes, now)
  if (proof === 'wrong') {
    await refused(parts, task, 'signature')
    await parts.reach.note({ kind: 'other-signature' })
    throw new ReplyError('RELAY_SIGNATURE', replyText.signature)
  }
  if (proof === 'stale') await refused(parts, task, 'time')
  await parts.reach.note({ kind: 'called', at: now })
  // HiAPI may repeat a call with its first time, or the relay's clock may be wrong: the relay asks HiAPI itself.
  if (proof !== 'right') return asked(parts, context, task)
  const seen = readTask(parsed(bytes), [hiapiKey()])
  const isOurs = seen !== null && (task.upstreamId === null || task.upstreamId === seen.id)
  if (isOurs && isEmpty(seen)) return asked(parts, context, task)
  const event = isOurs ? endOf(seen, settings) : null
  if (event === null) return context.body(null, 200)
  const change = await applyEvent(parts, task, await withoutBytes(parts, task, event), {
    actor: 'hiapi',
  })
  if (change !== null) {
    await noteReferences(parts, task, event)
    parts.wake()
  }
  return context.body(null, 200)
}

/** Checks a call's signature. Without the account's webhook key, anyone who knows the address could call. */
function signature(
  key: string | null,
  context: RelayContext,
  bytes: Uint8Array,
  now: number,
): 'right' | 'wrong' | 'stale' | 'unsigned' {
  if (key === null) return 'unsigned'
  const time = context.req.header('x-hiapi-timestamp') ?? ''
  const given = context.req.header('x-hiapi-signature') ?? ''
  const expected = createHmac('sha256', key).update(`${time}.`).update(bytes).digest('hex')
  if (!isSame(given, expected)) return 'wrong'
  // A time that is not a number is NaN, and counts as stale.
  return Math.abs(now / 1000 - Number(time)) <= mostSkew ? 'right' : 'stale'
}

/**
 * An unproven call, or one without a picture, is only a hint: the relay asks HiAPI next, or once the task's id
 * there is known. What a look of this moment finds may be older than the call.
 */
async function asked(parts: HttpParts, context: RelayContext, { id }: TaskRow): Promise<Response> {
  await parts.database.query(
    `UPDATE task SET wake = 0, called = 1 WHERE id = $1 AND state IN ('submitting', 'running')`,
    [id],
  )
  parts.wake()
  return context.body(null, 202)
}

async function refused({ database }: HttpParts, { id, member }: TaskRow, detail: string) {
  await audit(database, { member, actor: 'hiapi', action: 'callback refused', task: id, detail })
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    // A body that is not JSON changes nothing.
    return null
  }
}

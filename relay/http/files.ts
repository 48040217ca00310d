import { objectOf } from '../store/references.ts'
import { taskById } from '../store/tasks.ts'
import { audit } from '../store/audit.ts'
import { outputKey, referenceKey } from '../objects/object-store.ts'
import { detailOf } from '../log.ts'
import { fetchAgain } from '../queue/archive.ts'
import { patiently } from '../store/patiently.ts'
import { replyText } from '../text.ts'
import type { HttpParts, RelayContext } from './parts.ts'
import { failure, ReplyError } from './reply.ts'

/** Milliseconds for which HiAPI may fetch a reference after its task was first sent. */
const referenceOpen = 26 * 3_600_000
/** Milliseconds to keep trying the database: HiAPI asks once, and fails the task if it gets nothing. */
const patience = 8_000

/** `GET /r/<task>/<n>/<mac>.<ext>`: a reference, for HiAPI, while its task is under way. */
export async function referenceFile(parts: HttpParts, context: RelayContext): Promise<Response> {
  const { derive, database, reach } = parts
  const { task: id = '', n = '', file = '' } = context.req.param() as Record<string, string>
  const task = await patiently(patience, () => taskById(database, id))
  const reference = /^\d{1,2}$/.test(n) ? task?.asked.references[Number(n)] : undefined
  const hash = reference?.kind === 'stored' ? reference.sha256 : ''
  const isMac = derive.isMac(file.replace(/\.[a-z]+$/, ''), 'ref', id, n, hash)
  if (task === null || hash === '' || !isMac) throw new ReplyError('NOT_FOUND', replyText.notFound)
  const now = await patiently(patience, () => database.now())
  const isOver = ['success', 'fail', 'archiving'].includes(task.state)
  if (isOver || now - (task.firstSent ?? now) > referenceOpen) return gone(context)
  const fetched = { member: task.member, actor: 'hiapi', task: id, detail: n } as const
  const noted = Promise.all([
    audit(database, { ...fetched, action: 'reference fetched' }),
    reach.note({ kind: 'fetched', at: now }),
  ])
  // HiAPI gets its reference even if the fetch could not be recorded.
  await noted.catch((error: unknown) => {
    parts.log({ event: 'fetch not noted', task: id, detail: detailOf(error) })
  })
  return sent(parts, context, referenceKey(hash))
}

/** `GET /o/<task>/<n>/<exp>/<mac>.<ext>`: a finished picture, for anyone who was given the address. */
export function createOutputFile(parts: HttpParts) {
  /** Pictures that are being fetched again: further requests for one wait for the same fetch. */
  const fetching = new Map<string, Promise<boolean>>()
  const isFetchedAgain = (id: string): Promise<boolean> => {
    const work = fetching.get(id) ?? again(id).finally(() => fetching.delete(id))
    fetching.set(id, work)
    return work
  }
  async function again(id: string): Promise<boolean> {
    const task = await taskById(parts.database, id)
    return task !== null && fetchAgain(parts, task)
  }
  return (context: RelayContext) => outputFile(parts, context, isFetchedAgain)
}

async function outputFile(
  parts: HttpParts,
  context: RelayContext,
  isFetchedAgain: (id: string) => Promise<boolean>,
): Promise<Response> {
  const { derive, database } = parts
  const params = context.req.param() as Record<string, string>
  const { task: id = '', n = '', until = '', file = '' } = params
  const isMac = derive.isMac(file.replace(/\.[a-z]+$/, ''), 'out', id, n, until)
  if (!isMac) throw new ReplyError('NOT_FOUND', replyText.notFound)
  if (Number(until) * 1000 < (await database.now())) return gone(context)
  const key = outputKey(id)
  if (!(await parts.objects.has(key)) && !(await isFetchedAgain(id))) {
    throw new ReplyError('GONE', replyText.pictureGone)
  }
  return sent(parts, context, key)
}

async function sent(
  { objects, database }: HttpParts,
  context: RelayContext,
  key: string,
): Promise<Response> {
  const kept = await patiently(patience, () => objectOf(database, key))
  const stream = kept === null ? null : await objects.get(key)
  if (kept === null || stream === null) return gone(context)
  const headers = {
    'Content-Type': kept.type,
    'Content-Length': String(kept.bytes),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
    'Cache-Control': 'private, max-age=3600',
  }
  if (context.req.method === 'HEAD') {
    await stream.cancel()
    return context.body(null, 200, headers)
  }
  return context.body(stream, 200, headers)
}

function gone(context: RelayContext): Response {
  return failure(context, new ReplyError('GONE', replyText.gone))
}

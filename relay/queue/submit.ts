import { createHash } from 'node:crypto'
import { HiApiError, isKind } from '../../contract/hiapi/errors.ts'
import { substituteFor } from '../../contract/hiapi/models/model.ts'
import { modelOf, namesOf } from '../../contract/hiapi/models/models.ts'
import { waitBefore } from '../../contract/hiapi/retries/retry-timing.ts'
import { ObjectError, type ObjectStore, referenceKey } from '../objects/object-store.ts'
import { bodyOf, type SentReference } from '../orders/body.ts'
import type { PriceTable } from '../orders/price.ts'
import { audit } from '../store/audit.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { objectOf } from '../store/references.ts'
import type { Sending, TaskRow } from '../store/task-row.ts'
import type { CreateBody } from '../upstream/client.ts'
import { applyEvent } from './apply.ts'
import { leaseLength } from './claim.ts'
import type { Semaphore } from './semaphore.ts'
import { learnedLifetimes, lookTime, nextLook } from './look-times.ts'
import { concernsAll, meaningOf } from './create-errors.ts'
import { eased, held, opened, type Pace } from './pace.ts'
import { readPace, writePace } from './pace-row.ts'
import type { WorkParts } from './parts.ts'
import { repeatFor, type TaskEvent } from './steps.ts'

/** Seconds for which HiAPI may fetch a reference from a bucket. */
const addressLifetime = 26 * 3_600
/** Milliseconds to wait after a 429 that names no wait. */
const pauseAfter = 5_000

/**
 * Sends a task's create once, and records the result. The choices about its body are recorded before that,
 * so that any relay can send the same body again.
 *
 * @param inline limits the pictures that are sent within bodies at once
 */
export async function submit(parts: WorkParts, task: TaskRow, inline: Semaphore): Promise<void> {
  // Until it is sent, the reach may change.
  const sent = task.firstSent === null ? null : task.sending
  const sending = sent ?? (await decide(parts, task))
  try {
    const references = await referencesOf(parts, task, sending)
    const bytes = references?.reduce(
      (sum, each) => sum + (each.kind === 'bytes' ? each.size : 0),
      0,
    )
    await inline.use(bytes ?? 0, async () => {
      const body = await prepare(parts, task, sending, references)
      if (body !== null) await send(parts, task, sending, body)
    })
  } catch (error) {
    // Without its references it can't be sent, but stopped.
    if (error instanceof ObjectError)
      await apply(parts, task, { kind: 'not-taken', wait: leaseLength })
    throw error
  }
}

async function send(
  parts: WorkParts,
  task: TaskRow,
  sending: Sending,
  body: CreateBody,
): Promise<void> {
  try {
    const upstreamId = await parts.upstream.create(body, task.upstreamKey)
    await changePace(parts, opened)
    if (sending.model !== task.asked.model) await writeMeta(parts.database, 'model', sending.model)
    await audited(parts, task)
    await apply(parts, task, { kind: 'accepted', upstreamId })
  } catch (error) {
    if (!(error instanceof HiApiError)) throw error
    if (await sendsOther(parts, task, sending, error)) return
    await apply(parts, task, await eventFor(parts, task, error))
  }
}

/** The body to send, recorded before sending; null if it can't be sent. */
async function prepare(
  parts: WorkParts,
  task: TaskRow,
  sending: Sending,
  references: readonly SentReference[] | null,
): Promise<CreateBody | null> {
  const { prompt } = task.asked
  if (references === null || prompt === null) {
    await apply(parts, task, { kind: 'picture-gone' })
    return null
  }
  const open = () => bodyOf({ ...task.asked, prompt }, sending, references)
  const { hash, length } = await measured(open)
  const body = { length, open }
  if (task.bodyHash !== null) {
    const now = await parts.database.now()
    // After a long pause, or a long time without a relay, HiAPI may have forgotten the key: it would make the
    // picture a second time.
    const isForgotten = now - (task.firstSent ?? now) >= repeatFor
    if (task.bodyHash === hash && !isForgotten) return body
    await apply(parts, task, isForgotten ? { kind: 'unanswered', wait: 0 } : { kind: 'other-body' })
    return null
  }
  const rows = await parts.database.query(
    `UPDATE task SET sending = $2, body_hash = $3, first_sent = $4
      WHERE id = $1 AND state = 'submitting' AND lease_by = $5 AND body_hash IS NULL RETURNING id`,
    [task.id, JSON.stringify(sending), hash, await parts.database.now(), parts.relay],
  )
  // Without a row, another relay has taken the task over in the meantime.
  return rows.length === 0 ? null : body
}

/** Decides how a task is sent, by the present reach; in place of what HiAPI has refused, something else. */
async function decide({ reach, derive, objects, settings, database }: WorkParts, task: TaskRow) {
  const { references: mode, isCalled } = await reach.reach()
  const base = settings.publicUrl ?? ''
  const addresses = await Promise.all(
    task.asked.references.map(async (reference, index) => {
      if (reference.kind === 'address') return reference.url
      if (mode === 'inline') return null
      const key = referenceKey(reference.sha256)
      if (mode === 'bucket') return objects.address(key, addressLifetime)
      const mac = derive.mac('ref', task.id, String(index), reference.sha256)
      return `${base}/r/${task.id}/${index}/${mac}.png`
    }),
  )
  const known = await readMeta(database, 'model')
  const isSameModel = known !== null && namesOf(modelOf(task.asked.model)).includes(known)
  const sending: Sending = {
    mode,
    addresses,
    model: task.sending?.model ?? (isSameModel ? known : task.asked.model),
    resolution: task.sending?.resolution ?? task.asked.resolution,
    price: task.sending?.price,
    callback: isCalled ? `${base}/v1/hooks/${task.id}/${derive.mac('hook', task.id)}` : '',
  }
  return sending
}

/** Reads a body once before it is sent, because its hash is recorded first. */
async function measured(open: CreateBody['open']) {
  const hash = createHash('sha256')
  let length = 0
  for await (const piece of open()) {
    hash.update(piece)
    length += piece.length
  }
  return { hash: hash.digest('hex'), length }
}

/** The references as they are sent; null if the bytes of one are gone. */
async function referencesOf(
  { database, objects }: WorkParts,
  { asked, firstSent }: TaskRow,
  { addresses }: Sending,
): Promise<readonly SentReference[] | null> {
  const sent: SentReference[] = []
  for (const [index, reference] of asked.references.entries()) {
    const url = addresses[index] ?? null
    if (reference.kind === 'address') sent.push({ kind: 'address', url: reference.url })
    else if (url !== null && firstSent !== null) {
      // The task was sent before, so HiAPI may have fetched this reference already.
      sent.push({ kind: 'address', url })
    } else {
      const key = referenceKey(reference.sha256)
      const known = await objectOf(database, key)
      if (known === null || !(await objects.has(key))) return null
      if (url !== null) sent.push({ kind: 'address', url })
      else {
        const { type, bytes: size } = known
        sent.push({ kind: 'bytes', type, size, open: () => piecesOf(objects, key) })
      }
    }
  }
  return sent
}

async function* piecesOf(objects: ObjectStore, key: string): AsyncGenerator<Uint8Array> {
  const stream = await objects.get(key)
  if (stream === null) throw new ObjectError('A reference is gone.')
  yield* stream as AsyncIterable<Uint8Array>
}

/**
 * Prepares another body after one that was surely refused: with the model's other name, or with a resolution
 * that certainly exists. It gets its own key, because HiAPI compares bodies under a key.
 *
 * @returns whether there is such a body, and its member may still order
 */
async function sendsOther(
  { database, relay, prices }: WorkParts,
  task: TaskRow,
  sending: Sending,
  error: HiApiError,
): Promise<boolean> {
  // A refusal proves that HiAPI has nothing only if nothing was sent under this key before.
  if (error.mayExist || task.firstSent !== null) return false
  const other = otherBody(task, sending, error, prices())
  if (other === null) return false
  const rows = await database.query(
    `UPDATE task SET sending = $2, body_hash = NULL, first_sent = NULL, upstream_key = $3, wake = 0,
        lease_by = NULL, lease_until = 0
      WHERE id = $1 AND state = 'submitting' AND lease_by = $4
        AND member IN (SELECT id FROM member WHERE revoked IS NULL) RETURNING id`,
    [
      task.id,
      JSON.stringify({ ...sending, ...other.change }),
      task.upstreamKey + other.suffix,
      relay,
    ],
  )
  return rows.length > 0
}

function otherBody(
  { asked, upstreamKey }: TaskRow,
  sending: Sending,
  error: HiApiError,
  prices: PriceTable,
) {
  if (!isKind(error, 'refused', 'model-refused')) return null
  const model = modelOf(sending.model)
  // By its whole name: the word "model" also occurs in unrelated sentences.
  if (error.kind === 'model-refused' || error.words?.includes(sending.model) === true) {
    const name = namesOf(model).find((each) => each !== sending.model)
    const isTried = upstreamKey.includes('-other-name')
    return name === undefined || isTried ? null : { suffix: '-other-name', change: { model: name } }
  }
  const { ratio } = asked
  const resolution = substituteFor(model, { ratio, resolution: sending.resolution })
  const isAboutCell = error.kind === 'refused' && /ratio|resolution/i.test(error.words ?? '')
  if (resolution === null || !isAboutCell) return null
  const price = prices.of(sending.model, resolution)
  return { suffix: `-${resolution}`, change: { resolution, price } }
}

async function eventFor(parts: WorkParts, task: TaskRow, error: HiApiError): Promise<TaskEvent> {
  const wait = waitBefore(task.tries, error.retryAfter, parts.random())
  const meaning = meaningOf(error)
  await slowDown(parts, error)
  switch (meaning) {
    case 'other-body':
      return { kind: meaning }
    case 'refused':
      return { kind: meaning, words: error.words, isCharged: error.mayExist }
    case 'not-taken':
    case 'unanswered':
      return { kind: meaning, wait }
    case 'all-wait':
      return { kind: 'not-taken', wait: 0 }
  }
}

/** Slows or pauses all tasks, if a refusal concerns all of them. */
export async function slowDown(parts: WorkParts, error: HiApiError): Promise<void> {
  const { kind, retryAfter } = error
  if (!concernsAll(error)) return
  if (kind === 'rate-limited') {
    await changePace(parts, (pace, now) => eased(pace, now, retryAfter ?? pauseAfter))
  } else await hold(parts, kind === 'out-of-balance' ? 'balance' : 'key')
}

async function hold(parts: WorkParts, reason: 'key' | 'balance'): Promise<void> {
  await changePace(parts, (pace, now) => held(pace, reason, now))
  parts.log({ event: 'held', detail: reason })
}

/** Changes the shared pace under the same lock as all claims. */
export async function changePace(
  { database, settings }: WorkParts,
  change: (pace: Pace, now: number) => Pace,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(`UPDATE lock SET n = n + 1 WHERE name = 'dispatch'`)
    const pace = await readPace(transaction, settings.most)
    const next = change(pace, await transaction.now())
    if (next !== pace) await writePace(transaction, next)
  })
}

async function audited({ database }: WorkParts, { member, id }: TaskRow): Promise<void> {
  await audit(database, { member, actor: 'relay', action: 'order sent', task: id })
}

async function apply(parts: WorkParts, task: TaskRow, event: TaskEvent): Promise<void> {
  const { isTrusted } = await parts.reach.reach()
  const learned = isTrusted ? await learnedLifetimes(parts.database) : parts.lifetimes.learned()
  // A relay whose lease has ended does not know what another has sent since.
  const holder = event.kind === 'accepted' ? {} : { heldBy: parts.relay }
  await applyEvent(parts, task, event, {
    ...holder,
    firstLook: (now) =>
      isTrusted
        ? lookTime(parts.settings.lookAfter, { since: now, last: null }, learned, now)
        : nextLook(now, [now], learned),
  })
}

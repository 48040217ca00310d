import type { RelayErrorCode } from '../../contract/hiapi/relay/relay-errors.ts'
import { referenceKey } from '../objects/object-store.ts'
import { hashOf, type InlinePicture, type Order } from '../orders/order.ts'
import { monthOf } from '../orders/price.ts'
import { replyText } from '../text.ts'
import { dollars } from './dollars.ts'
import { audit } from '../store/audit.ts'
import type { Transaction } from '../store/database.ts'
import type { Member } from '../store/members.ts'
import { memberById, nextSeq } from '../store/members.ts'
import { keepObject, keepReference, referenceLifetime, referenceOf } from '../store/references.ts'
import { reserve, spendOf, team } from '../store/spend.ts'
import type { TaskRow } from '../store/task-row.ts'
import { countIn, insertTask, taskByKey } from '../store/tasks.ts'
import { readPace } from './pace-row.ts'
import type { WorkParts } from './parts.ts'

/** The most waiting tasks of all members together, and of one member. */
export const mostWaiting = { all: 2_000, member: 500 }

/** Why an order is not accepted. Nothing but the audit was written. */
export class RefusedOrder extends Error {
  override readonly name = 'RefusedOrder'
  readonly code: RelayErrorCode | 'IDEMPOTENCY_KEY_MISMATCH'
  /** Seconds after which the order may be accepted; null if waiting doesn't help. */
  readonly retryAfter: number | null

  constructor(code: RefusedOrder['code'], message: string, retryAfter: number | null = null) {
    super(message)
    this.code = code
    this.retryAfter = retryAfter
  }
}

export interface Accepted {
  readonly task: TaskRow
  /** Whether the same order came under this key before. */
  readonly isReplay: boolean
}

/**
 * Accepts an order once for each key of a member: reserves its price, and queues its task.
 *
 * @throws {RefusedOrder}, {DatabaseError}, {ObjectError}
 */
export async function accept(
  parts: WorkParts,
  member: Member,
  clientKey: string,
  order: Order,
): Promise<Accepted> {
  const { database } = parts
  const known = replayOf(await taskByKey(database, member.id, clientKey), order)
  if (known !== null) return { task: known, isReplay: true }
  await storeInline(parts, member.id, order.inline)
  await requireReferences(parts, member.id, order)
  try {
    const accepted = await database.transaction(async (transaction) => {
      const seq = await nextSeq(transaction, member.id)
      // Two requests with the same order may arrive together: the later one finds the task of the other.
      const other = replayOf(await taskByKey(transaction, member.id, clientKey), order)
      if (other !== null) return { task: other, isReplay: true }
      await requireOpen(transaction, parts)
      await requireRoom(transaction, parts, member.id)
      const price = parts.prices().of(order.asked.model, order.asked.resolution)
      const now = await transaction.now()
      const month = monthOf(now)
      // Read the budget again: it may have changed since the request came in.
      const { budget = null, revoked = 0 } = (await memberById(transaction, member.id)) ?? {}
      // Revoked since then: the member's waiting tasks were stopped, so no new one may follow.
      if (revoked !== null) throw new RefusedOrder('RELAY_TOKEN', replyText.token)
      await requireMoney(transaction, parts, { member: member.id, month, price, budget })
      const id = parts.derive.taskId(member.id, clientKey)
      const upstreamKey = parts.derive.upstreamKey(member.id, clientKey)
      const { asked } = order
      const askedHash = hashOf(asked)
      const row = {
        id,
        member: member.id,
        clientKey,
        askedHash,
        asked,
        upstreamKey,
        price,
        month,
        seq,
      }
      await insertTask(transaction, row, now)
      const entry = { member: member.id, actor: member.id, task: id } as const
      await audit(transaction, { ...entry, action: 'order accepted' })
      await transaction.announce(member.id)
      const task = await taskByKey(transaction, member.id, clientKey)
      return task === null ? null : { task, isReplay: false }
    })
    if (accepted === null) throw new Error('A task was written and is not there.')
    return accepted
  } catch (error) {
    if (error instanceof RefusedOrder) {
      const entry = { member: member.id, actor: member.id, detail: error.code }
      await audit(database, { ...entry, action: 'order refused' })
    }
    throw error
  }
}

/** The task of an earlier order under the same key; null if there is none. */
function replayOf(task: TaskRow | null, { asked }: Order): TaskRow | null {
  if (task === null || task.askedHash === hashOf(asked)) return task
  throw new RefusedOrder('IDEMPOTENCY_KEY_MISMATCH', replyText.mismatch)
}

/** Stores the pictures within the request as objects: bytes never get into the database. */
async function storeInline(
  parts: WorkParts,
  member: string,
  pictures: readonly InlinePicture[],
): Promise<void> {
  for (const { sha256, type, bytes } of pictures)
    await storeReference(parts, member, { sha256, type, bytes })
}

/** Stores a reference once, whichever member sends it, and records that this member may use it. */
export async function storeReference(
  { database, objects }: WorkParts,
  member: string,
  { sha256, type, bytes }: InlinePicture,
): Promise<number> {
  const key = referenceKey(sha256)
  const expires = (await database.now()) + referenceLifetime
  // First, so that no sweep removes it from now on.
  await keepObject(database, { key, type, bytes: bytes.length, expires })
  if (!(await objects.has(key))) await objects.put(key, bytes, type)
  return keepReference(database, member, { sha256, type, bytes: bytes.length })
}

async function requireReferences(
  { database, objects }: WorkParts,
  member: string,
  { uploaded }: Order,
): Promise<void> {
  for (const sha256 of new Set(uploaded)) {
    const known = await referenceOf(database, member, sha256)
    const isThere = known !== null && (await objects.has(referenceKey(sha256)))
    if (!isThere) throw new RefusedOrder('RELAY_REFERENCE_UNKNOWN', replyText.referenceUnknown)
    await keepReference(database, member, known)
  }
}

/** Refuses orders during a pause, unless none is left to try: without a try, the pause would never end. */
async function requireOpen(transaction: Transaction, { settings }: WorkParts): Promise<void> {
  const reason = async () => (await readPace(transaction, settings.most)).pausedFor
  if ((await reason()) === null) return
  // Orders of several members may arrive together: under the lock of all claims, the later ones see the first.
  await transaction.query(`UPDATE lock SET n = n + 1 WHERE name = 'dispatch'`)
  const pausedFor = await reason()
  if (pausedFor === null || (await countIn(transaction, ['waiting', 'submitting'])) === 0) return
  if (pausedFor === 'key') throw new RefusedOrder('RELAY_NO_KEY', replyText.noKey, 60)
  throw new RefusedOrder('RELAY_BALANCE', replyText.balance)
}

async function requireRoom(
  transaction: Transaction,
  { settings }: WorkParts,
  member: string,
): Promise<void> {
  const all = await countIn(transaction, ['waiting'])
  const own = await countIn(transaction, ['waiting'], member)
  if (all >= mostWaiting.all || own >= mostWaiting.member) {
    const seconds = Math.ceil((60 * all) / settings.most.perMinute / 2)
    throw new RefusedOrder('RELAY_QUEUE_FULL', replyText.queueFull, Math.min(60, seconds))
  }
}

interface Price {
  readonly member: string
  readonly month: string
  readonly price: number
  readonly budget: number | null
}

async function requireMoney(
  transaction: Transaction,
  { settings }: WorkParts,
  { member, month, price, budget }: Price,
): Promise<void> {
  if (!(await reserve(transaction, member, month, price, budget))) {
    const { spent, reserved } = await spendOf(transaction, member, month)
    const words = [budget ?? 0, spent, reserved].map(dollars) as [string, string, string]
    throw new RefusedOrder('RELAY_BUDGET', replyText.budget(...words))
  }
  if (!(await reserve(transaction, team, month, price, settings.teamBudget))) {
    const text = replyText.teamBudget(dollars(settings.teamBudget ?? 0))
    throw new RefusedOrder('RELAY_TEAM_BUDGET', text)
  }
}

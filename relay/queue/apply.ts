import { audit } from '../store/audit.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../store/database.ts'
import { memberById, nextSeq } from '../store/members.ts'
import { settle } from '../store/spend.ts'
import type { TaskRow } from '../store/task-row.ts'
import { inList } from '../store/tasks.ts'
import { statesFor, step, type Change, type TaskEvent } from './steps.ts'

/** Thrown to roll the transaction back, because the task was changed first by another. */
class Superseded extends Error {}

export interface Applied {
  /** When to look first at a task that HiAPI has just accepted; left out for other events. */
  readonly firstLook?: (now: number) => number
  /** Who caused the event: a member or `hiapi`; left out for a relay. */
  readonly actor?: string
  /** The relay that must still hold the task's lease; left out for events that are true without it. */
  readonly heldBy?: string
}

/** The database with the task, and how long prompts are kept. */
export interface ApplyParts {
  readonly database: Database
  readonly settings: Pick<Settings, 'promptDays'>
}

/**
 * Applies an event to a task in one transaction: member, money, task, news. Everywhere this order is the
 * same, so that transactions don't deadlock. Late and repeated events change nothing.
 *
 * @returns the change; null if there was none
 */
export async function applyEvent(
  { database, settings }: ApplyParts,
  task: TaskRow,
  event: TaskEvent,
  { actor = 'relay', firstLook = () => 0, heldBy }: Applied = {},
): Promise<Change | null> {
  try {
    return await database.transaction(async (transaction) => {
      const seq = await nextSeq(transaction, task.member)
      const now = await transaction.now()
      let change = step(task, event, now, firstLook(now))
      // What a revoked member ordered, and HiAPI did not take, is not sent again.
      if (change?.isUnsent && (await memberById(transaction, task.member))?.revoked) {
        change = step({ ...task, state: 'waiting' }, { kind: 'stopped' }, now, 0)
      }
      if (change === null) throw new Superseded()
      if (change.settlement !== undefined) await settle(transaction, task, change.settlement)
      const isForgotten = change.isEnd === true && settings.promptDays === 0
      const rows = await transaction.query(
        // HiAPI may have called before the task's id was known, or during a look: then it is looked at now.
        `UPDATE task SET state = $2, wake = CASE WHEN $2 = 'running' AND called = 1 THEN 0 ELSE CAST($3 AS BIGINT) END, seq = $4, lease_by = NULL, lease_until = 0,
            tries = COALESCE($5, tries), upstream_id = COALESCE(upstream_id, $6),
            upstream_status = COALESCE($7, upstream_status), output = COALESCE($8, output),
            error = COALESCE($9, error), completed = CASE WHEN $10 = 1 THEN $11 ELSE completed END,
            first_sent = CASE WHEN $12 = 1 THEN NULL ELSE first_sent END,
            body_hash = CASE WHEN $12 = 1 THEN NULL ELSE body_hash END,
            asked = COALESCE($14, asked)
          WHERE id = $1 AND state IN (${inList(statesFor(event))})
            AND (CAST($13 AS TEXT) IS NULL OR lease_by = $13) RETURNING id`,
        [
          task.id,
          change.state,
          // Waits have a random part, but PostgreSQL takes only whole milliseconds.
          Math.round(change.wake),
          seq,
          change.tries ?? null,
          change.upstreamId ?? null,
          change.upstreamStatus ?? null,
          (change.output && JSON.stringify(change.output)) ?? null,
          (change.error && JSON.stringify(change.error)) ?? null,
          change.isEnd === true ? 1 : 0,
          now,
          change.isUnsent === true ? 1 : 0,
          heldBy ?? null,
          isForgotten ? JSON.stringify({ ...task.asked, prompt: null }) : null,
        ],
      )
      if (rows.length === 0) throw new Superseded()
      if (change.isEnd === true) {
        await audit(transaction, {
          member: task.member,
          actor,
          action: event.kind === 'stopped' ? 'task stopped' : 'task ended',
          task: task.id,
          detail: change.error?.code ?? change.state,
        })
      }
      await transaction.announce(task.member)
      return change
    })
  } catch (error) {
    if (error instanceof Superseded) return null
    throw error
  }
}

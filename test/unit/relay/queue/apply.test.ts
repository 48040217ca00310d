import { expect, test } from 'vitest'
import { applyEvent } from '../../../../relay/queue/apply.ts'
import type { TaskEvent } from '../../../../relay/queue/steps.ts'
import { stopWaiting } from '../../../../relay/queue/stop-waiting.ts'
import { revokeMember } from '../../../../relay/store/members.ts'
import { spendOf, team } from '../../../../relay/store/spend.ts'
import { taskById } from '../../../../relay/store/tasks.ts'
import { addWaitingOrder, claimNext } from '../../../relay/support/waiting-order.ts'
import { emptyDatabase } from '../empty-database.ts'

/** An order of Ann's that a relay is sending. */
async function sending() {
  const { database } = await emptyDatabase()
  await addWaitingOrder(database)
  const next = () => claimNext(database)
  const found = await next()
  if (found.kind !== 'submit') throw new Error('It waits.')
  const parts = { database, settings: { promptDays: 1 } }
  return {
    parts,
    next,
    apply: (event: TaskEvent) => applyEvent(parts, found.task, event),
  }
}

test('an order that HiAPI puts off is sent again', async () => {
  const { next, apply } = await sending()
  await apply({ kind: 'not-taken', wait: 0 })
  expect((await next()).kind).toBe('submit')
})

test('an order that HiAPI puts off is not sent again once its member is revoked', async () => {
  const { parts, next, apply } = await sending()
  await revokeMember(parts.database, 'ann')
  expect(await stopWaiting(parts, 'ann', 'command line')).toBe(0)
  await apply({ kind: 'not-taken', wait: 0 })
  expect((await next()).kind).toBe('rest')
  expect(await taskById(parts.database, 'task')).toMatchObject({
    state: 'fail',
    error: { code: 'RELAY_STOPPED' },
  })
  for (const whose of ['ann', team]) {
    expect(await spendOf(parts.database, whose, '2026-11')).toMatchObject({ reserved: 0, spent: 0 })
  }
})

test('an order that HiAPI has taken ends as usual though its member is revoked', async () => {
  const { parts, apply } = await sending()
  await revokeMember(parts.database, 'ann')
  await apply({ kind: 'accepted', upstreamId: 'tk-1' })
  expect(await taskById(parts.database, 'task')).toMatchObject({ state: 'running' })
})

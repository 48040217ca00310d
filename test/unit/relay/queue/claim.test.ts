import { expect, test } from 'vitest'
import { type Claim, claim } from '../../../../relay/queue/claim.ts'
import type { Database } from '../../../../relay/store/database.ts'
import { asked } from '../../../relay/support/waiting-order.ts'
import { emptyDatabase } from '../empty-database.ts'

/** Tasks that were sent one after the other, from this number on. */
async function addTasks(
  database: Database,
  state: 'running' | 'success',
  from: number,
  count: number,
): Promise<void> {
  for (let n = from; n < from + count; n++) {
    await database.query(
      `INSERT INTO task (id, member, client_key, asked_hash, asked, upstream_key, upstream_id, state, wake,
          lease_until, tries, first_sent, price, month, created, completed, seq)
        VALUES ($1, 'ann', $1, '', $2, $1, $1, $3, 0, 0, 0, $4, 0, '2026-11', $4, 0, $4)`,
      [`task-${n}`, JSON.stringify(asked), state, n],
    )
  }
}

const next = (database: Database, isTrusted = true): Promise<Claim> =>
  claim(database, {
    relay: 'one',
    most: { perMinute: 60, atOnce: 10 },
    isArchiverFree: true,
    longestRest: 1_000,
    isTrusted,
    typical: null,
  })

const idsOf = (found: Claim) => (found.kind === 'look' ? found.tasks.map(({ id }) => id) : [])

test('tasks that one list can tell of are looked for together', async () => {
  const { database } = await emptyDatabase()
  await addTasks(database, 'running', 1, 5)
  await addTasks(database, 'success', 6, 95)
  expect(idsOf(await next(database))).toHaveLength(5)
})

test('where HiAPI does not call, a look for one looks for all that run', async () => {
  const { database } = await emptyDatabase()
  await addTasks(database, 'running', 1, 5)
  await database.query(`UPDATE task SET wake = $1 WHERE id <> 'task-3'`, [Date.now() + 60_000])
  expect(idsOf(await next(database, false))).toHaveLength(5)
  // They are all being looked for.
  expect((await next(database, false)).kind).toBe('rest')
})

test('where it calls, others are left in peace', async () => {
  const { database } = await emptyDatabase()
  await addTasks(database, 'running', 1, 5)
  await database.query(`UPDATE task SET wake = $1 WHERE id <> 'task-3'`, [Date.now() + 60_000])
  expect(idsOf(await next(database))).toEqual(['task-3'])
})

test('tasks that a hundred newer ones have pushed off the list are asked for by id', async () => {
  const { database } = await emptyDatabase()
  await addTasks(database, 'running', 1, 6)
  await addTasks(database, 'success', 7, 97)
  // 103 tasks: the first three are not listed.
  expect(idsOf(await next(database))).toEqual(['task-1', 'task-2'])
  expect(idsOf(await next(database))).toEqual(['task-3'])
  expect(idsOf(await next(database))).toEqual(['task-4', 'task-5', 'task-6'])
})

test('while the balance is used up, the results of what was paid before are still asked for', async () => {
  const { database } = await emptyDatabase()
  await addTasks(database, 'running', 1, 1)
  await addTasks(database, 'running', 2, 1)
  await database.query(`UPDATE task SET state = 'waiting' WHERE id = 'task-2'`)
  await next(database)
  // The order was refused, and waits for the next try.
  await database.query(`UPDATE task SET state = 'waiting', lease_until = 0 WHERE id = 'task-2'`)
  const until = Date.now() + 60_000
  await database.query(`UPDATE pace SET paused_for = 'balance', paused_until = $1`, [until])
  expect(idsOf(await next(database))).toEqual(['task-1'])
  // And the next try is not put off by that.
  expect(await database.query('SELECT paused_until FROM pace')).toEqual([{ paused_until: until }])
})

test('a clock that was set back by hours holds up neither looks nor what a dead relay has left', async () => {
  const { database } = await emptyDatabase()
  const later = Date.now() + 2 * 3_600_000
  await addTasks(database, 'running', 1, 1)
  await next(database)
  // As if all of it had been written before.
  await database.query('UPDATE sent SET at = $1', [later])
  await database.query('UPDATE pace SET paused_until = $1', [later])
  await database.query('UPDATE task SET lease_until = $1, wake = $1', [later])
  expect((await next(database)).kind).toBe('rest')
  expect(idsOf(await next(database))).toEqual(['task-1'])
})

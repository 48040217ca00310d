import { claim } from '../../../relay/queue/claim.ts'
import type { Database } from '../../../relay/store/database.ts'
import { addMember } from '../../../relay/store/members.ts'
import { reserve, team } from '../../../relay/store/spend.ts'
import { insertTask } from '../../../relay/store/tasks.ts'

/** What a plain order asks for. */
export const asked = {
  model: 'gpt-image-2-image-to-image',
  prompt: 'A poster on a wall',
  ratio: '4:5',
  resolution: '1K',
  background: null,
  references: [],
} as const

/** Adds Ann, and an order of hers that waits: `task`, for 3 cents of November 2026. */
export async function addWaitingOrder(database: Database): Promise<void> {
  await addMember(database, { id: 'ann', name: 'Ann', role: 'member', budget: null })
  for (const whose of ['ann', team]) await reserve(database, whose, '2026-11', 30_000, null)
  const task = { id: 'task', member: 'ann', clientKey: 'job', askedHash: '', upstreamKey: 'up' }
  const order = { ...task, asked: { ...asked, references: [] }, price: 30_000, month: '2026-11' }
  await insertTask(database, { ...order, seq: 0 }, 0)
}

/** A relay's claim of the next task, as it is made when nothing else is under way. */
export const claimNext = (database: Database) =>
  claim(database, {
    relay: 'one',
    most: { perMinute: 60, atOnce: 10 },
    isArchiverFree: true,
    longestRest: 1_000,
    isTrusted: true,
    typical: null,
  })

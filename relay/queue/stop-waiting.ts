import { readTasks, taskColumns } from '../store/task-row.ts'
import { type ApplyParts, applyEvent } from './apply.ts'

/**
 * Stops what a member ordered and nobody has sent yet: it costs nothing.
 *
 * @returns how many
 */
export async function stopWaiting(
  parts: ApplyParts,
  member: string,
  actor: string,
): Promise<number> {
  const rows = await parts.database.query(
    `SELECT ${taskColumns} FROM task WHERE member = $1 AND state = 'waiting'`,
    [member],
  )
  let stopped = 0
  for (const task of readTasks(rows)) {
    const change = await applyEvent(parts, task, { kind: 'stopped' }, { actor, firstLook: () => 0 })
    // One that was sent in the meantime goes on.
    if (change !== null) stopped++
  }
  return stopped
}

import { readTasks, taskColumns } from '../store/task-row.ts'
import { type ApplyParts, applyEvent } from './apply.ts'

/**
 * Stops a member's tasks that were not sent yet, and so cost nothing.
 *
 * @returns how many were stopped
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
    const change = await applyEvent(parts, task, { kind: 'stopped' }, { actor })
    // A task that was sent in the meantime continues.
    if (change !== null) stopped++
  }
  return stopped
}

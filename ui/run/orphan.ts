import type { PageId, TaskId } from '../../plugin/protocol/ids.ts'
import type { Caller } from '../../plugin/protocol/channel.ts'
import type { Client } from '../hiapi/client.ts'

/** How far apart a request and its task may be: two clocks, and a request that was tried several times. */
export const tolerance = 120_000

export interface OrphanParts {
  readonly caller: Caller
  readonly client: Client
}

/**
 * Finds the task that a request created whose answer was lost: the one task of its time that belongs
 * to no job that we know. The list does not say what a task was asked for, so where several come into
 * question none is taken: a wrong picture is worse than a plain word.
 *
 * @param from when the request was first sent, milliseconds since 1970
 * @param to when it was last sent
 * @param known tasks of jobs that this window knows
 * @throws {HiApiError | PluginError}
 */
export async function findOrphan(
  { caller, client }: OrphanParts,
  { from, to, page }: { readonly from: number; readonly to: number; readonly page: PageId },
  known: ReadonlySet<TaskId>,
  signal: AbortSignal,
): Promise<TaskId | null> {
  const { tasks: placed } = await caller.call('knownTasks', { page })
  const taken = new Set([...known, ...placed])
  // Young: its key was used within the last day, and the newest come first.
  const { tasks } = await client.listTasks(1, signal)
  const orphans = tasks.filter(
    ({ id, created }) =>
      created !== null &&
      created >= from - tolerance &&
      created <= to + tolerance &&
      !taken.has(id),
  )
  return orphans.length === 1 ? (orphans[0]?.id ?? null) : null
}

import type { TaskId } from '../../../contract/model/ids.ts'
import { waitBefore } from '../../../contract/hiapi/retries/retry-timing.ts'
import { call, errorText } from '../api.ts'
import type { ProbeParts } from '../parts.ts'
import { readTimedTask, type TimedTask } from './task.ts'

const pause = 4_000
const patience = 10 * 60_000

/** A task that has ended, or why nobody knows how it did. */
export type Watched =
  | { readonly ended: true; readonly task: TimedTask }
  | { readonly ended: false; readonly why: string }

/** Asks for a task by its id until it has ended, for ten minutes at most. */
export async function watch(parts: ProbeParts, id: TaskId): Promise<Watched> {
  const { clock, print } = parts
  const deadline = clock.monotonic() + patience
  let said = ''
  for (let failed = 0; clock.monotonic() < deadline;) {
    await clock.sleep(pause)
    const called = await call(parts, `tasks/${encodeURIComponent(id)}`, readTimedTask)
    if (called.answered && 'data' in called) {
      failed = 0
      const task = called.data
      if (task.status !== said) print(`  ${task.status}`)
      said = task.status
      if (task.status === 'succeeded' || task.status === 'failed') return { ended: true, task }
      continue
    }
    const isError = called.answered && 'error' in called
    if (isError && !called.error.mayRetry) return { ended: false, why: errorText(called) }
    await clock.sleep(waitBefore(failed, isError ? called.error.retryAfter : null, 0))
    failed += 1
  }
  return { ended: false, why: 'still running after 10 minutes' }
}

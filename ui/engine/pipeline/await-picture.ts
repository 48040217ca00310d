import type { TaskId } from '../../../contract/model/ids.ts'
import type { Settings } from '../../../contract/model/client-storage/settings.ts'
import type { Clock } from '../../lib/clock.ts'
import { isKind } from '../../../contract/hiapi/errors.ts'
import type { Task, TaskStatus } from '../../../contract/hiapi/schemas.ts'
import type { RelayLink } from '../../services/relay/relay-link.ts'
import type { Observer, Poller } from '../../services/polling/poller.ts'
import { failureOf } from '../failures/classify-failure.ts'
import { accountOf, requireAccount } from '../jobs/account-fingerprint.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import type { JobState } from '../jobs/job.ts'
import type { JobUpdater } from '../jobs/job-updates.ts'
import type { PauseGate } from '../jobs/pause-gate.ts'
import { TaskFailedError } from '../failures/errors.ts'

/** A task may succeed a moment before its picture is listed: it is polled again after these milliseconds. */
const emptyWaits = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

/** The job's state for each status of its task; the picture of an ended task is yet to be fetched. */
const stateOfTask = {
  queued: 'queued',
  generating: 'generating',
  saving: 'saving',
  succeeded: 'saving',
  failed: 'saving',
} as const satisfies Readonly<Record<TaskStatus, JobState['name']>>

export interface AwaitParts {
  readonly clock: Clock
  readonly updater: JobUpdater
  readonly pauseGate: PauseGate
  readonly poller: Poller
  readonly relay: RelayLink
  readonly settings: () => Settings
}

/**
 * Waits for a task to end; returns the address of its picture.
 *
 * @param created when the task was created, in milliseconds since 1970
 * @throws {TaskFailedError | OtherAccountError | HiApiError}
 */
export async function awaitPicture(
  active: ActiveJob,
  task: TaskId,
  created: number,
  parts: AwaitParts,
): Promise<string> {
  const { clock, updater, pauseGate } = parts
  const observer = {
    onStatus: (status: TaskStatus) => {
      if (pauseGate.reason()?.kind === 'offline') updater.resume()
      updater.setState(active, stateOfTask[status])
    },
    onTrouble: (error: unknown) => {
      // Nothing changes of the job itself, but HiAPI may have asked all to wait, which is to be seen.
      updater.update(active, {})
      if (isKind(error, 'offline')) updater.pause(failureOf(error, active.job.submission))
    },
  }
  for (let look = 0; ; look++) {
    const ended = await watch(active, task, created, observer, parts)
    if (ended.status === 'succeeded' && ended.pictureUrl !== null) return ended.pictureUrl
    const wait = ended.status === 'succeeded' ? emptyWaits[look] : undefined
    if (wait === undefined) throw new TaskFailedError(ended)
    await clock.sleep(wait, active.signal)
  }
}

/** @throws {OtherAccountError} if the task may be unknown only because the key is another account's */
async function watch(
  active: ActiveJob,
  task: TaskId,
  created: number,
  observer: Observer,
  { poller, relay, settings }: AwaitParts,
): Promise<Task> {
  try {
    return await poller.watch(task, created, observer, active.signal)
  } catch (error) {
    if (isKind(error, 'task-unknown')) {
      requireAccount(active, accountOf(settings(), await relay.known()), relay.doubt())
    }
    throw error
  }
}

import type { RunSection } from '../../contract/model/reservation.ts'
import type { ActiveJob } from './jobs/active-job.ts'
import { framesOf, isSettled } from './jobs/job.ts'
import type { JobUpdater } from './jobs/job-updates.ts'
import type { LedgerClient } from './jobs/ledger-client.ts'
import type { JobRegistry } from './job-registry.ts'
import { groupOf, type Prepare } from './pipeline/prepare.ts'
import type { ProcessJob } from './pipeline/process-job.ts'

/** Jobs that may be ready to send; further sources are captured once these have gone out. */
const mostReady = 20

interface LaunchParts {
  readonly registry: JobRegistry
  readonly updater: JobUpdater
  readonly ledger: LedgerClient
  readonly prepare: Prepare
  readonly processJob: ProcessJob
}

/** Takes a run from its order to its requests. */
export interface Launcher {
  /**
   * Starts a new run: records it, makes its frames, and sends it. Never rejects.
   *
   * @param sections one for each group; none for frames on the open canvas
   */
  launch(works: ActiveJob[], sections: readonly RunSection[]): Promise<void>
  /** The same for recorded jobs. Works group by group, and prepares only what can be sent soon. */
  prepareAndSend(works: readonly ActiveJob[]): Promise<void>
}

export function createLauncher(parts: LaunchParts): Launcher {
  const { registry, updater, ledger, prepare, processJob } = parts

  async function send(
    works: readonly ActiveJob[],
    begun: ReadonlyMap<ActiveJob, number>,
    sections: readonly RunSection[],
  ): Promise<void> {
    // A job stopped and retried in between is processed by its retry.
    const isOurs = (work: ActiveJob) =>
      !work.signal.aborted && !isSettled(work.job) && work.generation === begun.get(work)
    for (const [index, group] of groupsOf(works).entries()) {
      await registry.until(() => works.filter(isReady).length < mostReady)
      await prepare(group.filter(isOurs), sections[index] ?? null)
      for (const work of group.filter(isOurs)) work.processing = processJob(work)
    }
  }

  return {
    async launch(works, sections) {
      if (works.length === 0) return
      registry.addRun(works)
      registry.publish()
      const begun = generationsOf(works)
      try {
        await updater.retryAfterPause(() =>
          ledger.addJobs(works.filter((work) => !work.signal.aborted)),
        )
        // Stopped while it was being recorded: there was nothing to release at that time.
        for (const work of works) if (work.signal.aborted) await ledger.cancelJob(work)
        await send(works, begun, sections)
      } catch (error) {
        await Promise.all(works.map((work) => updater.fail(work, error)))
      }
    },
    prepareAndSend: (works) => send(works, generationsOf(works), []),
  }
}

function generationsOf(works: readonly ActiveJob[]): ReadonlyMap<ActiveJob, number> {
  return new Map(works.map((work) => [work, work.generation]))
}

function isReady(work: ActiveJob): boolean {
  return framesOf(work.job).length > 0 && work.job.sentAt === null && !isSettled(work.job)
}

/** Jobs that are prepared together. */
export function groupsOf(works: readonly ActiveJob[]): ActiveJob[][] {
  const groups = new Map<string, ActiveJob[]>()
  for (const work of works) {
    const key = groupOf(work)
    groups.set(key, [...(groups.get(key) ?? []), work])
  }
  return [...groups.values()]
}

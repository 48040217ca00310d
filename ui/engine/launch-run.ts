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
  launch(activeJobs: ActiveJob[], sections: readonly RunSection[]): Promise<void>
  /** The same for recorded jobs. Works group by group, and prepares only what can be sent soon. */
  prepareAndSend(activeJobs: readonly ActiveJob[]): Promise<void>
}

export function createLauncher(parts: LaunchParts): Launcher {
  const { registry, updater, ledger, prepare, processJob } = parts

  async function send(
    activeJobs: readonly ActiveJob[],
    begun: ReadonlyMap<ActiveJob, number>,
    sections: readonly RunSection[],
  ): Promise<void> {
    // A job stopped and retried in between is processed by its retry.
    const isOurs = (active: ActiveJob) =>
      !active.signal.aborted && !isSettled(active.job) && active.generation === begun.get(active)
    for (const [index, group] of groupsOf(activeJobs).entries()) {
      await registry.until(() => activeJobs.filter(isReady).length < mostReady)
      await prepare(group.filter(isOurs), sections[index] ?? null)
      for (const active of group.filter(isOurs)) active.processing = processJob(active)
    }
  }

  return {
    async launch(activeJobs, sections) {
      if (activeJobs.length === 0) return
      registry.addRun(activeJobs)
      registry.publish()
      const begun = generationsOf(activeJobs)
      try {
        await updater.retryAfterPause(() =>
          ledger.addJobs(activeJobs.filter((active) => !active.signal.aborted)),
        )
        // Stopped while it was being recorded: there was nothing to release at that time.
        for (const active of activeJobs) if (active.signal.aborted) await ledger.cancelJob(active)
        await send(activeJobs, begun, sections)
      } catch (error) {
        await Promise.all(activeJobs.map((active) => updater.fail(active, error)))
      }
    },
    prepareAndSend: (activeJobs) => send(activeJobs, generationsOf(activeJobs), []),
  }
}

function generationsOf(activeJobs: readonly ActiveJob[]): ReadonlyMap<ActiveJob, number> {
  return new Map(activeJobs.map((active) => [active, active.generation]))
}

function isReady(active: ActiveJob): boolean {
  return framesOf(active.job).length > 0 && active.job.sentAt === null && !isSettled(active.job)
}

/** Jobs that are prepared together. */
export function groupsOf(activeJobs: readonly ActiveJob[]): ActiveJob[][] {
  const groups = new Map<string, ActiveJob[]>()
  for (const active of activeJobs) {
    const key = groupOf(active)
    groups.set(key, [...(groups.get(key) ?? []), active])
  }
  return [...groups.values()]
}

import type { NodeId, RunId } from '../../contract/model/ids.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { RunUndone } from './engine.ts'
import type { JobActions } from './job-actions.ts'
import type { JobRegistry } from './job-registry.ts'
import type { ActiveJob } from './jobs/active-job.ts'
import { framesOf, isAway, type Job, madeFramesOf } from './jobs/job.ts'
import type { JobUpdater } from './jobs/job-updates.ts'
import { without } from './jobs/ledger-client.ts'
import type { Presence } from './jobs/presence.ts'

interface UndoParts {
  readonly plugin: PluginClient
  readonly registry: JobRegistry
  readonly updater: JobUpdater
  readonly actions: JobActions
  readonly presence: Presence
}

/**
 * Takes a run back from the canvas. What is not finished is stopped; what was placed counts as undone, and
 * can be placed again for free.
 *
 * @throws {PluginError} if the variants could not be removed; what was not finished is stopped all the same
 */
export async function undoRun(run: RunId, parts: UndoParts): Promise<RunUndone> {
  const { plugin, registry, updater, actions, presence } = parts
  const ofRun = registry.activeJobs().filter(({ job }) => job.plan.run === run)
  const asked = plugin.call('undoRun', {
    jobs: ofRun.map(({ job }) => ({ job: job.plan.id, nodes: madeFramesOf(job) })),
  })
  const placing = ofRun.filter(({ job }) => job.state.name === 'placing')
  // Stop now, so that nothing more is paid, but after the call, so that all of it is one undo step.
  ofRun.forEach(actions.stop)
  const { removed, touched, locked, unclear } = await asked
  for (const active of ofRun) {
    // A request that was sent is not cut off, and may be answered in a minute.
    void active.processing.then(() => {
      if (wasPlaced(active)) presence.look(active)
      // Another try makes a frame again.
      else updater.update(active, { variants: without(active.job, removed).variants })
    })
  }
  await Promise.all(placing.map(({ processing }) => processing))
  const done = ofRun.filter(({ job }) => job.state.name === 'done')
  const replaced = done.flatMap(({ job }) => regeneratedBy(job))
  return { removed, touched, locked, unclear, replaced }
}

function wasPlaced({ job }: ActiveJob): boolean {
  return job.state.name === 'done' || isAway(job)
}

/** The variants whose picture a job has replaced: the file no longer has the earlier one. */
function regeneratedBy(job: Job): NodeId[] {
  const made = madeFramesOf(job)
  return framesOf(job).filter((node) => !made.includes(node))
}

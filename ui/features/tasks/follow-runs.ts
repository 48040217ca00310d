import { effect } from '@preact/signals'
import { isSwap } from '../../../contract/model/job-plan.ts'
import type { NodeId, RunId } from '../../../contract/model/ids.ts'
import { framesOf, isSettled, type Job } from '../../engine/jobs/job.ts'
import type { AppState } from '../../state/app-state.ts'
import { failureMessage } from '../../engine/failures/text.ts'
import { labels } from '../../formats/labels.ts'
import { failedAmong } from './failed-jobs.ts'
import { type Ready, readyText, taskLabels } from './text.ts'

type Parts = Pick<AppState, 'plugin' | 'jobs'>

/**
 * Brings the frames of each new run into view once they are there, and says on the canvas when the run has
 * ended, or why it has made nothing. Runs of earlier windows are left alone.
 *
 * @returns stops it
 */
export function followRuns({ plugin, jobs }: Parts): () => void {
  const revealed = new Set<RunId>()
  const underWay = new Set<RunId>()

  // A failure is only logged: the frames are in their places, and the window says the same.
  const send = (sent: Promise<unknown>) => {
    sent.catch((error: unknown) => {
      console.warn('The canvas was not told about a run.', error)
    })
  }

  return effect(() => {
    for (const [run, list] of runsOf(jobs.list.value)) {
      const frames = list.flatMap(framesOf)
      if (!revealed.has(run) && frames.length > 0) {
        revealed.add(run)
        send(plugin.call('reveal', { nodes: frames }))
      }
      if (!list.every(isSettled)) underWay.add(run)
      else if (underWay.delete(run)) {
        // What is about to be taken back is not ready.
        if (jobs.undoing.has(run)) continue
        const ready = readyOf(list)
        const failed = failedAmong(list)
        const [first] = failed
        if (ready !== null) {
          const message = readyText(ready, failed.length)
          const nodes = doneFrames(list)
          send(plugin.call('notify', { message, button: taskLabels.selectAll, nodes }))
        } else if (first !== undefined) {
          const { happened: message } = failureMessage(first.failure, first)
          // A swap has no frame of its own.
          const nodes = frames.length > 0 ? frames : list.map(({ plan }) => plan.source.id)
          send(plugin.call('notify', { message, button: labels.show, nodes }))
        }
      }
    }
  })
}

/** The jobs of each run that this window has ordered. */
function runsOf(jobs: readonly Job[]): ReadonlyMap<RunId, readonly Job[]> {
  const runs = new Map<RunId, Job[]>()
  for (const job of jobs) {
    if (!job.isNew) continue
    const run = runs.get(job.plan.run)
    if (run === undefined) runs.set(job.plan.run, [job])
    else run.push(job)
  }
  return runs
}

const isDone = ({ state }: Job) => state.name === 'done'

/** The frames that have their pictures, each once: a render may have several pictures to pick from. */
export function doneFrames(jobs: readonly Job[]): NodeId[] {
  return [...new Set(jobs.filter(isDone).flatMap(framesOf))]
}

/** What runs have made; null if nothing. */
export function readyOf(jobs: readonly Job[]): Ready | null {
  const frames = doneFrames(jobs).length
  return frames === 0
    ? null
    : { frames, isSwap: jobs.filter(isDone).every(({ plan }) => isSwap(plan)) }
}

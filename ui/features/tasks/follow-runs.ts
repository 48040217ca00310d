import { effect } from '@preact/signals'
import { isSwap } from '../../../contract/model/job-plan.ts'
import type { NodeId, RunId } from '../../../contract/model/ids.ts'
import { framesOf, isSettled, type Job } from '../../engine/jobs/job.ts'
import type { AppState } from '../../state/app-state.ts'
import { type Ready, readyText, taskLabels } from './text.ts'

type Parts = Pick<AppState, 'plugin' | 'jobs'>

/**
 * Brings the frames of each new run into view once they are there, and says on the canvas when the run has
 * ended. Runs of earlier windows are left alone.
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
        const nodes = doneFrames(list)
        const ready = readyOf(list)
        // What is about to be taken back is not ready.
        if (ready === null || run === jobs.undoing.peek()) continue
        const message = readyText(ready, list.filter(isFailed).length)
        send(plugin.call('notify', { message, button: taskLabels.selectAll, nodes }))
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

const isFailed = ({ state }: Job) => state.name === 'failed'

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

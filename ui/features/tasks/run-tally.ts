import { type Job, isAway, isSettled } from '../../engine/jobs/job.ts'
import type { Tally } from './text.ts'

/** The jobs of the runs that are under way; when none is, of the newest. */
export function countedJobs(jobs: readonly Job[]): readonly Job[] {
  const running = new Set(jobs.filter((job) => !isSettled(job)).map((job) => job.plan.run))
  if (running.size === 0 && jobs[0] !== undefined) running.add(jobs[0].plan.run)
  return jobs.filter((job) => running.has(job.plan.run))
}

export function tallyOf(jobs: readonly Job[]): Tally | null {
  if (jobs.length === 0) return null
  const counted = countedJobs(jobs)
  const count = (name: Job['state']['name']) =>
    counted.filter((job) => job.state.name === name).length
  const undone = counted.filter(isAway).length
  return {
    total: counted.length,
    done: count('done'),
    failed: count('failed') - undone,
    stopped: count('stopped'),
    undone,
  }
}

import { type Job, isAway, isSettled } from '../../engine/jobs/job.ts'
import type { Tally } from './text.ts'

/** Counts the runs that are under way; when none is, the newest. */
export function tallyOf(jobs: readonly Job[]): Tally | null {
  const newest = jobs[0]
  if (newest === undefined) return null
  const running = new Set(jobs.filter((job) => !isSettled(job)).map((job) => job.plan.run))
  if (running.size === 0) running.add(newest.plan.run)
  const counted = jobs.filter((job) => running.has(job.plan.run))
  const count = (name: Job['state']['name']) =>
    counted.filter((job) => job.state.name === name).length
  return {
    total: counted.length,
    done: count('done'),
    failed: count('failed') - counted.filter(isAway).length,
    stopped: count('stopped'),
  }
}

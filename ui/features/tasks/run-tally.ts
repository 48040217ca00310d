import { type Job, isAway } from '../../engine/jobs/job.ts'
import type { Tally } from './text.ts'

/** @param counted those that are counted together */
export function tallyOf(counted: readonly Job[]): Tally | null {
  if (counted.length === 0) return null
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

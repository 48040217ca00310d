import { isAway, isSettled, type Job } from './job.ts'

/** Whether a job would come back at every opening of the plugin unless it is discarded. */
export function canDiscard({ state, isKept }: Pick<Job, 'state' | 'isKept'>): boolean {
  if (state.name === 'stopped') return isKept
  if (state.name !== 'failed') return false
  const { kind, remedy } = state.failure
  // The ledger does not know it; its frame brings it back.
  return isKept || remedy === 'new-frame' || kind === 'undone' || kind === 'forgotten'
}

/**
 * Whether a job has ended, and nothing is lost if it goes from the list. What was undone is offered again when
 * the plugin is opened again.
 */
export function canClear(job: Job): boolean {
  return isSettled(job) && (isAway(job) || !canDiscard(job))
}

import type { Job } from '../run/job.ts'

/** Whether a job would come back at every opening of the plugin unless it is discarded. */
export function canDiscard({ state, isKept }: Pick<Job, 'state' | 'isKept'>): boolean {
  if (state.name === 'failed' && state.failure.remedy === 'new-frame') return true
  return isKept && (state.name === 'failed' || state.name === 'stopped')
}

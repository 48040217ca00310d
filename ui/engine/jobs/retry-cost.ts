import type { Job } from './job.ts'

/**
 * What retrying failed or stopped jobs newly costs, in US dollars. Only jobs that were surely never sent
 * and jobs that need a new task cost money. The others continue with what is, or may be, paid already.
 */
export function retryCost(jobs: readonly Job[]): { pictures: number; price: number } {
  const ordered = jobs.filter(
    ({ state, submission }) =>
      submission.state === 'unsent' ||
      (state.name === 'failed' && state.failure.remedy === 'new-task'),
  )
  return {
    pictures: ordered.length,
    price: ordered.reduce((sum, { plan }) => sum + plan.price, 0),
  }
}

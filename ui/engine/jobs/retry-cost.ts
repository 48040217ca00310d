import type { Job } from './job.ts'

/**
 * What it newly costs to take up jobs again that failed or were stopped, in US dollars: what was surely
 * never sent, and what needs a new task. Everything else goes on with what is paid, or may be.
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

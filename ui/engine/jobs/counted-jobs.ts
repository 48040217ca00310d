import { isSettled, type Job } from './job.ts'

/**
 * The jobs that are counted in one line: those of the runs that are under way, and of the runs that have ended
 * beside these; once none is under way, of the last ones. Without memory, the line would drop what a run has
 * made while another one goes on.
 *
 * @param jobs the newest run first
 * @param before what was counted at the last change
 */
export function countedJobs(jobs: readonly Job[], before: readonly Job[] = []): readonly Job[] {
  const runs = new Set(jobs.filter((job) => !isSettled(job)).map(runOf))
  if (runs.size === 0 || before.some((job) => runs.has(runOf(job)))) {
    const earlier = new Set(before.map(runOf))
    for (const job of jobs) {
      // What earlier windows have left, and nobody tries again, was never under way here.
      const wasUnderWay = job.isNew || job.state.name === 'done'
      if (wasUnderWay && earlier.has(runOf(job))) runs.add(runOf(job))
    }
  }
  const [newest] = jobs
  if (runs.size === 0 && newest !== undefined) runs.add(runOf(newest))
  return jobs.filter((job) => runs.has(runOf(job)))
}

const runOf = ({ plan }: Job) => plan.run

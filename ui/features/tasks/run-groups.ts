import type { Job } from '../../engine/jobs/job.ts'

/** The jobs of one run and one source, in their order. */
export interface RunGroup {
  readonly key: string
  /** At least one. */
  readonly jobs: readonly [Job, ...Job[]]
  /** Whether no group before it is of the same run. */
  readonly isFirst: boolean
}

/** @param jobs the newest run first */
export function groupsOf(jobs: readonly Job[]): readonly RunGroup[] {
  const groups = new Map<string, [Job, ...Job[]]>()
  for (const job of jobs) {
    const key = `${job.plan.run} ${job.plan.source.id}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [job])
    else group.push(job)
  }
  const seen = new Set<string>()
  return [...groups].map(([key, group]) => {
    const { run } = group[0].plan
    const isFirst = !seen.has(run)
    seen.add(run)
    return { key, jobs: group, isFirst }
  })
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { play } from '../../endure/schedules/play.ts'
import { describe, type Schedule, schedules } from '../../endure/schedules/schedule.ts'

/** `ENDURE_RUNS=3000 ENDURE_SEED=1 npx vitest run schedules` plays more of them, or the same again. */
const runs = Number(process.env['ENDURE_RUNS'] ?? 60)
const seed = Number(process.env['ENDURE_SEED'] ?? 1)
const path = process.env['ENDURE_PATH']
/** Set, it prints every step of the schedule that failed. */
const isTold = process.env['ENDURE_TRACE'] !== undefined

/** The schedules are to be played within ten minutes, on a machine that does other things as well. */
const limit = Math.max(600_000, runs * 2_000)

test(
  `whatever happens in ${runs} schedules, nothing is paid twice, lost, or touched`,
  async () => {
    const sums = { schedules: 0, lives: 0, jobs: 0, tasks: 0, unsent: 0 }
    const started = performance.now()
    const details = await fc.check(
      fc.asyncProperty(schedules, async (schedule) => {
        const { complaints, jobs, tasks, unsent, lives } = await play(schedule)
        sums.schedules++
        sums.lives += lives
        sums.jobs += jobs
        sums.tasks += tasks
        sums.unsent += unsent
        if (complaints.length > 0) {
          throw new Error(complaints.join('\n'))
        }
      }),
      { numRuns: runs, seed, ...(path !== undefined && { path }) },
    )
    const seconds = Math.round((performance.now() - started) / 1000)
    console.log(`seed ${seed}: ${JSON.stringify(sums)} in ${seconds} s`)
    const [failed] = details.counterexample ?? []
    if (isTold && failed !== undefined) await play(failed, (line) => console.log(line))
    expect(reportOf(details)).toBe('')
    // The bill: what the server counted is what was asked for, less what was told to have cost nothing.
    expect(sums.tasks + sums.unsent).toBe(sums.jobs)
  },
  limit,
)

/** What a designer needs to see of a failure, and to see it again. */
function reportOf(details: fc.RunDetails<[Schedule]>): string {
  const [schedule] = details.counterexample ?? []
  if (schedule === undefined) return ''
  const { errorInstance } = details
  return [
    `ENDURE_SEED=${details.seed} ENDURE_PATH=${details.counterexamplePath ?? ''}`,
    describe(schedule),
    errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
  ].join('\n')
}

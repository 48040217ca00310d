import { expect, test } from 'vitest'
import { runKilled, sharedAndRemade } from '../../endure/kills/kill.ts'
import { fateFor, lossesOf } from '../../endure/kills/losses.ts'
import { stride } from '../../endure/sample.ts'
import { Tally } from '../../endure/kills/tally.ts'

/** Hundreds of runs. */
const timeout = 900_000

test(
  'killed at any step, a shared picture, and all made again in place, end with a task and a picture each',
  async () => {
    const tally = new Tally()
    const lost: string[] = []
    for (let kill = 0; ; kill += stride) {
      const outcome = await runKilled([kill], fateFor(kill), sharedAndRemade)
      const [step] = outcome.killedAt
      lost.push(...lossesOf(outcome, `at step ${kill}`))
      if (step === undefined) break
      tally.add(step, outcome.complaints.length === 0)
    }
    console.log(String(tally))
    expect(lost).toEqual([])
    expect(tally.killed).toBeGreaterThan(150 / stride)
  },
  timeout,
)

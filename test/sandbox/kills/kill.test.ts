import { expect, test } from 'vitest'
import { runKilled } from '../../endure/kills/kill.ts'
import { fateFor, lossesOf } from '../../endure/kills/losses.ts'
import { stride } from '../../endure/sample.ts'
import { Tally } from '../../endure/kills/tally.ts'

/** Hundreds of runs of 6 jobs. */
const timeout = 900_000

test(
  'killed at any step, and opened again, a run of 6 jobs ends with 6 tasks and 6 pictures',
  async () => {
    const tally = new Tally()
    const lost: string[] = []
    const pressedAgain: number[] = []
    const bill = { runs: 0, jobs: 0, tasks: 0 }
    for (let kill = 0; ; kill += stride) {
      const outcome = await runKilled([kill], fateFor(kill))
      const [step] = outcome.killedAt
      bill.runs++
      bill.jobs += 6
      bill.tasks += outcome.tasks
      if (outcome.presses > 1) pressedAgain.push(kill)
      lost.push(...lossesOf(outcome, `at step ${kill}`))
      if (step === undefined) break
      tally.add(step, outcome.complaints.length === 0)
    }
    console.log(String(tally))
    console.log(`The bill: ${JSON.stringify(bill)}`)
    console.log(`Generate was pressed again after kills at the steps ${pressedAgain.join(', ')}`)
    expect(lost).toEqual([])
    expect(tally.killed).toBeGreaterThan(200 / stride)
    expect(bill.tasks).toBe(bill.jobs)
    // Between the press and the moment at which the order is written down: a few steps in a row.
    const [first = 0] = pressedAgain
    expect(pressedAgain).toEqual(pressedAgain.map((_, at) => first + at * stride))
    expect(pressedAgain.length).toBeLessThanOrEqual(Math.ceil(20 / stride))
  },
  timeout,
)

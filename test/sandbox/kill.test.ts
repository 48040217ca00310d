import { expect, test } from 'vitest'
import { type Outcome, runKilled, sharedAndRemade } from '../endure/kill.ts'
import { type OnTheWire, onTheWire } from '../endure/mortal-fetch.ts'
import { Tally } from '../endure/tally.ts'

/** Hundreds of runs of 6 jobs. */
const timeout = 300_000

/** At these, the plugin half is in the middle of making a frame: a bare one may be left behind. */
const amidMaking = ['node about to be made', 'plugin data about to be written']

test(
  'killed at any step, and opened again, a run of 6 jobs ends with 6 tasks and 6 pictures',
  async () => {
    const tally = new Tally()
    const lost: string[] = []
    const pressedAgain: number[] = []
    const bill = { runs: 0, jobs: 0, tasks: 0 }
    for (let kill = 0; ; kill++) {
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
    expect(tally.killed).toBeGreaterThan(200)
    expect(bill.tasks).toBe(bill.jobs)
    // Between the press and the moment at which the order is written down: a few steps in a row.
    const [first = 0] = pressedAgain
    expect(pressedAgain).toEqual(pressedAgain.map((_, at) => first + at))
    expect(pressedAgain.length).toBeLessThan(20)
  },
  timeout,
)

test(
  'killed again while it recovers, it ends just so',
  async () => {
    const lost: string[] = []
    let killed = 0
    for (let first = 5; ; first += 5) {
      const again = (first * 7) % 60
      const outcome = await runKilled([first, again], fateFor(first))
      lost.push(...lossesOf(outcome, `at step ${first}, then at ${again}`))
      if (outcome.killedAt.length === 0) break
      if (outcome.killedAt.length === 2) killed++
    }
    console.log(`killed twice/kept: ${killed}/${killed - lost.length}`)
    expect(lost).toEqual([])
    expect(killed).toBeGreaterThan(10)
  },
  timeout,
)

test(
  'killed at any step, a shared picture, and all made anew in place, end with a task and a picture each',
  async () => {
    const tally = new Tally()
    const lost: string[] = []
    for (let kill = 0; ; kill++) {
      const outcome = await runKilled([kill], fateFor(kill), sharedAndRemade)
      const [step] = outcome.killedAt
      lost.push(...lossesOf(outcome, `at step ${kill}`))
      if (step === undefined) break
      tally.add(step, outcome.complaints.length === 0)
    }
    console.log(String(tally))
    expect(lost).toEqual([])
    expect(tally.killed).toBeGreaterThan(150)
  },
  timeout,
)

/** By turns: whether a request that is on the wire gets there is chance. */
function fateFor(step: number): OnTheWire {
  return onTheWire[step % onTheWire.length] ?? 'arrives'
}

/** In words, what is wrong. */
function lossesOf({ killedAt, complaints, strays }: Outcome, when: string): string[] {
  const isExcused = killedAt.some(({ kind }) => amidMaking.includes(kind))
  const all = strays > 0 && !isExcused ? [...complaints, `${strays} stray nodes`] : complaints
  const where = killedAt.map(({ kind, what }) => `${kind} ${what}`).join('; ')
  return all.length === 0 ? [] : [`killed ${when} (${where}): ${all.join('; ')}`]
}

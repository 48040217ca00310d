import { expect, test } from 'vitest'
import { runSwapsKilled } from '../../endure/kills/kill-swaps.ts'
import { fateFor, lossesOf } from '../../endure/kills/losses.ts'
import { stride } from '../../endure/sample.ts'
import { Tally } from '../../endure/kills/tally.ts'

const timeout = 900_000

test(
  'killed at any step, three layers in two copies each end as three swaps, each task paid once',
  async () => {
    const tally = new Tally()
    const lost: string[] = []
    for (let kill = 0; ; kill += stride) {
      // Every other time the file loses, with the plugin, what nothing in it shows.
      const outcome = await runSwapsKilled([kill], fateFor(kill), { losesImages: kill % 2 === 1 })
      const [step] = outcome.killedAt
      lost.push(...lossesOf(outcome, `at step ${kill}`))
      if (step === undefined) break
      tally.add(step, outcome.complaints.length === 0)
    }
    console.log(String(tally))
    expect(lost).toEqual([])
    expect(tally.killed).toBeGreaterThan(200 / stride)
  },
  timeout,
)

test(
  'killed again while it recovers, the swaps end just so',
  async () => {
    const lost: string[] = []
    let killed = 0
    for (let first = 4; ; first += 7 * stride) {
      const again = (first * 5) % 60
      const outcome = await runSwapsKilled([first, again], fateFor(first), {
        losesImages: first % 2 === 0,
      })
      lost.push(...lossesOf(outcome, `at step ${first}, then at ${again}`))
      if (outcome.killedAt.length === 0) break
      if (outcome.killedAt.length === 2) killed++
    }
    console.log(`killed twice/kept: ${killed}/${killed - lost.length}`)
    expect(lost).toEqual([])
    expect(killed).toBeGreaterThan(20 / stride)
  },
  timeout,
)

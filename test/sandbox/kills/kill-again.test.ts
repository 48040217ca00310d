import { expect, test } from 'vitest'
import { runKilled, sharedAndRemade, sixJobs } from '../../endure/kills/kill.ts'
import { fateFor, lossesOf } from '../../endure/kills/losses.ts'
import { isAll } from '../../endure/sample.ts'
import { createWorld } from '../../endure/world.ts'
import { loadQuickJs } from '../../host/env/node.ts'
import type { Engine } from '../../host/sandbox/realm.ts'
import { v8Engine } from '../../host/sandbox/v8.ts'

/** Dozens of runs of 6 jobs. */
const timeout = 900_000

test(
  'killed again while it recovers, it ends just so',
  async () => {
    const lost: string[] = []
    let killed = 0
    for (let first = 5; ; first += isAll ? 5 : 13) {
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

test.each([
  ['six jobs', sixJobs],
  ['a shared picture, made again', sharedAndRemade],
])('%s: the quick engine takes the very steps that Figma’s takes', async (_, story) => {
  const stepsIn = async (loadEngine: () => Promise<Engine>) => {
    const { steps } = await runKilled([40], 'arrives', story, createWorld({}, 1, loadEngine))
    // Some keys of client storage hold the time.
    return steps.map(({ kind, what }) => ({ kind, what: what.replace(/\d{13}/g, 'now') }))
  }
  const steps = await stepsIn(() => Promise.resolve(v8Engine))
  expect(steps.length).toBeGreaterThan(200)
  expect(steps).toEqual(await stepsIn(loadQuickJs))
})

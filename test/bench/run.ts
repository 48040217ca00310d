import { execFileSync } from 'node:child_process'
import { closeBrowser } from '../browser/stage.ts'
import { measureOpening } from './opening.ts'
import { measureReal } from './real.ts'
import { type Measured, measureVirtual } from './virtual.ts'

/** `npm run bench`: every figure beside that of a plain alternative in the same run. */
async function run(): Promise<void> {
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  await printOpening()
  await printVirtual()
  await printReal()
  await closeBrowser()
}

async function printOpening(): Promise<void> {
  const times = await measureOpening()
  console.log('\nFrom opening to a usable window, Chromium (goal: at most 150 ms)')
  console.log(`  median ${ms(median(times))}, slowest ${ms(Math.max(...times))}`)
}

async function printVirtual(): Promise<void> {
  console.log('\n100 jobs, lognormal 60 s median and 150 s p95, documented limits, virtual time')
  console.log(
    '  (goals: wall at most 1.10 × ideal, success to known at most 1.5 s, no refused poll)',
  )
  for (const seed of [1, 2, 3]) {
    const { ideal, ours, plain } = await measureVirtual(seed)
    console.log(`  seed ${String(seed)}: ideal ${s(ideal)}`)
    for (const [name, measured] of [
      ['Restage', ours],
      ['plain', plain],
    ] as const) {
      console.log(`    ${name.padEnd(8)} ${virtualRow(measured, ideal)}`)
    }
  }
}

function virtualRow(measured: Measured, ideal: number): string {
  const { wall, lags, requests, refusedPolls, refusedCreates, mostPollsPerMinute } = measured
  return [
    `wall ${s(wall)} = ${ratio(wall, ideal)} × ideal`,
    `known after ${ms(median(lags))}`,
    `${String(requests)} requests`,
    `polls in a minute at most ${String(mostPollsPerMinute)}`,
    `429: ${String(refusedPolls)} polls, ${String(refusedCreates)} creates`,
  ].join(', ')
}

async function printReal(): Promise<void> {
  console.log('\n24 jobs of 6 s, 4 at once, no limits, real time; Restage whole in Chromium')
  console.log('  (goals: wall at most 1.10 × ideal, placed within 1 s, fewer requests than plain)')
  const { ideal, ours, plain } = await measureReal()
  console.log(`  ideal    wall ${s(ideal)}`)
  console.log(
    `  Restage  wall ${s(ours.wall)} = ${ratio(ours.wall, ideal)} × ideal, placed after ${ms(median(ours.lags))}, ${String(ours.requests)} requests`,
  )
  console.log(
    `  plain    wall ${s(plain.wall)} = ${ratio(plain.wall, ideal)} × ideal, ${String(plain.requests)} requests (downloads, places nothing)`,
  )
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

const ms = (value: number) => `${value.toFixed(0)} ms`
const s = (value: number) => `${(value / 1000).toFixed(1)} s`
const ratio = (value: number, ideal: number) => (value / ideal).toFixed(3)

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { closeBrowser } from '../browser/support/stage.ts'
import { loadText, mb, median, ms, ratio, s } from './figures.ts'
import { printFlip } from './flip.ts'
import { printHistory } from './history.ts'
import { printKeys } from './keys.ts'
import { measureOpening } from './opening.ts'
import { measurePhotoBodies } from './photo-bodies.ts'
import { measureReal } from './real.ts'
import { measureRelayPlaced } from './relay-placed.ts'
import { measureRelay } from './relay.ts'
import { printScale } from './scale.ts'
import { printSolver } from './solver.ts'
import { measureThread } from './thread.ts'
import { type Measured, measureVirtual } from './virtual.ts'

const parts = {
  opening: printOpening,
  keys: printKeys,
  flip: printFlip,
  virtual: printVirtual,
  real: printReal,
  thread: printThread,
  solver: printSolver,
  photo: printPhoto,
  scale: printScale,
  relay: printRelay,
  history: printHistory,
  placed: printPlaced,
} as const

/**
 * `npm run bench`: every figure beside that of a plain alternative in the same run.
 * `npm run bench -- scale` prints that part alone.
 */
async function run(asked: readonly string[]): Promise<void> {
  // Chromium's shell without windows keeps the window's frame in the page's process: of it alone nothing
  // could be measured there.
  if (existsSync('/usr/bin/chromium')) process.env['CHROMIUM'] ??= '/usr/bin/chromium'
  // What holds Figma’s thread takes several times as long in an engine of Figma’s kind as in Node’s own.
  process.env['ENDURE_ENGINE'] = 'quickjs'
  const unknown = asked.filter((name) => !(name in parts))
  if (unknown.length > 0) {
    throw new Error(
      `No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`,
    )
  }
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  execFileSync(process.execPath, ['relay/build.mjs'], { stdio: 'inherit' })
  try {
    for (const [name, print] of Object.entries(parts)) {
      if (asked.length === 0 || asked.includes(name)) await print()
    }
  } finally {
    await closeBrowser()
  }
}

async function printOpening(): Promise<void> {
  console.log('\nFrom opening to a usable window, Chromium')
  console.log('  (goals: at most 100 ms and 2.6 × an empty page with a text area, in both frames)')
  for (const mode of ['srcdoc', 'data'] as const) {
    const times = await measureOpening(mode)
    const empty = median(times.empty)
    for (const [way, each] of Object.entries(times)) {
      console.log(
        `  ${mode.padEnd(6)} ${way.padEnd(9)} median ${ms(median(each))} = ${ratio(median(each), empty)} × empty, slowest ${ms(Math.max(...each))}`,
      )
    }
  }
}

async function printRelay(): Promise<void> {
  const tasks = 1_000
  console.log(`\nA relay on SQLite, ${tasks} tasks`)
  console.log(
    '  (goals: start 1 s; 90 MB idle, 160 MB after the tasks, 200 MB with bodies; 1.05 requests a task; 0.5 s, p95 1.5 s)',
  )
  const { start, memory, requests, delays } = await measureRelay(tasks)
  const { idle, afterTasks, withBodies } = memory
  console.log(`  start   median ${ms(median(start))}, slowest ${ms(Math.max(...start))}`)
  console.log(`  memory  idle ${mb(idle)}, after ${mb(afterTasks)}, 20 × 8 MB ${mb(withBodies)}`)
  console.log(`  HiAPI   ${requests.toFixed(3)} requests a task`)
  for (const [name, each] of Object.entries(delays)) {
    console.log(`  ${name.padEnd(7)} success to news: ${spreadOf(each)}`)
  }
}

async function printPlaced(): Promise<void> {
  console.log('\nFrom a success at HiAPI to the picture, Restage whole in Chromium with a relay')
  console.log('  (goals: median 500 ms, p95 1500 ms; plain asks every 3 s, and places nothing)')
  console.log(`  load of this machine before: ${loadText()}`)
  const { relay, plain } = await measureRelayPlaced()
  console.log(`  Restage  placed: ${spreadOf(relay)} (${String(relay.length)} pictures)`)
  console.log(`  plain    downloaded: ${spreadOf(plain)} (${String(plain.length)} pictures)`)
  console.log(`  Restage’s median is ${ratio(median(relay), median(plain))} × plain`)
}

function spreadOf(times: readonly number[]): string {
  const p95 = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
  return `median ${ms(median(times))}, p95 ${ms(p95)}`
}

async function printVirtual(): Promise<void> {
  console.log('\n100 jobs, lognormal 60 s median and 150 s p95, documented limits, virtual time')
  console.log(
    '  (goals: wall at most 1.10 × ideal, success to known at most 1.5 s, no refused poll)',
  )
  for (const seed of [1, 2, 3]) {
    const { ideal, ours, plain } = await measureVirtual(seed, 100)
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

async function printThread(): Promise<void> {
  console.log('\nHow long the plugin half holds Figma’s thread, 200 jobs of 20 sources, work alone')
  console.log('  (goal: never longer than 50 ms at a stretch; with live text, 80 ms)')
  for (const isLive of [false, true]) {
    const { selecting, longest, all } = await measureThread(isLive)
    const title = isLive ? 'with four live texts each' : 'without live text'
    console.log(`  ${title}: longest block ${ms(longest)}; all of them together ${s(all)}`)
    console.log(`    before that, as it opens and the sources are selected: ${ms(selecting)}`)
  }
}

async function printPhoto(): Promise<void> {
  const { targets, sent, asPng, untilSent } = await measurePhotoBodies()
  console.log(
    `\nOne photograph with round corners in ${String(targets)} ratios, Chromium (goal: at most 8 MB)`,
  )
  console.log(
    `  sent ${mb(sent)}; with the PNG that Figma exports ${mb(asPng)}; first request after ${ms(untilSent)}`,
  )
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})

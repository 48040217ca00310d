import { loadText, mb, median, ms, ratio, s } from './figures.ts'
import { type ScaleFigures, measureScale } from './scale-chromium.ts'
import { measureVirtual } from './virtual.ts'

const seeds = [1, 2]

/** Prints how 200 jobs at once are borne: by the limits of the API, and by the machine. */
export async function printScale(): Promise<void> {
  await printLimits()
  console.log(
    '\n200 jobs of 4 to 8 s at 1K, 10 at once, no limits, real time; Restage whole in Chromium',
  )
  console.log('  (goals: the window’s heap grows by less than 150 MB, no block of it over 100 ms)')
  console.log(`  load of this machine before: ${loadText()}`)
  printFigures(await measureScale())
}

async function printLimits(): Promise<void> {
  console.log('\n200 jobs, lognormal 60 s median and 150 s p95, documented limits, virtual time')
  console.log('  (goals: at most 40 polls in any minute, nothing refused)')
  for (const seed of seeds) {
    const { ideal, ours, plain } = await measureVirtual(seed, 200)
    console.log(`  seed ${String(seed)}: ideal ${s(ideal)}`)
    for (const [name, measured] of [
      ['Restage', ours],
      ['plain', plain],
    ] as const) {
      const { wall, mostPollsPerMinute, mostPerMinute, refusedPolls, refusedCreates } = measured
      console.log(
        `    ${name.padEnd(8)} wall ${s(wall)} = ${ratio(wall, ideal)} × ideal, in a minute at most ${String(mostPollsPerMinute)} polls and ${String(mostPerMinute)} requests, 429: ${String(refusedPolls)} polls, ${String(refusedCreates)} creates`,
      )
    }
  }
}

function printFigures(figures: ScaleFigures): void {
  const { jobs, wall, ideal, known, placed, requests, window, plugin, downloaded } = figures
  const { before, peak, after } = window.heap
  const clock = window.blocks.map((block) => block.clock)
  const work = window.blocks.map((block) => block.work)
  console.log(
    `  time     wall ${s(wall)} = ${ratio(wall, ideal)} × ideal ${s(ideal)}, ended tasks known after ${ms(median(known))}, placed after ${ms(median(placed))}; ${String(jobs)} placed`,
  )
  console.log(
    `  requests ${String(requests.total)}, ${(requests.total / (wall / 1000)).toFixed(1)} a second, at most ${String(requests.mostInASecond)} in one; at most ${String(requests.mostPollsInAMinute)} polls in a minute`,
  )
  console.log(
    `  window   heap before ${mb(before)}, peak ${mb(peak)} = +${mb(peak - before)}, after ${mb(after)} = +${mb(after - before)}; keeping every picture would be +${mb(downloaded)}`,
  )
  console.log(
    `           longest block ${longestText(work)} of work, ${longestText(clock)} by the clock (the rest waited for a core); over 100 ms: ${over(100, work)} of work, ${over(100, clock)} by the clock`,
  )
  console.log(
    `  plugin   memory before ${mb(plugin.before.memory.used)}, after ${mb(plugin.after.memory.used)}, the most its engine ever took ${mb(plugin.after.memory.reserved)}`,
  )
  console.log(
    `           longest block ${ms(plugin.after.longestOwnBlockMs)}, with the time of the stand-in’s answers ${ms(plugin.after.longestBlockMs)}; held Figma’s thread for ${s(plugin.after.ownMs - plugin.before.ownMs)} in all`,
  )
}

const longestText = (blocks: readonly number[]) =>
  blocks.length === 0 ? 'under 50 ms' : ms(Math.max(...blocks))
const over = (limit: number, blocks: readonly number[]) =>
  String(blocks.filter((block) => block > limit).length)

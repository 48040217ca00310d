import type { NodeId } from '../../contract/model/ids.ts'
import { createHalf, type Half } from '../sandbox/support/half.ts'
import { addMockup, swapped } from '../sandbox/support/swaps.ts'
import { median, ms, ratio } from './figures.ts'
import type { Side } from '../../contract/model/side.ts'

const swaps = 20
const rounds = 15

/** Through the built plugin in the stand-in: swaps flipped in one call, and each in a call of its own. */
export async function printFlip(): Promise<void> {
  const half = await createHalf()
  try {
    const { document } = half
    const layers = Array.from({ length: swaps }, (_, at) =>
      addMockup(document, document.currentPage, `Mockup ${String(at)}`, 1000 + 150 * at),
    )
    const renders = await swapped(half, layers)
    const together = await timesOf((to) => flip(half, renders, to))
    const alone = await timesOf(async (to) => {
      for (const render of renders) await flip(half, [render], to)
    })
    const [one, each] = [median(together), median(alone)]
    console.log(`\nA flip of ${String(swaps)} swaps, in the stand-in (goal: at most 100 ms)`)
    console.log(
      `  in one call    median ${ms(one)}, slowest ${ms(Math.max(...together))}, 1 undo step`,
    )
    console.log(
      `  one by one     median ${ms(each)}, slowest ${ms(Math.max(...alone))}, ${String(swaps)} undo steps; in one call ${ratio(one, each)} × that`,
    )
  } finally {
    half.close()
  }
}

/** How long it takes to show the one side, then the other, again and again; in milliseconds. */
async function timesOf(act: (to: Side) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await act(round % 2 === 0 ? 'original' : 'render')
    times.push(performance.now() - start)
  }
  return times
}

async function flip({ caller }: Half, renders: readonly NodeId[], to: Side): Promise<void> {
  const { missing } = await caller.call('flip', { renders: [...renders], to })
  if (missing.length > 0) throw new Error(`Not flipped: ${missing.join(', ')}`)
}

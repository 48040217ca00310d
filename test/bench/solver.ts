import { NodeId } from '../../contract/model/ids.ts'
import type { LiveText } from '../../contract/model/canvas-text.ts'
import { findProblems } from '../../ui/catalog/text-layout/find-problems.ts'
import { itemsOf } from '../../ui/catalog/text-layout/items.ts'
import { placeAlike } from '../../ui/catalog/text-layout/place-alike.ts'
import { solveLayouts } from '../../ui/catalog/text-layout/solve-layouts.ts'
import { layouts } from '../layout/layouts.ts'
import { places } from '../layout/places.ts'
import { createHalf } from '../sandbox/support/half.ts'
import { fineMs, median, ratio } from './figures.ts'

const rounds = 5
/** Scaling alone takes so little that one is not to be measured. */
const plainRounds = 100

/** How long the window works out where live text goes, beside scaling it with its frame and looking at that. */
export async function printSolver(): Promise<void> {
  const texts = await readTexts()
  const cells = texts.flatMap((text) => places.map(({ layout }) => ({ text, layout })))
  const solved = cells.map(({ text, layout }) => timeOf(rounds, () => solveLayouts(text, layout)))
  const scaled = cells.map(({ text, layout }) =>
    timeOf(plainRounds, () => {
      findProblems(placeAlike(itemsOf(text), text, layout).placed, layout)
    }),
  )
  const middle = median(solved)
  console.log(
    `\nLayouts of live text, ${String(texts.length)} sources × ${String(places.length)} placements (goal: at most 50 ms each)`,
  )
  console.log(
    `  solved   median ${fineMs(middle)}, slowest ${fineMs(Math.max(...solved))} = ${ratio(middle, median(scaled))} × scaled`,
  )
  console.log(`  scaled   median ${fineMs(median(scaled))}, slowest ${fineMs(Math.max(...scaled))}`)
}

async function readTexts(): Promise<readonly LiveText[]> {
  const texts: LiveText[] = []
  for (const layout of layouts) {
    const half = await createHalf(layout.draw().document)
    const source = NodeId.parse(half.source)
    texts.push(await half.caller.call('readLiveText', { source, purpose: 'variants' }))
    half.close()
  }
  return texts.filter(({ blocks }) => blocks.length > 0)
}

/** Milliseconds: the median of some rounds. */
function timeOf(count: number, act: () => void): number {
  const times = Array.from({ length: count }, () => {
    const start = performance.now()
    act()
    return performance.now() - start
  })
  return median(times)
}

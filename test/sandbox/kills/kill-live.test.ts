import { expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { type Outcome, runKilled, sharedAndRemade } from '../../endure/kills/kill.ts'
import { runSwapsKilled } from '../../endure/kills/kill-swaps.ts'
import { addLivePoster, copiesLeft, textsAmiss } from '../../endure/live-text.ts'
import { fateFor, lossesOf } from '../../endure/kills/losses.ts'
import { isAll } from '../../endure/sample.ts'
import { rendersOf } from '../../endure/swaps.ts'
import { Tally } from '../../endure/kills/tally.ts'
import { createWorld, type World } from '../../endure/world.ts'

/** Hundreds of lives. */
const timeout = 900_000

/** A prime as well, for the longest of them. */
const stride = isAll ? 1 : 23

/** Kills at one step after the other, and tells what was lost. */
async function killedAnywhere(
  play: (kill: number, world: World) => Promise<Outcome & { readonly frames: readonly string[] }>,
): Promise<{ readonly lost: string[]; readonly tally: Tally }> {
  const tally = new Tally()
  const lost: string[] = []
  for (let kill = 0; ; kill += stride) {
    const world = createWorld()
    const { frames, ...outcome } = await play(kill, world)
    const all = {
      ...outcome,
      complaints: [...outcome.complaints, ...textsAmiss(world.document, frames)],
    }
    lost.push(...lossesOf(all, `at step ${String(kill)}`))
    const [step] = outcome.killedAt
    if (step === undefined) return { lost, tally }
    tally.add(step, all.complaints.length === 0)
  }
}

test(
  'killed at any step, a run with live text, made again in place, has each text once and no copy left',
  async () => {
    const { lost, tally } = await killedAnywhere(async (kill, world) => {
      const { document } = world
      const { poster, live } = addLivePoster(document)
      const known = new Set(document.descendants(document.rootId))
      const story = {
        ...sharedAndRemade,
        wish: { ...sharedAndRemade.wish, live: () => live },
      }
      const outcome = await runKilled([kill], fateFor(kill), story, { ...world, sources: [poster] })
      const frames = variantsOf(document).map(({ node }) => node)
      const complaints = [...outcome.complaints, ...copiesLeft(document, known, frames)]
      return { ...outcome, complaints, frames }
    })
    console.log(String(tally))
    expect(lost).toEqual([])
    expect(tally.killed).toBeGreaterThan(200 / stride)
  },
  timeout,
)

test(
  'killed at any step, a swap with live text has each text once and no copy left',
  async () => {
    const { lost, tally } = await killedAnywhere(async (kill, world) => {
      const { document } = world
      const { poster, live } = addLivePoster(document)
      const known = new Set(document.descendants(document.rootId))
      const story = { addTo: () => [poster], wish: { live: () => live } }
      const losesImages = kill % 2 === 1
      const outcome = await runSwapsKilled([kill], fateFor(kill), { losesImages }, story, world)
      const frames = rendersOf(document).map(({ node }) => node)
      const complaints = [...outcome.complaints, ...copiesLeft(document, known, frames)]
      return { ...outcome, complaints, frames }
    })
    console.log(String(tally))
    expect(lost).toEqual([])
    expect(tally.killed).toBeGreaterThan(70 / stride)
  },
  timeout,
)

import type { AspectRatio } from '../../../contract/model/target.ts'
import { isSettled } from '../../../ui/engine/jobs/job.ts'
import { storyAndReel, type Wish } from '../../sandbox/support/wish.ts'
import { pendingOf, straysIn, surroundingsOf, variantsOf } from '../canvas.ts'
import { complaintsAfter, type Expected, ledgerOf } from '../complaints.ts'
import { type Life, openLife } from '../life.ts'
import type { OnTheWire } from '../mortal-fetch.ts'
import { killAt, type Step } from '../steps.ts'
import { openWorld } from '../relay-world.ts'
import type { World } from '../world.ts'

/** What a designer asks for, and what there must be in the end. */
export interface Story {
  /** How many of the world's sources they select. */
  readonly sources: number
  readonly ratios: readonly AspectRatio[]
  readonly wish: Partial<Wish>
  /** Whether they have all of it made again in place, once it is there. */
  readonly isRemade: boolean
  readonly expected: Expected
}

/** Two frames in three ratios. */
export const sixJobs: Story = {
  sources: 2,
  ratios: ['1:1', '16:9', '9:16'],
  wish: {},
  isRemade: false,
  expected: { tasks: 6, variants: 6, replaced: 0 },
}

/** A picture that two placements share, and one beside it; then all three made again in place. */
export const sharedAndRemade: Story = {
  sources: 1,
  ratios: ['1:1'],
  wish: { targets: storyAndReel },
  isRemade: true,
  expected: { tasks: 4, variants: 3, replaced: 2 },
}

/** What came of a story in the course of which the plugin was killed and opened again. */
export interface Outcome {
  /** All steps of all lives. */
  readonly steps: readonly Step[]
  /** Where it was killed; shorter than was asked for when a life came to its end before. */
  readonly killedAt: readonly Step[]
  /** How often a designer pressed Generate: again only when nothing at all was to be seen. */
  readonly presses: number
  /** What is wrong with the file, the ledger or the bill; empty where all is well. */
  readonly complaints: readonly string[]
  /** How many tasks the server was asked to make, and made. */
  readonly tasks: number
  /** Nodes that nobody asked for. */
  readonly strays: number
}

/**
 * Plays a story to its end, killing both halves of the plugin on the way.
 *
 * @param kills the step at which each life ends, counted from 0 within it; the life after the last
 * is let live
 */
export async function runKilled(
  kills: readonly number[],
  onTheWire: OnTheWire,
  story: Story = sixJobs,
  given: World | null = null,
): Promise<Outcome> {
  const world = given ?? (await openWorld())
  const { document, clock } = world
  const before = surroundingsOf(document, [
    document.rootId,
    ...document.descendants(document.rootId),
  ])
  const taken: Step[] = []
  const killedAt: Step[] = []
  const complaints: string[] = []
  let presses = 0
  let isWritten = false
  /** The jobs of the first pictures, once all are there. */
  let firstJobs: readonly string[] | null = null

  /** Whether all the first pictures are there, and nothing is to be seen of others to come. */
  const isFirstOnly = ({ engine }: Life) => {
    const variants = variantsOf(document)
    const isRest =
      variants.length === story.expected.variants &&
      variants.every(({ recipe }) => recipe.progress.state === 'done') &&
      pendingOf(document).length === 0 &&
      ledgerOf(world.storage).length === 0 &&
      engine.snapshot().jobs.every(isSettled)
    const jobs = variants.map(({ recipe }) => recipe.job)
    if (isRest) firstJobs ??= jobs
    return isRest && jobs.every((job) => firstJobs?.includes(job))
  }

  for (const kill of [...kills, Infinity]) {
    let steps = 0
    const birth = openLife(world, {
      onTheWire,
      onStep: (step) => {
        isWritten ||= step.kind === 'storage written' && step.what.startsWith('run/')
        taken.push(step)
        if (steps++ !== kill) return
        killedAt.push(step)
        killAt(step, () => birth.kill())
      },
    })
    const course = async () => {
      const life = await birth.life
      await life.recover()
      if (isNothingVisible(world, life)) {
        presses++
        if (isWritten) complaints.push('the order was written down, and had to be given again')
        await life.generate(world.sources.slice(0, story.sources), story.ratios, story.wish)
      }
      await life.atRest()
      if (story.isRemade && isFirstOnly(life)) {
        await life.remake(
          variantsOf(document).map(({ node }) => node),
          'in-place',
        )
        await life.atRest()
      }
      // What was on its way when the last job was settled arrives.
      await clock.sleep(5_000)
    }
    await clock.run(Promise.race([birth.over, course()]))
    if (onTheWire === 'arrives') await clock.advance(1_000)
    birth.kill()
  }
  complaints.push(...(await complaintsAfter(world, story.expected, before)))
  if (given === null) await world.close()
  return {
    steps: taken,
    killedAt,
    presses,
    complaints,
    tasks: world.hiapi.tasks.size,
    strays: straysIn(document, before).length,
  }
}

/** Whether a designer who opens the plugin sees no trace of what was asked for. */
export function isNothingVisible({ document, storage }: World, { engine }: Life): boolean {
  return (
    engine.snapshot().jobs.length === 0 &&
    variantsOf(document).length === 0 &&
    ledgerOf(storage).length === 0
  )
}

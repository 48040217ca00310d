import type { AspectRatio } from '../../plugin/protocol/target.ts'
import { straysIn, surroundingsOf, variantsOf } from './canvas.ts'
import { complaintsAfter, ledgerOf } from './complaints.ts'
import { type Life, openLife } from './life.ts'
import type { OnTheWire } from './mortal-fetch.ts'
import type { Step } from './steps.ts'
import { createWorld, type World } from './world.ts'

const ratios: readonly AspectRatio[] = ['1:1', '16:9', '9:16']
const jobs = 6

/** What came of a run of 6 jobs in the course of which the plugin was killed and opened again. */
export interface Outcome {
  /** Where it was killed; shorter than was asked for when a life came to its end before. */
  readonly killedAt: readonly Step[]
  /** How often a person pressed Generate: again only when nothing at all was to be seen. */
  readonly presses: number
  /** What is wrong with the file, the ledger or the bill; empty where all is well. */
  readonly complaints: readonly string[]
  /** How many tasks the server was asked to make, and made. */
  readonly tasks: number
  /** Nodes that nobody asked for. */
  readonly strays: number
}

/**
 * Runs 6 jobs to their end, killing both halves of the plugin on the way.
 *
 * @param kills the step at which each life ends, counted from 0 within it; the life after the last
 * is let live
 */
export async function runKilled(kills: readonly number[], onTheWire: OnTheWire): Promise<Outcome> {
  const world = createWorld()
  const { document, clock } = world
  const before = surroundingsOf(document, [
    document.rootId,
    ...document.descendants(document.rootId),
  ])
  const killedAt: Step[] = []
  const complaints: string[] = []
  let presses = 0
  let isWritten = false

  for (const kill of [...kills, Infinity]) {
    let steps = 0
    const birth = openLife(world, {
      onTheWire,
      onStep: (step) => {
        isWritten ||= step.kind === 'storage written' && step.what.startsWith('run/')
        if (steps++ !== kill) return
        killedAt.push(step)
        birth.kill()
      },
    })
    const course = async () => {
      const life = await birth.life
      await life.recover()
      if (isNothingVisible(world, life)) {
        presses++
        if (isWritten) complaints.push('the order was written down, and had to be given again')
        await life.generate(world.sources, ratios)
      }
      await life.atRest()
      // What was on its way when the last job was settled arrives.
      await clock.sleep(5_000)
    }
    await clock.run(Promise.race([birth.over, course()]))
    if (onTheWire === 'arrives') await clock.advance(1_000)
    birth.kill()
  }
  complaints.push(...(await complaintsAfter(world, jobs, before)))
  return {
    killedAt,
    presses,
    complaints,
    tasks: world.hiapi.tasks.size,
    strays: straysIn(document, before).length,
  }
}

/** Whether a person who opens the plugin sees no trace of what was asked for. */
export function isNothingVisible({ document, storage }: World, { engine }: Life): boolean {
  return (
    engine.snapshot().jobs.length === 0 &&
    variantsOf(document).length === 0 &&
    ledgerOf(storage).length === 0
  )
}

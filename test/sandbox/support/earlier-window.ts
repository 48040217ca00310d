import { expect } from 'vitest'
import type { AspectRatio } from '../../../contract/model/target.ts'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { createWorld, type World } from '../../endure/world.ts'
import type { HiapiOptions } from '../../hiapi/api/api.ts'
import { person } from '../../host/builders.ts'

/** Orders pictures of the first source, and waits until nothing goes on by itself. */
export const generate =
  (world: World, ratios: readonly AspectRatio[] = ['1:1']) =>
  async (life: Life) => {
    await life.generate(world.sources.slice(0, 1), ratios)
    await life.atRest()
  }

/** Presses nothing, and waits until nothing goes on by itself. */
export const rest = (life: Life) => life.atRest()

const on = (kind: string) => (step: Step) => step.kind === kind

/** Why a job failed; undefined where it did not. */
export const failureOf = (job: Job | undefined) =>
  job?.state.name === 'failed' ? job.state.failure : undefined

/** How many requests of one kind the API got. */
export const count = ({ hiapi }: World, op: 'create' | 'get' | 'list' | 'picture') =>
  hiapi.count(op)

/** A world in which one job was killed at a step; and the name of its variant. */
export async function left(
  kind: string,
  options: HiapiOptions = {},
  ratios?: readonly AspectRatio[],
) {
  const world = createWorld(options)
  await live(world, generate(world, ratios), on(kind))
  const [variant] = variantsOf(world.document)
  return { world, node: variant?.node ?? '', does: person(world.document) }
}

/** Expects one task, whose picture is placed, and an empty ledger: nobody asked for a second picture. */
export function expectOnePlaced(world: World) {
  expect(world.hiapi.tasks.size).toBe(1)
  expect(ledgerOf(world.storage)).toEqual([])
  expect(variantsOf(world.document).map(({ recipe }) => recipe.progress.state)).toEqual(['done'])
}

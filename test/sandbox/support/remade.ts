import { expect } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf, wrongPicture } from '../../endure/complaints.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { storyAndReel, type Wish } from './wish.ts'

/** A world in which so much has been made, and all of it is there. */
export async function made(
  wish: Partial<Wish> = { targets: storyAndReel },
  sources = 1,
): Promise<World> {
  const world = createWorld()
  await live(world, async (life) => {
    await life.generate(world.sources.slice(0, sources), wish.ratios ?? [], wish)
    await life.atRest()
  })
  return world
}

export const nodesOf = (world: World) => variantsOf(world.document).map(({ node }) => node)
/** The picture that each variant shows, by node. */
export const shownIn = (world: World) =>
  new Map(variantsOf(world.document).map(({ node, shown }) => [node, shown.join()]))
export const remadeJobs = ({ engine }: Life) => engine.snapshot().jobs

/** Each variant shows the picture that its recipe names, and nothing is unfinished. */
export async function expectPictures(world: World) {
  for (const variant of variantsOf(world.document)) {
    expect(await wrongPicture(world.document, world.hiapi, variant)).toEqual([])
  }
  expect(ledgerOf(world.storage)).toEqual([])
}

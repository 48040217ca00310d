import { expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import { variantsOf } from '../../endure/canvas.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { storyAndReel } from '../support/wish.ts'

/** A world with two variants that share a picture. */
async function made(): Promise<World> {
  const world = createWorld()
  await live(world, async (life) => {
    await life.generate(world.sources.slice(0, 1), [], { targets: storyAndReel })
    await life.atRest()
  })
  return world
}

const firstOf = (world: World) =>
  variantsOf(world.document)
    .slice(0, 2)
    .map(({ node }) => NodeId.parse(node))

/** As the window does for the button "Vary" on the canvas. */
async function vary(life: Life, nodes: NodeId[]): Promise<number> {
  const { variants } = await life.caller.call('readRecipes', { nodes })
  const remake = { variants, way: 'beside', basis: 'picture', isFromCanvas: true } as const
  return (await life.engine.remake(remake)).pictures
}

test('Vary on the canvas, pressed again while Restage starts, orders once', async () => {
  const world = await made()
  const nodes = firstOf(world)
  await live(
    world,
    async (life) => {
      await vary(life, nodes)
      await life.atRest()
    },
    // The second press ends the first start, once what that ordered is written down.
    ({ kind, what }) => kind === 'storage written' && what.startsWith('run/'),
  )
  expect(world.hiapi.tasks.size).toBe(1)
  await live(world, async (life) => {
    expect(await vary(life, nodes)).toBe(0)
    await life.atRest()
  })
  expect(world.hiapi.tasks.size).toBe(2)
  expect(variantsOf(world.document)).toHaveLength(4)
})

test('Vary on the canvas, pressed again later, orders again', async () => {
  const world = await made()
  const nodes = firstOf(world)
  await live(world, async (life) => {
    expect(await vary(life, nodes)).toBe(1)
    await life.atRest()
  })
  await world.clock.advance(60_000)
  await live(world, async (life) => {
    expect(await vary(life, nodes)).toBe(1)
    await life.atRest()
  })
  expect(world.hiapi.tasks.size).toBe(3)
})

import { describe, expect, test } from 'vitest'
import { recipeKey } from '../../../contract/model/plugin-data/recipe.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { live } from '../../endure/live.ts'
import { built, createWorld, type World } from '../../endure/world.ts'
import { person } from '../../host/builders.ts'
import {
  generate,
  rest,
  failureOf,
  count,
  left,
  expectOnePlaced,
} from '../support/earlier-window.ts'

/** As if somebody else had written the recipes. */
function forgeCallback({ document }: World, callbackUrl: string): void {
  const key = `${built.manifest.id}/${recipeKey}`
  for (const { node, recipe } of variantsOf(document)) {
    const forged = { ...recipe, request: { ...recipe.request, callbackUrl } }
    const { pluginData } = document.node(node)
    document.person(() =>
      document.setData(node, { pluginData: { ...pluginData, [key]: JSON.stringify(forged) } }),
    )
  }
}

function loseReceipts({ storage }: World): void {
  for (const key of storage.keys()) if (key.startsWith('receipt/')) storage.delete(key)
}

describe('a result whose variant is gone', () => {
  test('is offered: placed again into a new frame, at no cost', async () => {
    const { world, node, does } = await left('GET of a task leaves')
    does.remove(node)
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      expect(failureOf(job)).toMatchObject({ kind: 'variant-gone', remedy: 'new-frame' })
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expectOnePlaced(world)
    expect(variantsOf(world.document)[0]?.node).not.toBe(node)
  })

  test('is offered: discarded, it is forgotten', async () => {
    const { world, node, does } = await left('GET of a task leaves')
    does.remove(node)
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      if (job !== undefined) life.engine.discard(job.plan.id)
      await life.until((jobs) => jobs.length === 0)
    })
    expect(ledgerOf(world.storage)).toEqual([])
    expect(await live(world, rest)).toEqual([])
  })

  test('is not sent again for nothing where an undo took what was known of it', async () => {
    const world = createWorld()
    await live(world, generate(world))
    person(world.document).undo()
    loseReceipts(world)
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      expect(failureOf(job)).toMatchObject({ kind: 'forgotten', remedy: 'new-task' })
    })
    expect(count(world, 'create')).toBe(1)
  })

  test('calls nobody whom only the file names, when it is sent again', async () => {
    const world = createWorld()
    await live(world, generate(world))
    person(world.document).undo()
    loseReceipts(world)
    forgeCallback(world, 'https://example.com/foreign')
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expect(count(world, 'create')).toBe(2)
    const bodies = world.hiapi.requests.filter(({ op }) => op === 'create').map(({ body }) => body)
    expect(Buffer.concat(bodies.map((body) => Buffer.from(body))).toString()).not.toContain(
      'foreign',
    )
  })

  test('is offered when its placing was undone, and not placed by itself', async () => {
    const world = createWorld()
    await live(world, generate(world))
    person(world.document).undo()
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      expect(failureOf(job)).toMatchObject({ kind: 'undone', remedy: 'new-frame' })
      expect(count(world, 'picture')).toBe(1)
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expectOnePlaced(world)
  })
})

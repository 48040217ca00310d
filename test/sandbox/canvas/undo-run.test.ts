import { describe, expect, test } from 'vitest'
import { NodeId, type RunId } from '../../../contract/model/ids.ts'
import type { RunUndone } from '../../../ui/engine/engine.ts'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { addLayers } from '../../endure/layers.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { rendersOf } from '../../endure/swaps.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { addFrame, addText, person } from '../../host/builders.ts'
import { storyAndReel } from '../support/wish.ts'

const nothing: RunUndone = { removed: [], touched: [], locked: [], unclear: [], replaced: [] }

const kindOf = ({ state }: Job) => (state.name === 'failed' ? state.failure.kind : state.name)
const kinds = (jobs: readonly Job[]) => jobs.map(kindOf)
const nodesOf = (world: World) => variantsOf(world.document).map(({ node }) => node)

function newestRun({ engine }: Life): RunId {
  const [job] = engine.snapshot().jobs
  if (job === undefined) throw new Error('there is no run')
  return job.plan.run
}

/** Two frames in two ratios each, all placed; then something is done. */
async function generated(course: (life: Life, world: World) => Promise<void>): Promise<World> {
  const world = createWorld()
  await live(world, async (life) => {
    await life.generate(world.sources, ['1:1', '16:9'])
    await life.atRest()
    expect(nodesOf(world)).toHaveLength(4)
    await course(life, world)
  })
  return world
}

/** Undoes the run, and waits until all its jobs count as undone. */
async function undo(life: Life): Promise<RunUndone> {
  const undone = await life.engine.undoRun(newestRun(life))
  await life.until((jobs) => jobs.every((job) => kindOf(job) === 'undone'))
  return undone
}

function placeAgain({ engine }: Life): void {
  for (const { plan } of engine.snapshot().jobs) engine.retry(plan.id)
}

const allDone = (jobs: readonly Job[]) => jobs.every(({ state }) => state.name === 'done')

describe('a run that is undone', () => {
  test('leaves nothing on the canvas, in one undo step', async () => {
    await generated(async (life, world) => {
      const [nodes, steps] = [nodesOf(world), world.document.undoDepth]
      const undone = await undo(life)
      expect({ ...undone, removed: [...undone.removed].sort() }).toEqual({
        ...nothing,
        removed: [...nodes].sort(),
      })
      expect(nodesOf(world)).toEqual([])
      expect(world.document.undoDepth).toBe(steps + 1)

      person(world.document).undo()
      await life.until(allDone)
      expect(nodesOf(world).sort()).toEqual([...nodes].sort())
    })
  })

  test('is placed again at no cost', async () => {
    const world = await generated(async (life) => {
      await undo(life)
      placeAgain(life)
      await life.until(allDone)
    })
    expect(variantsOf(world.document).map(({ recipe }) => recipe.progress.state)).toEqual(
      Array(4).fill('done'),
    )
    expect(world.hiapi.count('create')).toBe(4)
    expect(ledgerOf(world.storage)).toEqual([])
  })

  test('is offered when the window is opened again, and placed again at no cost', async () => {
    const world = await generated(async (life) => {
      await undo(life)
    })
    const jobs = await live(world, async (life) => {
      await life.atRest()
      expect(kinds(life.engine.snapshot().jobs)).toEqual(Array(4).fill('undone'))
      placeAgain(life)
      await life.until(allDone)
    })
    expect(jobs).toHaveLength(4)
    expect(nodesOf(world)).toHaveLength(4)
    expect(world.hiapi.count('create')).toBe(4)
  })

  test('is not offered once its undoing was undone on the canvas', async () => {
    const world = await generated(async (life, { document }) => {
      await undo(life)
      person(document).undo()
      await life.until(allDone)
    })
    expect(await live(world, (life) => life.atRest())).toEqual([])
  })

  test('is done again where its undoing is undone while a later window offers it', async () => {
    const world = await generated(async (life) => {
      await undo(life)
    })
    await live(world, async (life) => {
      await life.until((jobs) => jobs.length === 4)
      person(world.document).undo()
      await life.until(allDone)
    })
    expect(nodesOf(world)).toHaveLength(4)
  })

  test('leaves other runs as they are', async () => {
    await generated(async (life, world) => {
      const first = nodesOf(world)
      await life.remake([first[0] ?? ''], 'beside')
      await life.until((jobs) => jobs.length === 5)
      await life.atRest()
      const undone = await life.engine.undoRun(newestRun(life))
      expect(undone.removed).toHaveLength(1)
      expect(nodesOf(world)).toEqual(first)
      await life.until(([newest, ...others]) => newest !== undefined && allDone(others))
    })
  })

  test('with a shared picture loses all its frames', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), [], { targets: storyAndReel })
      await life.atRest()
      expect((await undo(life)).removed).toHaveLength(2)
    })
    expect(nodesOf(world)).toEqual([])
  })
})

describe('what stays of a run that is undone', () => {
  test('is what the designer has put something into, moved into something, or locked', async () => {
    const world = await generated(async (life, here) => {
      const { document } = here
      const [touched = '', locked = '', moved = '', gone = ''] = nodesOf(here)
      addText(document, touched, { characters: 'Sale' })
      person(document).set(locked, { locked: true })
      const board = addFrame(document, document.currentPage, { x: 5000, width: 900, height: 900 })
      person(document).reparent(board, moved)
      const undone = await life.engine.undoRun(newestRun(life))
      expect({ ...undone, touched: [...undone.touched].sort() }).toEqual({
        ...nothing,
        removed: [gone],
        touched: [touched, moved].sort(),
        locked: [locked],
      })
      await life.until((jobs) => jobs.some((job) => kindOf(job) === 'undone'))
      expect(kinds(life.engine.snapshot().jobs).filter((kind) => kind === 'done')).toHaveLength(3)
    })
    expect(nodesOf(world)).toHaveLength(3)
  })

  test('is what it has regenerated in place', async () => {
    await generated(async (life, world) => {
      const nodes = nodesOf(world)
      await life.remake(nodes.slice(0, 1), 'in-place')
      await life.until((jobs) => jobs.length === 5)
      await life.atRest()
      const steps = world.document.undoDepth
      expect(await life.engine.undoRun(newestRun(life))).toEqual({
        ...nothing,
        replaced: nodes.slice(0, 1),
      })
      expect(nodesOf(world)).toEqual(nodes)
      expect(world.document.undoDepth).toBe(steps)
    })
  })

  test('is what a later run has regenerated, and it is named', async () => {
    await generated(async (life, world) => {
      const [kept = '', ...others] = nodesOf(world)
      const first = newestRun(life)
      await life.remake([kept], 'in-place')
      await life.until((jobs) => jobs.length === 5)
      await life.atRest()
      const undone = await life.engine.undoRun(first)
      expect({ ...undone, removed: [...undone.removed].sort() }).toEqual({
        ...nothing,
        removed: others.sort(),
        touched: [kept],
      })
      expect(nodesOf(world)).toEqual([kept])
    })
  })
})

describe('what is just being regenerated stays', () => {
  test.each([
    'message to the plugin half arrives',
    'image about to be kept',
    'undo step about to end',
    'storage about to be cleared',
    'message to the window leaves',
  ])('as its picture is placed: %s', async (kind) => {
    const world = createWorld()
    let isPlacing = false
    let undone: Promise<RunUndone> | null = null
    let press: (() => Promise<RunUndone>) | null = null
    await live(
      world,
      async (life) => {
        await life.generate(world.sources.slice(0, 1), ['1:1'])
        await life.atRest()
        const nodes = nodesOf(world)
        await life.remake(nodes, 'in-place')
        const run = newestRun(life)
        press = () => life.engine.undoRun(run)
        await life.until(([job]) => job !== undefined && undone !== null)
        expect(await undone).toEqual({ ...nothing, replaced: nodes })
        expect(nodesOf(world)).toEqual(nodes)
        expect(variantsOf(world.document)[0]?.recipe.run).toBe(run)
      },
      (step) => {
        isPlacing ||= press !== null && step.what === 'place'
        if (isPlacing && press !== null && step.kind === kind) {
          undone = press()
          press = null
        }
        return false
      },
    )
  })
})

describe('a run that is still under way', () => {
  test('is stopped; a task that exists is waited for again, and paid once', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1', '16:9'])
      await life.until((jobs) => jobs.every(({ submission }) => submission.state === 'created'))
      const undone = await life.engine.undoRun(newestRun(life))
      expect(undone.removed).toHaveLength(2)
      expect(kinds(life.engine.snapshot().jobs)).toEqual(['stopped', 'stopped'])
      expect(nodesOf(world)).toEqual([])
      placeAgain(life)
      await life.until(allDone)
    })
    expect(nodesOf(world)).toHaveLength(2)
    expect(world.hiapi.count('create')).toBe(2)
  })

  test('is said to be undone at once, however late an order that was sent is answered', async () => {
    const world = createWorld({ faults: [{ on: 'create', fault: { kind: 'hang' } }] })
    await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.until(([job]) => job?.state.name === 'sending')
      const pressed = world.clock.now()
      expect((await life.engine.undoRun(newestRun(life))).removed).toHaveLength(1)
      expect(world.clock.now() - pressed).toBeLessThan(2_000)
      expect(nodesOf(world)).toEqual([])
    })
  })

  test('pays nothing where nothing was sent yet', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await life.generate(world.sources, ['1:1', '16:9'])
      await life.engine.undoRun(newestRun(life))
      await life.atRest()
    })
    expect(nodesOf(world)).toEqual([])
    expect(world.hiapi.count('create')).toBe(0)
    expect(ledgerOf(world.storage)).toEqual([])
  })
})

describe('a run of swaps that is undone', () => {
  async function swapped(course: (life: Life, world: World, layers: readonly string[]) => unknown) {
    const world = createWorld()
    const layers = addLayers(world.document)
    await live(world, async (life) => {
      await life.swap(layers)
      await life.atRest()
      expect(rendersOf(world.document)).toHaveLength(3)
      await course(life, world, layers)
    })
    return { world, layers }
  }

  test('gives the places back to the originals, in one undo step', async () => {
    const { world, layers } = await swapped(async (life, { document }) => {
      const steps = document.undoDepth
      expect((await undo(life)).removed).toHaveLength(3)
      expect(document.undoDepth).toBe(steps + 1)
    })
    expect(nodesOf(world)).toEqual([])
    expect(layers.map((layer) => world.document.prop(layer, 'visible'))).toEqual([true, true, true])
  })

  test('is placed again at no cost', async () => {
    const { world, layers } = await swapped(async (life) => {
      await undo(life)
      placeAgain(life)
      await life.until(allDone)
    })
    expect(rendersOf(world.document)).toHaveLength(3)
    expect(layers.map((layer) => world.document.prop(layer, 'visible'))).toEqual([
      false,
      false,
      false,
    ])
    expect(world.hiapi.count('create')).toBe(3)
  })

  test('shows the picture of an earlier run again where there is one', async () => {
    await swapped(async (life, { document }, layers) => {
      const [before] = rendersOf(document)
      const renders = before === undefined ? [] : [NodeId.parse(before.node)]
      await life.caller.call('flip', { renders, to: 'original' })
      await life.swap(layers.slice(0, 1))
      await life.until((jobs) => jobs.length === 4)
      await life.atRest()
      const shown = () => rendersOf(document).map(({ recipe }) => recipe?.job)
      expect(shown()).not.toContain(before?.recipe?.job)
      await life.engine.undoRun(newestRun(life))
      await life.until(([newest]) => newest !== undefined && kindOf(newest) === 'undone')
      expect(shown()).toContain(before?.recipe?.job)
      expect(rendersOf(document)).toHaveLength(3)
      expect(kinds(life.engine.snapshot().jobs).slice(1)).toEqual(['done', 'done', 'done'])
    })
  })

  test('is offered where a picture made since is in its renders', async () => {
    const { world } = await swapped(async (life, { document }) => {
      const first = newestRun(life)
      await life.remake(
        rendersOf(document).map(({ node }) => node),
        'in-place',
      )
      await life.until((jobs) => jobs.length === 6)
      await life.atRest()
      await life.engine.undoRun(first)
      await life.until((jobs) => jobs.slice(3).every((job) => kindOf(job) === 'undone'))
      expect(kinds(life.engine.snapshot().jobs.slice(0, 3))).toEqual(['done', 'done', 'done'])
      placeAgain(life)
      await life.until(allDone)
    })
    expect(rendersOf(world.document)).toHaveLength(3)
    expect(world.hiapi.count('create')).toBe(6)
  })

  test('leaves a render that something was put into, and one whose original was deleted', async () => {
    await swapped(async (life, { document }) => {
      const [touched, orphan, gone] = rendersOf(document).map(({ node }) => node)
      addText(document, touched ?? '', { characters: 'Sale' })
      const original = life.engine
        .snapshot()
        .jobs.find(({ variants }) => variants.some((node) => node === orphan))
      person(document).remove(original?.plan.source.id ?? '')
      const undone = await life.engine.undoRun(newestRun(life))
      expect(undone.removed).toEqual([gone])
      expect([...undone.touched].sort()).toEqual([touched, orphan].sort())
    })
  })
})

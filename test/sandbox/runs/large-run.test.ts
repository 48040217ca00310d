import { afterEach, beforeEach, expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { openWorld } from '../../endure/relay-world.ts'
import type { World } from '../../endure/world.ts'
import type { ClientStorage } from '../../host/storage.ts'
import { createHalf, jobOf, partOf, reserved } from '../support/half.ts'

const ratios = ['1:1', '3:2', '2:3', '4:3', '3:4'] as const

const generate =
  (world: World, copies: number) =>
  async (life: Life): Promise<void> => {
    await life.generate(world.sources, ratios, { copies })
    await life.atRest()
  }

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const isOfRun = ({ what }: Step) => what.startsWith('run/')

function jobsIn(storage: ClientStorage): number[] {
  return ledgerOf(storage).map((key) => {
    const { entries } = JSON.parse(String(storage.get(key))) as { entries: unknown[] }
    return entries.length
  })
}

test('200 jobs are written down in values of 25, before anything is done for them', async () => {
  await live(world, generate(world, 20), ({ kind }) => kind === 'export about to begin')
  expect(jobsIn(world.storage)).toEqual(Array(8).fill(25))
})

test('what is written down once is not written again', async () => {
  const written: string[] = []
  await live(world, generate(world, 4), (step) => {
    if (step.kind === 'storage written' && isOfRun(step)) written.push(step.what)
    return false
  })
  expect(written).toHaveLength(2)
  expect(new Set(written).size).toBe(2)
  expect(variantsOf(world.document)).toHaveLength(40)
  expect(ledgerOf(world.storage)).toEqual([])
})

test('of a run that was killed as it was written down, what is there goes on, and nothing is paid twice', async () => {
  let writes = 0
  await live(world, generate(world, 5), (step) => {
    return step.kind === 'storage about to be written' && isOfRun(step) && ++writes === 2
  })
  expect(jobsIn(world.storage)).toEqual([25])
  expect(variantsOf(world.document)).toEqual([])
  const jobs = await live(world, (life) => life.atRest())
  expect(jobs.map(({ state }) => state.name)).toEqual(Array(25).fill('done'))
  expect(world.hiapi.tasks.size).toBe(25)
  expect(variantsOf(world.document)).toHaveLength(25)
  expect(ledgerOf(world.storage)).toEqual([])
})

test('two windows that each take jobs for new ones reserve the same frames', async () => {
  const half = await createHalf()
  const jobs = ['a', 'b'].map((id) => jobOf(id, [partOf('Story', 90, 160), partOf('Post', 50, 50)]))
  const first = await reserved(half, jobs, { isFirst: true })
  const second = await reserved(half, jobs, { isFirst: true })
  expect(second).toEqual(first)
  expect(variantsOf(half.document)).toHaveLength(4)
  half.close()
})

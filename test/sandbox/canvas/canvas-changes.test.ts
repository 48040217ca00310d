import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isAway, type Job } from '../../../ui/engine/jobs/job.ts'
import * as build from '../../host/builders.ts'
import { addPoster } from '../support/frames.ts'
import { rendersFor, swap } from '../support/swap-stage.ts'
import { type Rig, createRig } from '../support/rig.ts'
import { frameOf, storyAndReel } from '../support/wish.ts'

let rig: Rig
let poster: string
beforeEach(async () => {
  rig = await createRig()
  poster = addPoster(rig.document, 'Poster')
})
afterEach(() => rig.close())

const created = () => rig.server.hiapi.count('create')
const statesOf = (jobs: readonly Job[]) =>
  jobs.map((job) => (isAway(job) ? 'away' : job.state.name))
/** Resolves once the jobs are said to be so, in their order. */
const said = (...states: readonly string[]) =>
  rig.until((jobs) => statesOf(jobs).join() === states.join())
const jobAt = (index: number): Job => {
  const job = rig.engine.snapshot().jobs[index]
  if (job === undefined) throw new Error('There is no such job.')
  return job
}
const placeAgain = (index: number) => {
  rig.engine.retry(jobAt(index).plan.id)
}

async function made(ratios: readonly ('1:1' | '16:9' | '9:16')[]): Promise<void> {
  await rig.generate({ frames: [poster], ratios })
  const jobs = await rig.settled()
  expect(statesOf(jobs)).toEqual(ratios.map(() => 'done'))
}

describe('a picture that was placed', () => {
  test('is offered again at once where its placing is undone, and placed again for nothing', async () => {
    await made(['1:1'])
    const frame = frameOf(jobAt(0))
    rig.person.undo()
    const [job] = await said('away')
    expect(job?.state).toMatchObject({ failure: { kind: 'undone', remedy: 'new-frame' } })
    placeAgain(0)
    await said('done')
    expect(frameOf(jobAt(0))).toBe(frame)
    expect(rig.recipeOf(frame).progress.state).toBe('done')
    expect(created()).toBe(1)
  })

  test('is done again where its undoing is redone', async () => {
    await made(['1:1', '16:9'])
    rig.person.undo()
    rig.person.undo()
    await said('away', 'away')
    const { picture } = jobAt(0)
    rig.person.redo()
    rig.person.redo()
    await said('done', 'done')
    expect(jobAt(0).picture).toEqual(picture)
    expect(created()).toBe(2)
  })

  test('is placed into a new frame where its own was undone as well', async () => {
    await made(['1:1'])
    const frame = frameOf(jobAt(0))
    while (rig.document.has(frame)) rig.person.undo()
    await said('away')
    placeAgain(0)
    await said('done')
    expect(rig.document.has(frameOf(jobAt(0)))).toBe(true)
    expect(created()).toBe(1)
  })

  test('is offered again where its variant, or what that is in, is deleted', async () => {
    await made(['1:1', '16:9'])
    const section = build.addSection(rig.document, rig.document.currentPage, {
      width: 5000,
      height: 5000,
    })
    rig.person.reparent(section, frameOf(jobAt(0)))
    rig.person.remove(section)
    await said('away', 'done')
    rig.person.remove(frameOf(jobAt(1)))
    await said('away', 'away')
    rig.person.undo()
    await said('away', 'done')
    rig.person.undo()
    await said('done', 'done')
  })

  test('counts as there for as long as one of the variants has it that it was made for', async () => {
    await rig.generate({ frames: [poster], targets: storyAndReel, ratios: [] })
    await rig.settled()
    const [story = '', reel = ''] = jobAt(0).variants
    rig.person.remove(story ?? '')
    // What is heard of the other one was heard after it.
    rig.person.remove(reel ?? '')
    await said('away')
    rig.person.undo()
    await said('done')
    expect(created()).toBe(1)
  })

  test('says plainly that HiAPI no longer has it', async () => {
    await made(['1:1'])
    rig.person.undo()
    await said('away')
    rig.server.hiapi.faults.add({ on: 'get', fault: { kind: 'error', status: 404 } })
    placeAgain(0)
    const [job] = await rig.until(([first]) => first?.state.name === 'failed' && !isAway(first))
    expect(job?.state).toMatchObject({ failure: { kind: 'task-unknown' } })
    expect(created()).toBe(1)
  })

  test('is looked for where a person asks to see it and it is not found', async () => {
    await made(['1:1'])
    const other = build.addPage(rig.document, 'Other')
    await rig.caller.call('show', { nodes: [] })
    rig.person.setCurrentPage(other)
    const frame = frameOf(jobAt(0))
    rig.person.remove(frame)
    expect(
      (await rig.caller.call('show', { nodes: jobAt(0).variants.flatMap((n) => n ?? []) })).shown,
    ).toBe(0)
    rig.engine.look(jobAt(0).plan.id)
    await said('away')
  })

  test('is discarded for good: its frame waits for nothing', async () => {
    await made(['1:1'])
    const frame = frameOf(jobAt(0))
    rig.person.undo()
    await said('away')
    rig.engine.discard(jobAt(0).plan.id)
    await rig.until((jobs) => jobs.length === 0)
    expect(rig.recipeOf(frame).progress.state).toBe('failed')
  })
})

test('a picture that is undone in mid-run is listed at once, while another is made', async () => {
  rig.server.hiapi.faults.add({ on: 'task', fault: { kind: 'stuck' }, times: 1 })
  await rig.generate({ frames: [poster], ratios: ['1:1', '16:9'] })
  await said('generating', 'done')
  rig.person.undo()
  await said('generating', 'away')
  placeAgain(1)
  await said('generating', 'done')
  expect(created()).toBe(2)
  rig.engine.stopAll()
  await said('stopped', 'done')
})

test('a picture that a new one has replaced is no loss, and is back where that is undone', async () => {
  await made(['1:1'])
  const { variants } = await rig.caller.call('readRecipes', {
    nodes: jobAt(0).variants.flatMap((node) => node ?? []),
  })
  await rig.engine.remake({ variants, way: 'in-place', basis: 'reference' })
  await rig.until((jobs) => jobs.length === 2 && statesOf(jobs).every((name) => name === 'done'))
  rig.person.undo()
  await said('away', 'done')
  placeAgain(0)
  await said('done', 'done')
  expect(created()).toBe(2)
})

test('a swap that is undone is offered again, and put back for nothing', async () => {
  const [job] = await swap(rig, [poster])
  expect(job?.state.name).toBe('done')
  rig.person.undo()
  await said('away')
  expect(rendersFor(rig.document, poster)).toEqual([])
  placeAgain(0)
  await said('done')
  expect(rendersFor(rig.document, poster)).toHaveLength(1)
  expect(created()).toBe(1)
})

test('an undone swap that is discarded leaves nothing on its layer', async () => {
  await swap(rig, [poster])
  rig.person.undo()
  await said('away')
  rig.engine.discard(jobAt(0).plan.id)
  await rig.until((jobs) => jobs.length === 0)
  expect(Object.keys(rig.document.node(poster).pluginData)).toEqual([])
})

test('a restored original is told of as such by its row, and so is the undoing of that', async () => {
  await swap(rig, [poster])
  const [render] = jobAt(0).variants
  await rig.caller.call('restore', { swaps: render ? [{ node: render, agreed: '' }] : [] })
  await said('away')
  rig.person.undo()
  await said('done')
})

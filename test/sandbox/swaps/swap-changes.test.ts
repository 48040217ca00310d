import { taskOf } from '../../../ui/engine/jobs/job.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isSettled, type Job } from '../../../ui/engine/jobs/job.ts'
import * as build from '../../host/builders.ts'
import { absoluteTransform } from '../../host/document/measure.ts'
import type { NodeRecord } from '../../host/document/types.ts'
import { createRig, type Rig } from '../support/rig.ts'
import { addMockup } from '../support/swap-cases.ts'
import {
  described,
  order,
  renderOf,
  rendersFor,
  swap,
  treeOf,
  withoutData,
} from '../support/swap-stage.ts'
import { swapOrderFor } from '../support/swap-wish.ts'
import { end } from '../support/swaps.ts'
import { frameOf } from '../support/wish.ts'

let rig: Rig
let page: string
beforeEach(async () => {
  rig = await createRig({ durations: { queued: 60, handling: 200, archiving: 60 } })
  page = rig.document.currentPage
})
afterEach(() => rig.close())

const sent = () => rig.server.hiapi.requests.filter(({ op }) => op === 'create').length
const column = () =>
  build.addFrame(rig.document, page, {
    x: 500,
    layoutMode: 'VERTICAL',
    itemSpacing: 10,
    width: 300,
    height: 300,
  })

/** Swaps a layer, and changes something as soon as its task is there. */
async function changed(layer: string, change: () => void): Promise<Job> {
  await order(rig, [layer])
  await rig.until((jobs) => jobs.length > 0 && jobs.every((job) => taskOf(job) !== null))
  change()
  const [job] = await rig.settled()
  if (job === undefined) throw new Error('there is no job')
  return job
}

describe('what can’t be swapped is refused before any money is spent', () => {
  const refused: readonly [string, (layer: string) => string][] = [
    ['locked', (layer) => (rig.person.set(layer, { locked: true }), layer)],
    ['hidden', (layer) => (rig.person.set(layer, { visible: false }), layer)],
    ['empty', () => build.addFrame(rig.document, page, { fills: [] })],
    ['mask', (layer) => (rig.person.set(layer, { isMask: true }), layer)],
    ['section', () => build.addSection(rig.document, page)],
    ['component-set', () => build.addComponentSet(rig.document, page)],
    ['not-a-layer', () => build.addSlice(rig.document, page)],
  ]
  test.each(refused)('%s', async (reason, make) => {
    const layer = make(addMockup(rig.document, page))
    expect(await described(rig, [layer])).toMatchObject([{ swappable: false, reason }])
  })

  test.each(['locked', 'hidden'] as const)('%s only after it was ordered', async (state) => {
    const outer = build.addFrame(rig.document, page, { width: 400, height: 300 })
    const layer = addMockup(rig.document, outer)
    const layers = await described(rig, [layer])
    rig.person.set(outer, state === 'locked' ? { locked: true } : { visible: false })
    const before = withoutData(treeOf(rig.document))
    rig.engine.swap(swapOrderFor(layers.filter((each) => each.swappable)))
    const [job] = await rig.settled()
    expect(job?.state).toMatchObject({ name: 'failed', failure: { kind: 'layer-refused' } })
    expect(sent()).toBe(0)
    expect(withoutData(treeOf(rig.document))).toEqual(before)
  })

  test('a render is none to be swapped again; its original, shown, is', async () => {
    const layer = addMockup(rig.document, page)
    await swap(rig, [layer])
    const render = renderOf(rig.document, layer)
    expect(await described(rig, [render])).toMatchObject([{ swappable: false, reason: 'render' }])
  })
})

describe('beside its layer, where nothing can be put in its place', () => {
  test.each(['instance', 'component'] as const)('%s', async (reason) => {
    const main = build.addComponent(rig.document, page, { name: 'Main', width: 300, height: 200 })
    addMockup(rig.document, main)
    const instance = build.addInstance(rig.document, page, main, { name: 'Instance', x: 900 })
    const layer = reason === 'component' ? main : (rig.document.node(instance).children[0] ?? '')
    expect(await described(rig, [layer])).toMatchObject([
      { swappable: true, destination: { kind: 'beside', reason } },
    ])
    const before = withoutData(treeOf(rig.document))
    const [job] = await swap(rig, [layer])
    expect(job?.state.name).toBe('done')
    const frame = rig.document.node(frameOf(job))
    expect(frame).toMatchObject({ type: 'FRAME', parent: page })
    expect(rendersFor(rig.document, layer)).toEqual([])
    const missing = new Set([frame.id, ...rig.document.descendants(frame.id)])
    const others = treeOf(rig.document)
      .filter(({ id }) => !missing.has(id))
      .map((node) => ({ ...node, children: node.children.filter((id) => !missing.has(id)) }))
    expect(withoutData(others)).toEqual(before)
  })
})

describe('while its job runs, a layer is', () => {
  const box = (id: string) => {
    const { x, y, width, height } = rig.document.node(id).props
    return { x, y, width, height }
  }

  test('moved, turned and resized: the render is where it is, as large as it is', async () => {
    const layer = addMockup(rig.document, page)
    const job = await changed(layer, () => {
      rig.person.move(layer, 333, 222)
      rig.person.resize(layer, 260, 120)
      rig.person.set(layer, { rotation: 30 })
    })
    expect(job.state.name).toBe('done')
    const render = renderOf(rig.document, layer)
    expect(box(render)).toEqual({ x: 333, y: 222, width: 260, height: 120 })
    const [own, taken] = [layer, render].map((id) => absoluteTransform(rig.document, id).flat())
    taken?.forEach((value, index) => expect(value).toBeCloseTo(own?.[index] ?? NaN, 9))
  })

  test('put into an auto layout: the render flows there in its stead', async () => {
    const parent = column()
    const above = build.addRectangle(rig.document, parent, { width: 50, height: 50 })
    const layer = addMockup(rig.document, page)
    const below = build.addRectangle(rig.document, parent, { width: 50, height: 50 })
    await changed(layer, () => {
      rig.person.reparent(parent, layer, 1)
      rig.person.set(layer, { layoutSizingHorizontal: 'FILL' })
    })
    const render = renderOf(rig.document, layer)
    expect(rig.document.node(parent).children).toEqual([above, layer, render, below])
    expect(box(render)).toEqual({ x: 0, y: 60, width: 300, height: 100 })
    expect(rig.document.prop(render, 'layoutSizingHorizontal')).toBe('FILL')
    expect(box(below)).toMatchObject({ y: 170 })
  })

  test('taken from one auto layout into another: nothing is left in the first', async () => {
    const [first, second] = [column(), column()]
    const layer = addMockup(rig.document, first)
    await changed(layer, () => rig.person.reparent(second, layer))
    expect(rig.document.node(first).children).toEqual([])
    expect(rig.document.node(second).children).toEqual([layer, renderOf(rig.document, layer)])
  })

  test('moved to another page: the render follows it', async () => {
    const other = build.addPage(rig.document, 'Other')
    const layer = addMockup(rig.document, page)
    await changed(layer, () => rig.person.reparent(other, layer))
    expect(rig.document.node(other).children).toEqual([layer, renderOf(rig.document, layer)])
  })

  test('deleted: what was paid for is placed where it stood', async () => {
    const layer = addMockup(rig.document, page, { x: 700, y: 90 })
    const job = await changed(layer, () => rig.person.remove(layer))
    expect(job.state.name).toBe('done')
    expect(job.remark).not.toBeNull()
    const frame = frameOf(job)
    expect(rig.document.node(frame)).toMatchObject({ type: 'FRAME', parent: page })
    expect(rig.document.node(page).children).toEqual([frame])
    expect(sent()).toBe(1)
  })

  test('deleted out of a screen: what was paid for does not cover the rest of the screen', async () => {
    const screen = build.addFrame(rig.document, page, { x: 500, width: 900, height: 900 })
    const layer = addMockup(rig.document, screen, { x: 20, y: 20 })
    const job = await changed(layer, () => rig.person.remove(layer))
    expect(job.state.name).toBe('done')
    const frame = frameOf(job)
    expect(rig.document.node(frame).parent).toBe(page)
    expect(rig.document.prop(frame, 'x')).toBeGreaterThanOrEqual(1400)
  })
})

test('three copies are one render with three pictures, the first of them seen', async () => {
  const layer = addMockup(rig.document, page)
  const jobs = await swap(rig, [layer], { copies: 3 })
  expect(jobs.map(({ state }) => state.name)).toEqual(['done', 'done', 'done'])
  const render = renderOf(rig.document, layer)
  expect(rendersFor(rig.document, layer)).toEqual([render])
  const { swaps } = await rig.caller.call('readSwaps', { nodes: [render] })
  expect(swaps).toHaveLength(1)
  expect(swaps[0]?.choices.map(({ job }) => job).sort()).toEqual(
    jobs.map(({ plan }) => plan.id).sort(),
  )
  expect(rig.document.node(page).children).toEqual([layer, render])
})

test('swapped again after a flip, a layer has one render, and the new picture is seen', async () => {
  const layer = addMockup(rig.document, page)
  const before = treeOf(rig.document)
  await swap(rig, [layer])
  const render = renderOf(rig.document, layer)
  await rig.caller.call('flip', { renders: [render], to: 'original' })
  const jobs = await swap(rig, [layer], { prompt: 'In clay' })
  expect(rendersFor(rig.document, layer)).toEqual([render])
  expect(rig.document.prop(render, 'visible')).toBe(true)
  expect(rig.document.prop(layer, 'visible')).toBe(false)
  expect(rig.recipeOf(render).job).toBe(jobs[0]?.plan.id)
  await end(rig.caller, 'restore', [render])
  expect(treeOf(rig.document)).toEqual(before)
})

test('a layer is not paid for twice while its render is on its way', async () => {
  const layer = addMockup(rig.document, page)
  const layers = (await described(rig, [layer])).filter((each) => each.swappable)
  rig.engine.swap(swapOrderFor(layers))
  rig.engine.swap(swapOrderFor(layers))
  await rig.until((jobs) => jobs.length > 0 && jobs.every(isSettled))
  expect(rig.engine.snapshot().jobs).toHaveLength(1)
  expect(sent()).toBe(1)
  expect(rendersFor(rig.document, layer)).toHaveLength(1)
})

test('clicks lead where they led, from the render, and its original keeps its own', async () => {
  const reactions = [
    { trigger: { type: 'ON_CLICK' }, actions: [{ type: 'BACK' }] },
  ] as const satisfies NodeRecord['props']['reactions']
  const layer = addMockup(rig.document, page, { reactions })
  const before = withoutData(treeOf(rig.document))
  await swap(rig, [layer])
  const render = renderOf(rig.document, layer)
  expect(rig.document.prop(render, 'reactions')).toEqual(reactions)
  expect(rig.document.prop(layer, 'reactions')).toEqual(reactions)
  rig.person.undo()
  expect(withoutData(treeOf(rig.document))).toEqual(before)
})

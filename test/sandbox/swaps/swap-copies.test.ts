import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { NodeId } from '../../../contract/model/ids.ts'
import { createSwapReview } from '../../../ui/features/swap-review/swap-review-state.ts'
import { addComponent, addFrame, addInstance, addPage } from '../../host/builders.ts'
import { createHalf, type Half } from '../support/half.ts'
import { addMockup, end, swapped } from '../support/swaps.ts'

let half: Half
let screen: string
let layer: string
let render: string
beforeEach(async () => {
  half = await createHalf()
  const { document } = half
  screen = addFrame(document, document.currentPage, { name: 'Screen', width: 400, height: 120 })
  layer = addMockup(document, screen, 'Mockup')
  const [made = ''] = await swapped(half, [layer])
  render = made
})
afterEach(() => half.close())

const nodes = () => half.document.toJSON().nodes
const isSeen = (id: string) => half.document.prop(id, 'visible')
const read = (ids: readonly string[]) => half.caller.call('readSwaps', { nodes: ids as NodeId[] })
const copied = (of = screen) => {
  const copy = half.person.duplicate(of)
  const [original = '', shown = ''] = half.document.node(copy).children
  return { copy, original, render: shown }
}

describe('where several layers could be the other side of a copied swap', () => {
  const doubles = [
    ['the hidden original', 'original'],
    ['the render', 'render'],
  ] as const
  test.each(doubles)('nothing is changed, and the person is told: %s', async (_, which) => {
    const copy = copied()
    const double = half.person.duplicate(copy[which])
    const ends = [copy.render, copy.original, double]
    const before = nodes()
    for (const id of ends) {
      const told = await read([id])
      expect(told).toEqual({ swaps: [], orphanedOriginals: [], unclear: [{ name: 'Mockup' }] })
      for (const way of ['restore', 'keepRender'] as const) {
        expect(await end(half.caller, way, [id])).toMatchObject({ unclear: [id], missing: [] })
      }
      for (const to of ['original', 'render'] as const) {
        const flipped = half.caller.call('flip', { renders: [id as NodeId], to })
        expect(await flipped).toEqual({ missing: [], unclear: [id] })
      }
    }
    expect(nodes()).toEqual(before)
    // The first screen's swap is as clear as ever.
    expect((await read([render])).swaps).toMatchObject([{ render, original: layer }])
    half.person.remove(double)
    expect((await read([copy.render])).swaps).toMatchObject([{ original: copy.original }])
    await end(half.caller, 'restore', [copy.render])
    expect(half.document.node(copy.copy).children).toEqual([copy.original])
    expect(isSeen(copy.original)).toBe(true)
  })

  test('a button on the canvas says so', async () => {
    const { original, render: shown } = copied()
    half.person.duplicate(original)
    const problems: unknown[] = []
    const store = createSwapReview(
      half.caller,
      { command: 'restore-original', swaps: [shown as NodeId] },
      { say: () => undefined, problem: (problem) => problems.push(problem) },
    )
    await expect.poll(() => problems).toEqual(['swapUnclear'])
    expect(store.current.value.unclear).toEqual([{ name: 'Mockup' }])
    expect(half.document.has(shown)).toBe(true)
  })

  test('a further picture for one of them gets a render of its own, and takes no other’s place', async () => {
    const { copy, original, render: shown } = copied()
    half.person.duplicate(original)
    half.person.set(original, { visible: true })
    const [made = ''] = await swapped(half, [original])
    expect([shown, render]).not.toContain(made)
    expect(half.document.node(copy).children).toHaveLength(4)
    expect(half.document.has(shown)).toBe(true)
  })
})

test('a duplicate of the original beside the true one is never taken for it', async () => {
  const double = half.person.duplicate(layer)
  half.person.set(double, { name: 'Mine' })
  const before = half.document.node(double)
  await end(half.caller, 'keepRender', [render])
  expect([half.document.has(layer), half.document.node(double)]).toEqual([false, before])
  half.person.undo()
  await end(half.caller, 'restore', [render])
  expect([isSeen(layer), half.document.has(render)]).toEqual([true, false])
  expect(half.document.node(double)).toEqual(before)
})

test('a copy that was changed has ids of its own: what is duplicated later is not taken for it', async () => {
  const copy = copied()
  await half.caller.call('flip', { renders: [copy.render as NodeId], to: 'original' })
  const doubles = [copy.original, copy.render].map((id) => half.person.duplicate(id))
  await end(half.caller, 'keepRender', [copy.render])
  expect(half.document.has(copy.original)).toBe(false)
  expect(doubles.map((id) => half.document.has(id))).toEqual([true, true])
  expect((await read([render])).swaps).toMatchObject([{ original: layer }])
})

test('a copy on another page is one of its own', async () => {
  const copy = copied()
  half.person.reparent(addPage(half.document, 'Away'), copy.copy)
  await end(half.caller, 'restore', [copy.render])
  expect(half.document.node(copy.copy).children).toEqual([copy.original])
  expect([half.document.has(render), isSeen(layer)]).toEqual([true, false])
})

test('of a copy whose ends were moved apart nothing is deleted', async () => {
  const copy = copied()
  half.person.reparent(addFrame(half.document, half.document.currentPage), copy.original)
  const before = nodes()
  expect(await end(half.caller, 'keepRender', [copy.render])).toMatchObject({
    missing: [copy.render],
  })
  expect(nodes()).toEqual(before)
  await end(half.caller, 'restore', [copy.original])
  expect([isSeen(copy.original), half.document.has(copy.render)]).toEqual([true, true])
  expect(isSeen(layer)).toBe(false)
})

test('in an instance nothing is done to a swap of its main component', async () => {
  const { document, caller } = half
  const main = addComponent(document, document.currentPage, { name: 'Card', width: 300 })
  await swapped(half, [addMockup(document, main, 'Part')])
  const { children } = document.node(addInstance(document, document.currentPage, main))
  const before = nodes()
  expect(await read(children)).toEqual({ swaps: [], orphanedOriginals: [], unclear: [] })
  for (const way of ['restore', 'keepRender'] as const) {
    expect(await end(caller, way, children)).toMatchObject({ missing: children })
  }
  expect(nodes()).toEqual(before)
})

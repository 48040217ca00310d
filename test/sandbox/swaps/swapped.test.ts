import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { JobId, type NodeId } from '../../../contract/model/ids.ts'
import { addFrame, solid } from '../../host/builders.ts'
import { HostDocument } from '../../host/document/document.ts'
import { createNodeEnv } from '../../host/env/node.ts'
import { exportNode } from '../../host/export.ts'
import { createHalf, type Half } from '../support/half.ts'
import { addMockup, colours, end, jobOfCopy, swapped } from '../support/swaps.ts'
import type { Side } from '../../../contract/model/side.ts'

const env = createNodeEnv()

let file: string
let half: Half
let screen: string
let layers: string[]
let before: Awaited<ReturnType<typeof snapshotOf>>
let renders: NodeId[]
beforeAll(async () => {
  const first = await createHalf()
  screen = addFrame(first.document, first.document.currentPage, {
    name: 'Screen',
    x: 1000,
    width: 400,
    height: 120,
    fills: [solid('#ffffff')],
  })
  layers = [20, 200].map((x, at) => addMockup(first.document, screen, `Mockup ${String(at)}`, x))
  before = await snapshotOf(first.document)
  renders = await swapped(first, layers, 2)
  file = JSON.stringify(first.document)
  first.close()
})
// All is done by somebody else, in the file as it was saved: without a key, without a ledger, and with
// nothing to undo.
beforeEach(async () => {
  const saved = JSON.parse(file) as ReturnType<HostDocument['toJSON']>
  half = await createHalf(HostDocument.fromJSON(saved))
  expect((await half.caller.call('open', {})).settings.apiKey).toBe('')
  expect(half.document.undoDepth).toBe(0)
})
afterEach(() => half.close())

/** All nodes of a document with all that they have, and what the screen looks like. */
async function snapshotOf(document: HostDocument) {
  const nodes = new Map(
    document
      .toJSON()
      // The document itself is marked by whatever is ordered in it.
      .nodes.filter(({ type }) => type !== 'DOCUMENT')
      .map((node) => [node.id, node]),
  )
  return { nodes, picture: await picture(document, screen) }
}

async function picture(document: HostDocument, node: string): Promise<string> {
  const settings = { format: 'PNG', constraint: { type: 'SCALE', value: 1 } }
  const { bytes } = await exportNode(document, env, node, settings)
  return Buffer.from(bytes).toString('base64')
}

/** The colours in the middle of what is seen where the layers stand. */
async function seen({ document }: Half, on = screen): Promise<string[]> {
  const image = await loadImage(Buffer.from(await picture(document, on), 'base64'))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return [20, 200].map((x) => {
    const [r = 0, g = 0, b = 0] = context.getImageData(x + 60, 60, 1, 1).data
    return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  })
}

const mockup = '#2f6fde'
const [red, green] = colours

const flip = (nodes: readonly string[], to: Side) =>
  half.caller.call('flip', { renders: nodes as NodeId[], to })
const read = async (nodes: readonly string[]) =>
  (await half.caller.call('readSwaps', { nodes: nodes as NodeId[] })).swaps

test('all are flipped at once, one is flipped alone, and each is one undo step', async () => {
  expect(await seen(half)).toEqual([red, red])
  expect(await flip(renders, 'original')).toMatchObject({ missing: [] })
  expect(await seen(half)).toEqual([mockup, mockup])
  await flip(layers.slice(1), 'render')
  expect(await seen(half)).toEqual([mockup, red])
  expect((await read(layers)).map(({ shown }) => shown)).toEqual(['original', 'render'])
  expect(half.document.undoDepth).toBe(2)
  half.person.undo()
  expect(await seen(half)).toEqual([mockup, mockup])
  half.person.undo()
  expect(await seen(half)).toEqual([red, red])
  half.person.redo()
  expect(await seen(half)).toEqual([mockup, mockup])
  expect(await flip(renders, 'render')).toMatchObject({ missing: [] })
  expect(await seen(half)).toEqual([red, red])
})

test('what is restored is as it was before anything was swapped, in its tree and in its pixels', async () => {
  const { caller, document, person } = half
  const whole = await snapshotOf(document)
  expect(whole.picture).not.toBe(before.picture)
  expect(await end(caller, 'restore', renders)).toMatchObject({ missing: [] })
  expect(await snapshotOf(document)).toEqual(before)
  expect(document.undoDepth).toBe(1)
  person.undo()
  expect(await snapshotOf(document)).toEqual(whole)
  expect((await read(renders)).map(({ original }) => original)).toEqual(layers)
  person.redo()
  expect(await snapshotOf(document)).toEqual(before)
  expect(await read([...layers, ...renders])).toEqual([])
})

test('a render that is kept is a plain variant, and its original is gone until that is undone', async () => {
  const { caller, document, person } = half
  const [kept, other] = renders
  if (kept === undefined || other === undefined) throw new Error('nothing was swapped')
  await flip([kept], 'original')
  expect(await end(caller, 'keepRender', [kept])).toMatchObject({ missing: [] })
  expect(document.undoDepth).toBe(2)
  expect(await seen(half)).toEqual([red, red])
  expect(document.has(layers[0] ?? '')).toBe(false)
  expect((await read(renders)).map(({ render }) => render)).toEqual([other])
  const { variants } = await caller.call('readRecipes', { nodes: [kept] })
  expect(variants).toMatchObject([{ node: kept, isCopy: false, missing: { picture: false } }])
  expect(await end(caller, 'restore', [kept])).toMatchObject({ missing: [kept] })
  person.undo()
  expect((await read([kept])).map(({ original }) => original)).toEqual([layers[0]])
})

test('another picture is picked, and shown at once; after that all pictures can still be picked', async () => {
  const { caller, document, person } = half
  const [render] = renders
  const [layer = ''] = layers
  if (render === undefined) throw new Error('nothing was swapped')
  const [first, second] = [0, 1].map((copy) => JobId.parse(jobOfCopy(layer, copy)))
  const jobs = async () =>
    (await read([render])).map(({ choices }) => choices.map(({ job }) => job))
  expect(await jobs()).toEqual([[first, second]])
  await caller.call('choosePicture', { render, job: second ?? first ?? JobId.parse('none') })
  expect(await seen(half)).toEqual([green, red])
  expect(document.undoDepth).toBe(1)
  expect((await read([render]))[0]).toMatchObject({
    recipe: { job: second },
    missing: { reference: false, pictures: [] },
  })
  expect((await jobs())[0]).toHaveLength(2)
  const paints = half.paintsOf(render)
  expect(paints.seen).toHaveLength(1)
  // The reference, and both pictures.
  expect(new Set([...paints.seen, ...paints.unseen]).size).toBe(3)
  person.undo()
  expect(await seen(half)).toEqual([red, red])
  const other = caller.call('choosePicture', { render, job: JobId.parse('other') })
  await expect(other).rejects.toMatchObject({ code: 'swap-gone' })
})

test('a screen that is duplicated has swaps of its own, and the first screen keeps its own', async () => {
  const { caller, document, person } = half
  const copy = person.duplicate(screen)
  const [bottom = '', render = '', ...rest] = document.node(copy).children
  const first = await snapshotOf(document)
  expect((await caller.call('findSwaps', {})).nodes).toHaveLength(4)
  expect((await read([bottom, render])).map((swap) => [swap.render, swap.original])).toEqual([
    [render, bottom],
  ])
  await flip([render], 'original')
  expect(await seen(half, copy)).toEqual([mockup, red])
  expect(await seen(half)).toEqual([red, red])
  expect(await end(caller, 'restore', [render, ...rest] as NodeId[])).toMatchObject({ missing: [] })
  expect(await seen(half, copy)).toEqual([mockup, mockup])
  for (const id of [screen, ...document.descendants(screen)]) {
    expect(document.node(id)).toEqual(first.nodes.get(id))
  }
  expect(await end(caller, 'restore', renders)).toMatchObject({ missing: [] })
  expect((await snapshotOf(document)).picture).toBe(before.picture)
})

test('a layer whose render somebody deleted is told of, and comes back as it was', async () => {
  const { caller, document, person } = half
  for (const render of renders) person.remove(render)
  const nodes = layers as NodeId[]
  const { swaps, orphanedOriginals } = await caller.call('readSwaps', { nodes })
  expect(swaps).toEqual([])
  expect(orphanedOriginals.map(({ original, name }) => [original, name])).toEqual([
    [layers[0], 'Mockup 0'],
    [layers[1], 'Mockup 1'],
  ])
  expect(await flip(layers, 'original')).toMatchObject({ missing: layers })
  expect(await end(caller, 'restore', nodes)).toMatchObject({ missing: [] })
  expect(await snapshotOf(document)).toEqual(before)
})

test('what is selected tells which layers belong to a swap, from either end', async () => {
  const { caller, person } = half
  const [layer = ''] = layers
  const nodes = [...renders.slice(0, 1), layer]
  const other = addFrame(half.document, half.document.currentPage, { x: 2_000 })
  person.select([...nodes, other])
  const { swaps } = await caller.call('open', {})
  expect([...swaps].sort()).toEqual([...nodes].sort())
})

test('twenty are flipped in one undo step', async () => {
  const { document } = half
  const many = Array.from({ length: 18 }, (_, at) =>
    addMockup(document, document.currentPage, `Layer ${String(at)}`, 150 * at),
  )
  const all = [...renders, ...(await swapped(half, many))]
  expect(all).toHaveLength(20)
  const depth = document.undoDepth
  for (const to of ['original', 'render', 'original'] as const) {
    expect(await flip(all, to)).toMatchObject({ missing: [] })
  }
  expect(document.undoDepth).toBe(depth + 3)
  expect(many.every((layer) => document.prop(layer, 'visible'))).toBe(true)
})

test('a layer that was moved and resized while it was on show is swapped again where it is', async () => {
  const { document, person } = half
  const [layer = ''] = layers
  const render = renders[0] ?? ''
  const other = addFrame(document, document.currentPage, { x: 2_000, width: 400, height: 400 })
  await flip([render], 'original')
  person.reparent(other, layer)
  person.resize(layer, 90, 160)
  person.move(layer, 30, 40)
  const [again] = await swapped(half, [layer], 1, 'run-2')
  expect(again).toBe(render)
  const boxOf = (id: string) => {
    const { x, y, width, height, visible } = document.node(id).props
    return { parent: document.node(id).parent, x, y, width, height, visible }
  }
  const box = { parent: other, x: 30, y: 40, width: 90, height: 160 }
  expect(boxOf(render)).toEqual({ ...box, visible: true })
  expect(boxOf(layer)).toEqual({ ...box, visible: false })
  expect(document.node(other).children).toEqual([layer, render])
})

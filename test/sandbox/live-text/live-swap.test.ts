import { expect, test } from 'vitest'
import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { planJobs } from '../../../ui/engine/planning/plan-jobs.ts'
import { keptOf, liveInLayer } from '../../../ui/features/composer/live/live-order.ts'
import { addText, createDocument } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import type { Scrim } from '../../../contract/model/live-text.ts'
import { invert, multiply } from '../../host/document/geometry.ts'
import { absoluteBoundingBox, absoluteTransform, box } from '../../host/document/measure.ts'
import { NodeId } from '../../../contract/model/ids.ts'
import { jobOf, reserved } from '../support/half.ts'
import {
  childNamed,
  childrenOf,
  createLiveHalf,
  lookOf,
  swapped,
  waiting,
  wordsOf,
} from '../support/live-stage.ts'
import { swapOrderFor } from '../support/swap-wish.ts'
import { end } from '../support/swaps.ts'

const within = (document: HostDocument, outer: string, inner: string) =>
  multiply(invert(absoluteTransform(document, outer)), absoluteTransform(document, inner)).map(
    (row) => row.map((each) => Math.round(each * 1000) / 1000),
  )

async function stage(rotation = 0) {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  document.person(() => document.set(live.poster, { rotation }))
  return { document, half, live }
}

test.each([0, 30])(
  'text stands where it stood in the layer, turned by %i degrees',
  async (turn) => {
    const { document, half, live } = await stage(turn)
    const before = document.descendants(live.poster).map((id) => lookOf(document, id))
    const render = await swapped(half, live, 'a')
    expect(childrenOf(document, render)).toEqual(['Picture', 'Title', 'Note', 'Label'])
    for (const [name, id] of [
      ['Title', live.title],
      ['Note', live.note],
      ['Label', live.badge],
    ] as const) {
      const copy = childNamed(document, render, name)
      expect(within(document, render, copy)).toEqual(within(document, live.poster, id))
      expect(document.prop(copy, 'characters')).toBe(document.prop(id, 'characters'))
    }
    expect(document.descendants(live.poster).map((id) => lookOf(document, id))).toEqual(before)
    half.person.undo()
    expect(document.has(render)).toBe(false)
    half.close()
  },
)

test.each([0, 30])(
  'a picture of a text stands where the text stood, turned by %i degrees',
  async (turn) => {
    const { document, half, live } = await stage(turn)
    const fontName = { family: 'Gone', style: 'Regular' }
    document.set(live.note, { fontName, runs: [] })
    const render = await swapped(half, live, 'a')
    const note = childNamed(document, render, 'Note')
    expect(document.node(note).type).toBe('RECTANGLE')
    const { x, y, width, height } = absoluteBoundingBox(document, live.note)
    const { x: left, y: top, ...size } = absoluteBoundingBox(document, note)
    expect([left, top, size.width, size.height]).toEqual(
      [x, y, width, height].map((each) => expect.closeTo(each, 3) as number),
    )
    half.close()
  },
)

test('a render beside its layer has the text as the layer has it, with its lines', async () => {
  const { document, half, live } = await stage()
  half.person.set(live.note, { textAutoResize: 'HEIGHT', width: 120 })
  half.person.select([live.poster])
  const { layers } = await half.caller.call('open', {})
  const layer = layers.find((each) => each.swappable)
  if (layer === undefined) throw new Error('the poster is no layer to swap')
  const text = await half.caller.call('readLiveText', { source: layer.id, purpose: 'swap' })
  const kept = keptOf(layer.id, { state: 'read', live: text }, new Set())
  if (kept === null) throw new Error('no text stays live')
  const order = swapOrderFor([{ ...layer, destination: { kind: 'beside', reason: 'instance' } }])
  const wanted = order.layers.map((each) => ({
    ...each,
    live: liveInLayer(kept, each, gptImage2),
  }))
  const [plan] = planJobs(
    { ...order, layers: wanted },
    { newId: () => 'a', price: () => 0, formatOf: () => 'PNG', namePattern: '', model: gptImage2 },
  )
  if (plan === undefined) throw new Error('nothing was planned')
  const parts = plan.parts.map((part) => ({ ...part, node: null }))
  const [made] = await reserved(half, [{ ...jobOf('a', parts), details: plan.details }])
  const note = childNamed(document, made?.nodes[0] ?? '', 'Note')
  expect(box(document, note)).toEqual(box(document, live.note))
  expect(wordsOf(document, note)).toEqual(wordsOf(document, live.note))
  half.close()
})

test('a paragraph that would be longer than any layer on one line stays live', async () => {
  const { half, live } = await stage()
  const characters = 'All of it, again and again, in small print. '.repeat(400)
  half.person.set(live.note, { characters, runs: [], textAutoResize: 'HEIGHT', width: 500 })
  const source = NodeId.parse(live.poster)
  half.person.set(live.poster, { height: 40_000 })
  const { blocks } = await half.caller.call('readLiveText', { source, purpose: 'swap' })
  expect(blocks.map(({ name }) => name)).toContain('Note')
  half.close()
})

test('the layer that waits tells the text that its render will get', async () => {
  const { half, live } = await stage()
  const { nodes } = await waiting(half, live, 'a')
  const { variants } = await half.caller.call('readLaidTexts', { nodes })
  expect(variants[0]?.texts.map(({ name, box: { x, y } }) => [name, x, y])).toEqual([
    ['Title', 30, 30],
    ['Note', 40, 300],
    ['Label', 410, 48],
  ])
  half.close()
})

test('another picture keeps the text, once, with its edits', async () => {
  const { document, half, live } = await stage()
  const render = await swapped(half, live, 'a')
  half.person.set(childNamed(document, render, 'Note'), { characters: 'Mine', runs: [] })
  expect(await swapped(half, live, 'b')).toBe(render)
  await half.caller.call('choosePicture', { render, job: jobOf('a', []).job })
  expect(childrenOf(document, render)).toEqual(['Picture', 'Title', 'Note', 'Label'])
  expect(document.prop(childNamed(document, render, 'Note'), 'characters')).toBe('Mine')
  half.close()
})

test('a restore takes the text along, but asks where somebody has edited it', async () => {
  const { document, half, live } = await stage()
  const first = await swapped(half, live, 'a')
  const { swaps } = await half.caller.call('readSwaps', { nodes: [first] })
  expect(swaps[0]?.goes.restore).toBe('')
  expect(await end(half.caller, 'restore', [first])).toMatchObject({ touched: [] })
  expect(document.has(first)).toBe(false)

  const second = await swapped(half, live, 'b')
  const note = childNamed(document, second, 'Note')
  half.person.set(note, { characters: 'Mine', runs: [] })
  const now = await half.caller.call('readSwaps', { nodes: [second] })
  expect(now.swaps[0]?.goes.restore).toBe(note)
  const left = await half.caller.call('restore', { swaps: [{ node: second, agreed: '' }] })
  expect(left.touched).toEqual([second])
  half.close()
})

const scrim: Scrim = {
  x: 0,
  y: 0,
  width: 600,
  height: 400,
  tone: 'black',
  opacity: 0.4,
  edge: 'top',
}

/** What of a render is seen. */
function seenIn(document: HostDocument, render: string): string[] {
  const seen = document.node(render).children.filter((id) => document.prop(id, 'visible'))
  return seen.map((id) => document.prop(id, 'name'))
}

test('a picture with its words in it hides the live ones, and one without them shows them again', async () => {
  const { document, half, live } = await stage()
  const render = await swapped(half, live, 'a')
  const choose = (job: string) =>
    half.caller.call('choosePicture', { render, job: jobOf(job, []).job, scrim })
  await half.caller.call('drawScrims', { scrims: [{ node: render, scrim }] })
  half.person.set(childNamed(document, render, 'Label'), { visible: false })
  const [title, note] = ['Title', 'Note'].map((name) => childNamed(document, render, name))

  await swapped(half, live, 'b', false)
  expect(seenIn(document, render)).toEqual(['Picture'])
  const { variants } = await half.caller.call('readLaidTexts', { nodes: [render] })
  expect(variants[0]?.texts.map(({ name }) => name)).toEqual(['Title', 'Note'])
  const { swaps } = await half.caller.call('readSwaps', { nodes: [render] })
  expect(swaps[0]?.goes.restore).toBe('')

  await choose('a')
  expect(seenIn(document, render)).toEqual(['Picture', 'Scrim', 'Title', 'Note'])
  expect(childNamed(document, render, 'Title')).toBe(title)
  half.person.undo()
  expect(seenIn(document, render)).toEqual(['Picture'])
  half.person.redo()

  // What a designer has edited stays in sight.
  half.person.set(note ?? '', { characters: 'Mine', runs: [] })
  await choose('b')
  expect(seenIn(document, render)).toEqual(['Picture', 'Note'])
  half.close()
})

test('a selected text of a render stands for the render', async () => {
  const { document, half, live } = await stage()
  const render = await swapped(half, live, 'a')
  half.person.select([childNamed(document, render, 'Title')])
  expect((await half.caller.call('open', {})).swaps).toEqual([render])
  half.close()
})

test('taking a run back that had its words painted shows the live ones', async () => {
  const { document, half, live } = await stage()
  const render = await swapped(half, live, 'a')
  await swapped(half, live, 'b', false)
  expect(seenIn(document, render)).toEqual(['Picture'])
  const nodes = [render]
  const undone = await half.caller.call('undoRun', { jobs: [{ job: jobOf('b', []).job, nodes }] })
  expect(undone.removed).toEqual(nodes)
  expect(seenIn(document, render)).toEqual(['Picture', 'Title', 'Note', 'Label'])
  half.close()
})

test('text is laid where the first picture that was made without it comes second', async () => {
  const { document, half, live } = await stage()
  const render = await swapped(half, live, 'a', false)
  expect(childrenOf(document, render)).toEqual(['Picture'])
  await swapped(half, live, 'b')
  expect(seenIn(document, render)).toEqual(['Picture', 'Title', 'Note', 'Label'])
  half.close()
})

test('another picture of a layer gets the text that the layer got since, and shows only what it keeps live', async () => {
  const { document, half, live } = await stage()
  const render = await swapped(half, live, 'a')
  await half.caller.call('flip', { renders: [render], to: 'original' })
  const price = addText(document, live.poster, { name: 'Price', characters: '9 €', x: 40, y: 500 })
  const again = { ...live, badge: price }
  await swapped(half, again, 'b', true, 'run-b')
  expect(seenIn(document, render)).toEqual(['Picture', 'Title', 'Note', 'Price'])
  // A text that the designer has deleted from the render stays deleted.
  half.person.remove(childNamed(document, render, 'Note'))
  await swapped(half, again, 'c', true, 'run-c')
  expect(seenIn(document, render)).toEqual(['Picture', 'Title', 'Price'])
  half.close()
})

test('a layer and its render are drawn with their text, upright, whichever of the two is hidden', async () => {
  const { document, half, live } = await stage()
  const layer = NodeId.parse(live.poster)
  const draw = (source: NodeId) => half.caller.call('thumbnail', { source, longEdge: 400 })
  const before = await draw(layer)
  const render = await swapped(half, live, 'a')
  const after = await draw(render)
  expect(after.bytes).not.toBeNull()
  const [nodes, undoable] = [document.descendants(document.rootId).length, document.undoDepth]

  expect(await draw(layer)).toEqual(before)
  await half.caller.call('flip', { renders: [render], to: 'original' })
  expect(await draw(render)).toEqual(after)
  half.person.set(childNamed(document, render, 'Title'), { visible: false })
  expect(await draw(render)).not.toEqual(after)
  document.person(() => document.set(live.poster, { rotation: 30 }))
  expect(await draw(layer)).toEqual(before)
  expect(document.descendants(document.rootId).length).toBe(nodes)
  expect(document.undoDepth).toBe(undoable + 3)
  half.close()
})

test('a text in a box of a fixed height keeps that when it is refreshed', async () => {
  const { document, half, live } = await stage()
  half.person.set(live.note, { textAutoResize: 'NONE', width: 300, height: 120 })
  const render = await swapped(half, live, 'a')
  const before = document.node(childNamed(document, render, 'Note')).props
  half.person.set(live.note, { characters: 'Only tomorrow', runs: [] })
  expect(await half.caller.call('refreshText', { nodes: [render] })).toMatchObject({ changed: 1 })
  const { characters, textAutoResize, x, y, width, height } = document.node(
    childNamed(document, render, 'Note'),
  ).props
  expect(characters).toBe('Only tomorrow')
  expect([textAutoResize, x, y, width, height]).toEqual([
    'NONE',
    before.x,
    before.y,
    before.width,
    before.height,
  ])
  half.close()
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { JobId, type NodeId } from '../../../contract/model/ids.ts'
import {
  addFrame,
  addGroup,
  addRectangle,
  addSection,
  addText,
  solid,
} from '../../host/builders.ts'
import {
  created,
  createHalf,
  type Half,
  jobOf,
  partOf,
  placed,
  reserved,
  run,
} from '../support/half.ts'
import { addMockup, end, jobOfCopy, swapped } from '../support/swaps.ts'

let half: Half
let variant: NodeId
let picture: string
beforeEach(async () => {
  half = await createHalf()
  ;[variant] = await made('a')
  picture = childrenOf(variant)[0] ?? ''
})
afterEach(() => half.close())

const childrenOf = (id: string) => half.document.node(id).children
const mine = (parent: string) =>
  addRectangle(half.document, parent, { name: 'Picture', fills: [solid('#00ff00')] })

/** Orders a picture, in place of another where `into` names that, and has it placed. */
async function made(id: string, into: NodeId | null = null): Promise<[NodeId]> {
  const job = jobOf(id, [partOf('Post', 500, 500, { into })])
  const [made] = await reserved(half, [job])
  const [node] = made?.nodes ?? []
  if (node === undefined) throw new Error('nothing was reserved')
  await created(half, job, [node])
  await placed(half, job, [node], '#cc4422')
  return [node]
}

const patternOf = (sourceNodeId: string) =>
  ({
    type: 'PATTERN',
    sourceNodeId,
    tileType: 'RECTANGULAR',
    scalingFactor: 1,
    spacing: { x: 0, y: 0 },
    horizontalAlignment: 'START',
  }) as const

/** The picture that a layer shows; null where it shows none of ours. */
function shownIn(layer: string): string | null {
  const last = half.document.prop(layer, 'fills').at(-1)
  return last?.type === 'IMAGE' ? last.imageHash : null
}
const placedIn = (node: string) => {
  const progress = half.recipeOf(node)?.progress
  return progress?.state === 'done' ? progress.picture.hash : null
}

test('a picture that was renamed is replaced, and a rectangle that is called like it is not', async () => {
  half.person.rename(picture, 'Hero')
  const rectangle = mine(variant)
  half.person.reparent(variant, rectangle, 0)
  const before = half.document.node(rectangle)
  await made('b', variant)
  expect(childrenOf(variant)).toEqual([rectangle, picture])
  expect(half.document.node(rectangle)).toEqual(before)
  expect(half.document.prop(picture, 'name')).toBe('Hero')
  expect(shownIn(picture)).toBe(placedIn(variant))
})

test('a picture that was grouped with a text is replaced in its group', async () => {
  const text = addText(half.document, variant, { characters: 'Sale' })
  const group = addGroup(half.document, variant, [picture, text])
  await made('b', variant)
  expect(childrenOf(variant)).toEqual([group])
  expect(childrenOf(group)).toEqual([picture, text])
  expect(shownIn(picture)).toBe(placedIn(variant))
  expect(half.boxOf(picture)).toMatchObject({ x: -125, y: 0, width: 750, height: 500 })
})

test('a picture that a designer has put into a frame of its own is replaced there, as it is placed', async () => {
  const { document } = half
  const wrapper = addFrame(document, variant, { x: -125, y: 0, width: 750, height: 500 })
  half.person.reparent(wrapper, picture)
  document.set(picture, { x: 0, y: 0 })
  const before = half.boxOf(picture)
  await made('b', variant)
  expect(childrenOf(variant)).toEqual([wrapper])
  expect(childrenOf(wrapper)).toEqual([picture])
  expect(shownIn(picture)).toBe(placedIn(variant))
  expect(half.boxOf(picture)).toEqual(before)
})

test('a picture that a designer has turned stays as it is placed, and shows the new one', async () => {
  half.person.set(picture, { rotation: -90, x: 500, y: -125 })
  const { fills: _, ...before } = half.document.node(picture).props
  await made('b', variant)
  expect(half.document.node(picture).props).toMatchObject(before)
  expect(shownIn(picture)).toBe(placedIn(variant))
})

test('a picture is placed though its frame grows out of its section with text that can’t be moved', async () => {
  const { document, person } = half
  document.quirks.appendsMissingFonts = false
  const section = addSection(document, document.currentPage, { x: 4000, width: 600, height: 600 })
  const fontName = { family: 'Gone', style: 'Regular' }
  person.reparent(section, variant)
  person.move(variant, 50, 50)
  addText(document, variant, { characters: 'Sale', fontName })
  const job = jobOf('b', [partOf('Auto', 500, 500, { into: variant })])
  await reserved(half, [job])
  await created(half, job, [variant])
  await placed(half, job, [variant], '#2244cc', undefined, { width: 900, height: 600 })
  expect(shownIn(picture)).toBe(placedIn(variant))
  expect(half.recipeOf(variant)).toMatchObject({ job: 'b', progress: { state: 'done' } })
})

test('a new picture keeps the opacity, and the paints over it, that a designer has given the last one', async () => {
  const { document } = half
  const over = [{ ...solid('#000000'), opacity: 0.3 }]
  half.person.set(picture, { opacity: 0.8, fills: [...document.prop(picture, 'fills'), ...over] })
  await made('b', variant)
  expect(document.prop(picture, 'opacity')).toBe(0.8)
  const fills = document.prop(picture, 'fills')
  expect(fills.slice(-1)).toEqual(over)
  const seen = fills.flatMap((paint) =>
    paint.type === 'IMAGE' && paint.visible !== false ? paint.imageHash : [],
  )
  expect(seen).toEqual([placedIn(variant)])
  await made('c', variant)
  expect(document.prop(picture, 'fills').slice(-1)).toEqual(over)
  expect(document.prop(picture, 'fills')).toHaveLength(fills.length)
})

test('a new picture keeps a pattern that a designer has laid over the last one, and is there at once', async () => {
  const { document } = half
  const tile = addRectangle(document, document.currentPage, { name: 'Tile' })
  const over = [patternOf(tile)]
  half.person.set(picture, { fills: [...document.prop(picture, 'fills'), ...over] })
  await made('b', variant)
  const fills = document.prop(picture, 'fills')
  expect(fills.slice(-1)).toEqual(over)
  expect(fills.at(-2)).toMatchObject({ type: 'IMAGE', imageHash: placedIn(variant) })
  half.person.remove(tile)
  await made('c', variant)
  expect(shownIn(picture)).toBe(placedIn(variant))
})

test('a new picture moves nothing in a variant that a designer has given an auto layout', async () => {
  half.person.set(variant, {
    layoutMode: 'VERTICAL',
    layoutSizingHorizontal: 'FIXED',
    layoutSizingVertical: 'FIXED',
  })
  half.person.remove(picture)
  const text = addText(half.document, variant, { characters: 'Sale' })
  const before = half.boxOf(text)
  await made('b', variant)
  const [added = ''] = childrenOf(variant)
  expect(half.boxOf(text)).toEqual(before)
  expect(half.boxOf(added)).toMatchObject({ x: -125, y: 0, width: 750, height: 500 })
})

test('a new picture adds no track to a grid that a designer has made of a variant', async () => {
  const { document } = half
  half.person.remove(picture)
  half.person.set(variant, { layoutMode: 'GRID', gridRowCount: 1, gridColumnCount: 1 })
  addText(document, variant, { characters: 'Sale' })
  const tracks = () => [
    document.prop(variant, 'gridRowCount'),
    document.prop(variant, 'gridColumnCount'),
  ]
  const before = tracks()
  await made('b', variant)
  expect(childrenOf(variant)).toHaveLength(2)
  expect(tracks()).toEqual(before)
})

test('a duplicate of the picture is a person’s own, whichever is below', async () => {
  const double = half.person.duplicate(picture)
  half.person.reparent(variant, double, 0)
  const before = half.document.node(double)
  await made('b', variant)
  expect(half.document.node(double)).toEqual(before)
  expect(shownIn(picture)).toBe(placedIn(variant))
  half.person.remove(picture)
  await made('c', variant)
  expect(half.document.node(double)).toEqual(before)
  expect(childrenOf(variant).map(shownIn)).toContain(placedIn(variant))
})

test('in a copied variant the copied picture is replaced, and from then on it is that variant’s own', async () => {
  const copy = half.person.duplicate(variant) as NodeId
  const [copied = ''] = childrenOf(copy)
  half.person.rename(copied, 'Hero')
  const first = half.document.node(picture)
  await made('b', copy)
  expect(childrenOf(copy)).toEqual([copied])
  expect(shownIn(copied)).toBe(placedIn(copy))
  const double = half.person.duplicate(copied)
  const before = half.document.node(double)
  await made('c', copy)
  expect(shownIn(copied)).toBe(placedIn(copy))
  expect([half.document.node(double), half.document.node(picture)]).toEqual([before, first])
})

test('where two layers of a copied variant could be its picture, neither is overwritten, and the new one is seen', async () => {
  const copy = half.person.duplicate(variant) as NodeId
  const [copied = ''] = childrenOf(copy)
  const both = [copied, half.person.duplicate(copied)]
  const text = addText(half.document, copy, { characters: 'Sale' })
  const before = both.map((id) => half.document.node(id))
  await made('b', copy)
  const [, , added = ''] = childrenOf(copy)
  expect(childrenOf(copy)).toEqual([...both, added, text])
  expect(both.map((id) => half.document.node(id))).toEqual(before)
  expect(shownIn(added)).toBe(placedIn(copy))
  await made('c', copy)
  expect(childrenOf(copy)).toEqual([...both, added, text])
  expect(shownIn(added)).toBe(placedIn(copy))
})

test('a picture that was put in from another variant is not overwritten', async () => {
  const [other] = await made('b')
  half.person.remove(picture)
  const [foreignVariants = ''] = childrenOf(other)
  half.person.reparent(variant, foreignVariants)
  const before = half.document.node(foreignVariants)
  await made('c', variant)
  expect(half.document.node(foreignVariants)).toEqual(before)
  expect(childrenOf(variant)).toHaveLength(2)
})

test('a frame that waits is not taken away with what a person has put into it, or locked', async () => {
  const jobs = ['x', 'y', 'z'].map((id) => jobOf(id, [partOf('Post', 500, 500)]))
  const frames = (await reserved(half, jobs)).flatMap(({ nodes }) => nodes)
  const [touched = variant, locked = variant, plain = variant] = frames
  const [waiting = ''] = childrenOf(touched)
  half.person.remove(waiting)
  const rectangle = mine(touched)
  half.person.set(locked, { locked: true })
  for (const [index, { job }] of jobs.entries()) {
    const nodes = frames.slice(index, index + 1)
    await half.caller.call('cancelJob', { run, job, nodes })
  }
  const isThere = [touched, rectangle, locked, plain].map((id) => half.document.has(id))
  expect(isThere).toEqual([true, true, true, false])
})

test('a frame that is not taken away no longer waits: its job is not offered again', async () => {
  const job = jobOf('x', [partOf('Post', 500, 500)])
  const [reservedJob] = await reserved(half, [job])
  const nodes = reservedJob?.nodes ?? []
  const [frame = ''] = nodes
  half.person.set(frame, { locked: true })
  await half.caller.call('cancelJob', { run, job: job.job, nodes })
  expect((await half.caller.call('recover', {})).jobs).toEqual([])
  expect(half.document.prop(frame, 'name')).toBe('Poster · Post (failed)')
  expect(half.document.node(frame).relaunch['show-recipe']).toBe(
    'Failed: Stopped before it was sent.',
  )
})

test('a render is known by the same mark: what is called like its picture is asked about', async () => {
  const { document, caller } = half
  const layer = addMockup(document, document.currentPage, 'Mockup')
  const [render = variant] = await swapped(half, [layer], 2)
  const [shown = ''] = childrenOf(render)
  half.person.rename(shown, 'Hero')
  const read = async () => (await caller.call('readSwaps', { nodes: [render] })).swaps[0]?.goes
  expect(await read()).toMatchObject({ restore: '' })
  await caller.call('choosePicture', { render, job: JobId.parse(jobOfCopy(layer, 1)) })
  expect(childrenOf(render)).toEqual([shown])
  half.person.remove(shown)
  const rectangle = mine(render)
  expect(await read()).toMatchObject({ restore: rectangle })
  const swaps = [{ node: render, agreed: '' }]
  expect(await caller.call('restore', { swaps })).toMatchObject({ touched: [render] })
  expect(document.has(rectangle)).toBe(true)
  await end(caller, 'restore', [render])
  expect(document.has(render)).toBe(false)
})

test('a copied render that is flipped keeps its picture’s layer', async () => {
  const { document, caller } = half
  const layer = addMockup(document, document.currentPage, 'Mockup')
  const group = document.person(() => {
    const made = document.create('FRAME', document.currentPage)
    document.insert(made, layer)
    return made
  })
  await swapped(half, [layer], 2)
  const [original = '', render = ''] = childrenOf(half.person.duplicate(group))
  const ids = [render as NodeId]
  await caller.call('flip', { renders: ids, to: 'original' })
  await caller.call('choosePicture', {
    render: render as NodeId,
    job: JobId.parse(jobOfCopy(layer, 1)),
  })
  expect(childrenOf(render)).toHaveLength(1)
  expect((await caller.call('readSwaps', { nodes: ids })).swaps).toMatchObject([
    { original, goes: { restore: '' } },
  ])
})

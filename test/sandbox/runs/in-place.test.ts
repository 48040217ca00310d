import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NodeId } from '../../../contract/model/ids.ts'
import { replacementKey } from '../../../contract/model/plugin-data/recipe.ts'
import {
  begun,
  created,
  createHalf,
  type Half,
  jobOf,
  keepReference,
  reservationsOf,
  partOf,
  placed,
  reserved,
  run,
} from '../support/half.ts'

let half: Half
/** A variant with a picture, and its job. */
let variant: NodeId
const first = jobOf('a', [partOf('Post', 500, 500)])

beforeEach(async () => {
  half = await createHalf()
  const [made] = await reserved(half, [first])
  const [node] = made?.nodes ?? []
  if (node === undefined) throw new Error('nothing was reserved')
  variant = node
  await created(half, first, [variant])
  await placed(half, first, [variant], '#cc4422')
})
afterEach(() => half.close())

const again = (into: NodeId, id = 'b') =>
  jobOf(id, [partOf('Post', 500, 500, { into, focalPoint: { x: 1, y: 0.5 } })])

/** All that a designer sees of a frame. */
function looksOf(node: string): unknown {
  const { document } = half
  const { name, strokes, dashPattern, width, height, x, y } = document.node(node).props
  const { seen, opacity } = half.paintsOf(node)
  return { name, strokes, dashPattern, width, height, x, y, seen, opacity }
}

test('a variant that is made again stays as it looks until the new picture is there', async () => {
  const before = looksOf(variant)
  const recipe = half.recipeOf(variant)
  const buttons = half.document.node(variant).relaunch
  const job = again(variant)
  const reference = await keepReference(half, '#00aa55')
  const [made] = await reserved(half, [job], { reference })
  expect(made?.nodes).toEqual([variant])
  expect(half.recipeOf(variant, replacementKey)).toMatchObject({
    job: 'b',
    node: variant,
    progress: { state: 'reserved' },
  })
  // What it will be made from has to be there as long as it may have to be sent again.
  expect(half.paintsOf(variant).unseen).toContain(reference.hash)
  await created(half, job, [variant])
  expect(half.recipeOf(variant, replacementKey)?.progress).toMatchObject({ state: 'submitted' })
  expect(looksOf(variant)).toEqual(before)
  const failed = { run, job: job.job, nodes: [variant], reason: 'No.', settled: false }
  expect(await half.caller.call('failJob', failed)).toEqual({ missing: [] })
  expect(looksOf(variant)).toEqual(before)
  expect(half.recipeOf(variant)).toEqual(recipe)
  expect(half.document.node(variant).relaunch).toEqual(buttons)
  // Somebody's task stands behind it: that is not thrown away.
  await half.caller.call('cancelJob', { run, job: job.job, nodes: [variant] })
  expect(half.recipeOf(variant, replacementKey)?.progress).toMatchObject({ state: 'failed' })
})

test('what will not come is forgotten, and the picture stays', async () => {
  const before = looksOf(variant)
  const job = again(variant)
  await reserved(half, [job])
  await half.caller.call('cancelJob', { run, job: job.job, nodes: [variant] })
  expect(half.recipeOf(variant, replacementKey)).toBeNull()
  expect(half.recipeOf(variant)?.job).toBe('a')
  expect(looksOf(variant)).toEqual(before)
  expect((await half.caller.call('recover', {})).jobs).toEqual([])
})

test('the new picture takes its place in one undo step, which brings all of it back', async () => {
  const before = { looks: looksOf(variant), recipe: half.recipeOf(variant) }
  const job = again(variant)
  await reserved(half, [job])
  await created(half, job, [variant])
  expect((await placed(half, job, [variant], '#0044ff')).missing).toEqual([])
  expect(half.recipeOf(variant, replacementKey)).toBeNull()
  expect(half.recipeOf(variant)).toMatchObject({ job: 'b', progress: { state: 'done' } })
  expect(half.paintsOf(variant).seen).not.toEqual((before.looks as { seen: string[] }).seen)
  // By the new part's focal point, the picture's right edge is at the frame's.
  const [picture = ''] = half.document.node(variant).children
  expect(half.document.prop(picture, 'x')).toBe(500 - 750)
  expect((await half.caller.call('recover', {})).jobs).toEqual([])

  half.person.undo()
  expect({ looks: looksOf(variant), recipe: half.recipeOf(variant) }).toEqual(before)
  await half.reopen()
  const { jobs } = await half.caller.call('recover', {})
  expect(jobs).toMatchObject([
    {
      knownBy: 'receipt',
      lostVariant: false,
      entry: {
        plan: { id: 'b', parts: [{ into: variant, focalPoint: { x: 1, y: 0.5 } }] },
        nodes: [variant],
        submission: { state: 'created', task: 'tk-b' },
      },
    },
  ])
  await placed(half, job, [variant], '#0044ff')
  expect(half.recipeOf(variant)).toMatchObject({ job: 'b' })
})

test('a copy can be made again too, and its recipe is its own from then on', async () => {
  const copy = half.person.duplicate(variant) as NodeId
  const job = again(copy)
  const [made] = await reserved(half, [job])
  expect(made?.nodes).toEqual([copy])
  await created(half, job, [copy])
  await placed(half, job, [copy], '#0044ff')
  expect(half.recipeOf(copy)).toMatchObject({ job: 'b', node: copy })
  expect(half.recipeOf(variant)).toMatchObject({ job: 'a', node: variant })
  expect(half.paintsOf(copy).seen).not.toEqual(half.paintsOf(variant).seen)
})

test('a copy of a variant that is being made again waits for nothing', async () => {
  const job = again(variant)
  await reserved(half, [job])
  const copy = half.person.duplicate(variant)
  await created(half, job, [variant])
  await placed(half, job, [variant], '#0044ff')
  expect(half.recipeOf(copy)).toMatchObject({ job: 'a' })
  expect((await half.caller.call('recover', {})).foreignVariants).toEqual([])
})

test('where it has gone, or waits already, the new picture gets a frame of its own', async () => {
  await reserved(half, [again(variant)])
  const [beside] = await reserved(half, [again(variant, 'c')], { anchor: variant })
  const [frame = ''] = beside?.nodes ?? []
  expect(frame).not.toBe(variant)
  expect(half.recipeOf(variant, replacementKey)?.job).toBe('b')
  const [at, from] = [half.boxOf(frame), half.boxOf(variant)]
  expect([at.x, at.y]).toEqual([from.x + from.width + 80, from.y])

  half.person.remove(variant)
  const [made] = await reserved(half, [again(variant, 'd')])
  expect(made?.nodes).toHaveLength(1)
  expect(half.recipeOf(made?.nodes[0] ?? '')).toMatchObject({ job: 'd', part: 0 })
})

test('what the ledger can’t take is taken back: frames, sections and what was to come', async () => {
  const { document } = half
  const all = () =>
    JSON.stringify(document.descendants(document.rootId).map((id) => document.node(id)))
  const [job, other] = [again(variant), jobOf('c', [partOf('Story', 1080, 1920)])]
  const reference = await keepReference(half, '#00aa55')
  await begun(half, [job, other])
  const before = all()
  half.fillStorage()
  const reserving = half.caller.call('reserve', {
    isFirst: false,
    section: { name: 'Run', rows: [[{ width: 1080, height: 1920 }]], row: 0 },
    reference,
    reservations: reservationsOf(half, [job, other]),
  })
  await expect(reserving).rejects.toMatchObject({ code: 'storage-full' })
  expect(all()).toBe(before)
})

test('what was undone makes way for the next', async () => {
  const job = again(variant)
  await reserved(half, [job])
  await created(half, job, [variant])
  await placed(half, job, [variant], '#0044ff')
  half.person.undo()
  const next = again(variant, 'c')
  const [made] = await reserved(half, [next])
  expect(made?.nodes).toEqual([variant])
  await placed(half, next, [variant], '#00ff44')
  expect(half.recipeOf(variant)).toMatchObject({ job: 'c' })
  expect((await half.caller.call('recover', {})).jobs).toEqual([])
})

test('an undone picture is offered though its frame was made larger than any message takes', async () => {
  const job = again(variant)
  await reserved(half, [job])
  await created(half, job, [variant])
  await placed(half, job, [variant], '#0044ff')
  half.person.undo()
  half.person.set(variant, { width: 150_000 })
  const { jobs } = await half.caller.call('recover', {})
  expect(jobs).toMatchObject([{ knownBy: 'receipt', entry: { nodes: [variant] } }])
})

test('a job of the ledger finds what it was just writing', async () => {
  const job = again(variant)
  await reserved(half, [job])
  half.person.undo()
  let { jobs } = await half.caller.call('recover', {})
  expect(jobs).toMatchObject([{ entry: { nodes: [null] }, lostVariant: true }])
  half.person.redo()
  ;({ jobs } = await half.caller.call('recover', {}))
  expect(jobs).toMatchObject([{ entry: { nodes: [variant] }, lostVariant: false }])
})

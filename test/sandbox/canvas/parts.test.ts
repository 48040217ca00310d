import { afterEach, beforeEach, expect, test } from 'vitest'
import { JobId } from '../../../contract/model/ids.ts'
import {
  begun,
  created,
  createHalf,
  type Half,
  jobOf,
  keepReference,
  partOf,
  planOf,
  placed,
  reservationsOf,
  reserved,
  run,
} from '../support/half.ts'
import { addPage, solid } from '../../host/builders.ts'
import { overlap } from '../../../plugin/canvas/rect.ts'
import { plainDetails } from '../../plain-details.ts'

let half: Half
beforeEach(async () => {
  half = await createHalf()
})
afterEach(() => half.close())

const story = partOf('Story', 1080, 1920, { format: 'JPG', focalPoint: { x: 0, y: 0.5 } })
const post = partOf('Post', 1080, 1080)
const banner = partOf('Banner', 1200, 630)
const shared = jobOf('a', [story, post])
const single = jobOf('b', [banner])

test('frames follow a source that was moved to another page', async () => {
  const { document } = half
  const other = addPage(document, 'Other')
  half.person.reparent(other, half.source)
  const [made] = await reserved(half, [single])
  expect(document.node(made?.nodes[0] ?? '').parent).toBe(other)
})

test('every part gets a frame of its own: jobs in order, and their parts beside each other', async () => {
  const { document } = half
  const variants = await reserved(half, [shared, single])
  expect(variants.map(({ job, nodes }) => [job, nodes.length])).toEqual([
    ['a', 2],
    ['b', 1],
  ])
  const frames = variants.flatMap(({ nodes }) => nodes)
  expect(frames.map((frame) => document.prop(frame, 'name'))).toEqual([
    'Poster · Story',
    'Poster · Post',
    'Poster · Banner',
  ])
  const boxes = frames.map((frame) => half.boxOf(frame))
  expect(boxes.map(({ width, height }) => [width, height])).toEqual([
    [1080, 1920],
    [1080, 1080],
    [1200, 630],
  ])
  expect(boxes.map(({ y }) => y)).toEqual([200, 200, 200])
  expect(boxes.map(({ x }) => x)).toEqual([780, 780 + 1080 + 80, 780 + 2 * (1080 + 80)])
  expect(frames.map((frame) => document.prop(frame, 'exportSettings')[0])).toMatchObject([
    { format: 'JPG', constraint: { type: 'SCALE', value: 1 } },
    { format: 'PNG', constraint: { type: 'SCALE', value: 1 } },
    { format: 'PNG', constraint: { type: 'SCALE', value: 1 } },
  ])
  expect(frames.map((frame) => half.recipeOf(frame))).toMatchObject([
    { job: 'a', part: 0, target: story.target, focalPoint: story.focalPoint, node: frames[0] },
    { job: 'a', part: 1, target: post.target, details: shared.details, node: frames[1] },
    { job: 'b', part: 0, target: banner.target, progress: { state: 'reserved' } },
  ])
})

test('rows that are made at the same time keep clear of each other', async () => {
  const jobs = ['a', 'b', 'c'].map((id) => jobOf(id, [post, post, post]))
  await begun(half, jobs)
  const reference = await keepReference(half, '#224488')
  const answers = await Promise.all(
    jobs.map((job) =>
      half.caller.call('reserve', {
        isFirst: true,
        section: null,
        reference,
        reservations: reservationsOf(half, [job]),
      }),
    ),
  )
  const frames = answers.flatMap(({ variants }) => variants.flatMap(({ nodes }) => nodes))
  const boxes = frames.map((frame) => half.boxOf(frame))
  expect(boxes).toHaveLength(9)
  for (const [index, box] of boxes.entries()) {
    expect(boxes.slice(0, index).some((other) => overlap(other, box))).toBe(false)
  }
})

test('one picture fills all of them by one undo step, each by its own focal point', async () => {
  const { document } = half
  const [{ nodes } = { nodes: [] }] = await reserved(half, [shared])
  await created(half, shared, nodes)
  expect(await placed(half, shared, nodes, '#cc4422')).toEqual({
    picture: { width: 600, height: 400 },
    missing: [],
    moved: [],
  })
  const [first, second] = nodes.map((node) => half.paintsOf(node))
  expect(first?.seen).toHaveLength(1)
  expect(first?.seen).toEqual(second?.seen)
  expect(first?.opacity).toBe(1)
  const lefts = nodes.map((node) => document.prop(document.node(node).children[0] ?? '', 'x'))
  expect(lefts).toEqual([0, 1080 / 2 - (1080 * 1.5) / 2])
  for (const node of nodes) {
    expect(half.recipeOf(node)?.progress).toMatchObject({ state: 'done', task: 'tk-a' })
    expect(Object.keys(document.node(node).relaunch)).toEqual([
      'show-recipe',
      'regenerate',
      'vary',
      'use-recipe',
    ])
  }
  half.person.undo()
  for (const node of nodes) expect(half.recipeOf(node)?.progress.state).not.toBe('done')
})

test('what is there is filled, and what has gone is told; nothing is settled where all has gone', async () => {
  const [{ nodes } = { nodes: [] }] = await reserved(half, [shared])
  const [first = '', second = ''] = nodes
  half.person.remove(first)
  expect(await created(half, shared, nodes)).toEqual({ missing: [first] })
  expect((await placed(half, shared, nodes, '#cc4422')).missing).toEqual([first])
  expect(half.recipeOf(second)?.progress.state).toBe('done')
  expect((await half.caller.call('recover', {})).jobs).toEqual([])

  const [{ nodes: others } = { nodes: [] }] = await reserved(half, [single])
  for (const node of others) half.person.remove(node)
  await created(half, single, others)
  await expect(placed(half, single, others, '#cc4422')).rejects.toMatchObject({
    code: 'variant-gone',
  })
  const { jobs } = await half.caller.call('recover', {})
  expect(jobs).toMatchObject([
    { entry: { plan: { id: 'b' }, nodes: [null] }, lostVariant: true, knownBy: 'ledger' },
  ])
})

test('asked again for a task, it answers, and leaves alone what a person has done since', async () => {
  const [{ nodes } = { nodes: [] }] = await reserved(half, [shared])
  await created(half, shared, nodes)
  await placed(half, shared, nodes, '#cc4422')
  const before = nodes.map((node) => half.paintsOf(node))
  expect(await placed(half, shared, nodes, '#000000')).toMatchObject({
    picture: { width: 600, height: 400 },
  })
  expect(nodes.map((node) => half.paintsOf(node))).toEqual(before)
})

test('failing and releasing are for all frames of a job', async () => {
  const variants = await reserved(half, [shared, single])
  const [a, b] = variants.map(({ nodes }) => nodes)
  const ref = { run, job: JobId.parse('a') }
  const failed = { ...ref, nodes: a ?? [], reason: 'It was refused.', settled: false }
  expect(await half.caller.call('failJob', failed)).toEqual({ missing: [] })
  for (const node of a ?? []) {
    expect(half.document.prop(node, 'name')).toMatch(/ \(failed\)$/)
    expect(Object.keys(half.document.node(node).relaunch)).toEqual(['show-recipe'])
  }
  expect(await half.caller.call('cancelJob', { ...ref, nodes: a ?? [] })).toEqual({ missing: [] })
  for (const node of a ?? []) expect(half.document.has(node)).toBe(false)
  for (const node of b ?? []) expect(half.document.has(node)).toBe(true)
  const { jobs } = await half.caller.call('recover', {})
  expect(jobs.map(({ entry }) => entry.plan.id)).toEqual(['b'])
})

test('a frame keeps the stroke that a designer has given it, whether its job fails or then goes well', async () => {
  const [{ nodes } = { nodes: [] }] = await reserved(half, [shared])
  const [story = '', post = ''] = nodes
  const { document, person } = half
  const outlined = { strokes: [solid('#0000ff')], strokeWeight: 12, dashPattern: [] }
  const looksOf = () =>
    [story, post].map((node) => {
      const { strokes, strokeWeight, dashPattern } = document.node(node).props
      return { strokes, strokeWeight, dashPattern }
    })
  person.set(story, outlined)
  const failed = { run, job: JobId.parse('a'), nodes, reason: 'No.', settled: false }
  await half.caller.call('failJob', failed)
  expect(looksOf()).toMatchObject([outlined, { strokeWeight: 2, dashPattern: [8, 6] }])
  person.set(post, outlined)
  await created(half, shared, nodes)
  expect(looksOf()).toMatchObject([outlined, outlined])
  for (const node of nodes) expect(document.prop(node, 'name')).not.toMatch(/failed/)
})

test('a job is found again with all of its frames, and those that are lost', async () => {
  const [{ nodes } = { nodes: [] }] = await reserved(half, [shared])
  half.person.remove(nodes[0] ?? '')
  await half.reopen()
  const { jobs } = await half.caller.call('recover', {})
  expect(jobs).toMatchObject([
    {
      entry: {
        plan: planOf(half, shared),
        nodes: [null, nodes[1]],
      },
      lostVariant: false,
      knownBy: 'ledger',
    },
  ])
})

test('an undone placing is one job again, known by its receipt', async () => {
  const [{ nodes } = { nodes: [] }] = await reserved(half, [shared])
  await created(half, shared, nodes)
  await placed(half, shared, nodes, '#cc4422')
  half.person.undo()
  const { jobs, foreignVariants } = await half.caller.call('recover', {})
  expect(foreignVariants).toEqual([])
  expect(jobs).toMatchObject([
    {
      knownBy: 'receipt',
      entry: {
        plan: { id: 'a', details: shared.details, parts: planOf(half, shared).parts },
        submission: { state: 'created', task: 'tk-a' },
        nodes,
      },
    },
  ])
})

test('references stay in the file by paints that nobody sees, and travel with copies', async () => {
  const reference = await keepReference(half, '#224488')
  const style = await keepReference(half, '#ffcc00')
  const further = { reference: style, role: 'style', name: 'Palette' } as const
  const job = { ...shared, details: { ...plainDetails, references: [further] } }
  const [{ nodes } = { nodes: [] }] = await reserved(half, [job], { reference })
  const unseen = [reference.hash, style.hash]
  const waiting = half.paintsOf(nodes[0] ?? '')
  expect(waiting).toMatchObject({ seen: [reference.hash], unseen })
  expect(waiting.opacity).toBeLessThan(1)
  await placed(half, job, nodes, '#cc4422')
  const copy = half.person.duplicate(nodes[0] ?? '')
  expect(half.paintsOf(copy).unseen).toEqual(unseen)
  expect(half.paintsOf(copy).seen).not.toContain(reference.hash)
})

test('the window hears which selected frames are variants, copies among them', async () => {
  const [{ nodes } = { nodes: [] }] = await reserved(half, [shared])
  const [first = ''] = nodes
  const copy = half.person.duplicate(first)
  half.person.select([half.source, first, copy])
  const { sources, variants } = await half.caller.call('open', {})
  expect(sources).toHaveLength(3)
  expect(new Set(variants)).toEqual(new Set([first, copy]))
})

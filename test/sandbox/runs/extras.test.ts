import { afterEach, beforeEach, expect, test } from 'vitest'
import { cover } from '../../../contract/geometry/cover.ts'
import { NodeId, TaskId } from '../../../contract/model/ids.ts'
import { emptyLibrary, type Library } from '../../../contract/model/client-storage/library.ts'
import * as build from '../../host/builders.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import { exportNode } from '../../host/export.ts'
import { createNodeEnv } from '../../host/env/node.ts'
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
import type { EventOf } from '../../../contract/protocol/procedures.ts'

let half: Half
beforeEach(async () => {
  half = await createHalf()
})
afterEach(() => {
  half.close()
})

const job = jobOf('a', [partOf('Instagram story', 90, 160)])
const insets = { top: 20, right: 5, bottom: 30, left: 5 }

/** A variant with its picture, 600 × 400. */
async function variant(): Promise<NodeId> {
  const [made] = await reserved(half, [job])
  await created(half, job, made?.nodes ?? [])
  await placed(half, job, made?.nodes ?? [], '#aa3355')
  return NodeId.parse(made?.nodes[0])
}

const guides = () =>
  half.document
    .descendants(half.document.rootId)
    .filter((id) => half.document.prop(id, 'name').startsWith('Safe zone'))

const draw = (node: NodeId, wanted: typeof insets | null = insets) =>
  half.caller.call('drawGuides', { guides: [{ node, name: 'Story', insets: wanted }] })

test('the library is there at the next opening', async () => {
  expect((await half.caller.call('open', {})).library).toEqual(emptyLibrary)
  const library: Library = {
    ...emptyLibrary,
    favourites: ['instagram-story'],
    history: [{ text: 'At dusk', at: 5, favourite: false }],
  }
  await half.caller.call('saveLibrary', { library })
  await half.reopen()
  expect((await half.caller.call('open', {})).library).toEqual(library)
})

test('a task is counted when it is created, and once', async () => {
  const heard: EventOf<'spending'>[] = []
  half.caller.on('spending', (spending) => heard.push(spending))
  const [made] = await reserved(half, [job])
  const at = Date.now()
  const record = (name: string) =>
    half.caller.call('updateJob', {
      run,
      job: job.job,
      nodes: made?.nodes ?? [],
      request: job.request,
      reference: null,
      submission: { state: 'created', at, task: TaskId.parse(name) },
      price: 0.03,
      account: '',
      stopped: false,
    })
  await record('tk-1')
  await record('tk-1')
  await record('tk-2')
  await expect.poll(() => heard.length).toBe(2)
  expect(heard).toMatchObject([
    { pictures: 1, dollars: 0.03 },
    { pictures: 2, dollars: 0.06 },
  ])
  await half.reopen()
  expect((await half.caller.call('open', {})).spending).toEqual(heard[1])
})

test('a recipe is read, its variant found by its source, and by nothing else', async () => {
  const node = await variant()
  const { variants } = await half.caller.call('readRecipes', { nodes: [node] })
  expect(variants).toMatchObject([
    {
      node,
      isCopy: false,
      hasGuide: false,
      pending: null,
      recipe: { source: { id: half.source }, details: { template: 'At {target}' } },
      missing: { source: false, reference: false, further: 0, picture: false },
    },
  ])
  const found = (source: string | null) =>
    half.caller.call('findVariants', { source: source === null ? null : NodeId.parse(source) })
  expect(await found(half.source)).toEqual({ nodes: [node] })
  expect(await found(null)).toEqual({ nodes: [node] })
  expect(await found('7:7')).toEqual({ nodes: [] })
})

test('a focal point is changed after placing', async () => {
  const node = await variant()
  const focalPoint = { x: 0.2, y: 0.5 }
  await half.caller.call('moveFocalPoint', { node, focalPoint })
  const [picture = ''] = half.document.node(node).children
  expect(half.boxOf(picture)).toMatchObject(
    cover({ width: 600, height: 400 }, { width: 90, height: 160 }, focalPoint),
  )
  expect(half.recipeOf(node)?.focalPoint).toEqual(focalPoint)
  expect(half.paintsOf(node).unseen).toHaveLength(1)
  half.person.undo()
  expect(half.recipeOf(node)?.focalPoint).toEqual({ x: 0.5, y: 0.5 })
})

test('a variant that waits keeps a new focal point for its picture', async () => {
  const [made] = await reserved(half, [job])
  const node = NodeId.parse(made?.nodes[0])
  const focalPoint = { x: 0.2, y: 0.5 }
  await half.caller.call('moveFocalPoint', { node, focalPoint })
  await created(half, job, [node])
  await placed(half, job, [node], '#aa3355')
  const [picture = ''] = half.document.node(node).children
  expect(half.boxOf(picture)).toMatchObject(
    cover({ width: 600, height: 400 }, { width: 90, height: 160 }, focalPoint),
  )
})

test('texts and further references are read by the window', async () => {
  const { texts } = await half.caller.call('readTexts', { source: NodeId.parse(half.source) })
  expect(texts).toEqual(['Poster'])
  const page = half.document.currentPage
  const logo = build.addRectangle(half.document, page, { x: 2000, width: 40, height: 20 })
  const node = NodeId.parse(logo)
  const { bytes } = await half.caller.call('captureReference', { node, longEdge: 2048 })
  expect(bytes.length).toBeGreaterThan(50)
  // Any layer can be swapped, and most have no words.
  expect(await half.caller.call('readTexts', { source: node })).toEqual({ texts: [] })
})

test('a guide is on no exported variant, follows it, and goes with it', async () => {
  const node = await variant()
  const { document, person } = half
  const picture = async () => (await exportNode(document, createNodeEnv(), node, undefined)).bytes
  const bare = await picture()
  await draw(node)
  expect(await picture()).toEqual(bare)
  const { variants } = await half.caller.call('readRecipes', { nodes: [node] })
  expect(variants[0]?.hasGuide).toBe(true)

  person.select([node])
  person.move(node, 3000, 500)
  person.select([])
  const isInPlace = () =>
    guides()
      .map((guide) => absoluteBoundingBox(document, guide))
      .at(0)
  await expect.poll(isInPlace).toEqual(absoluteBoundingBox(document, node))
  person.select([node])
  person.remove(node)
  await expect.poll(guides).toEqual([])
})

test('a guide pushes no row away, and is no source', async () => {
  const node = await variant()
  const plain = half.boxOf((await next('b')) ?? '')
  half.person.undo()
  await draw(node)
  expect(guides()).toHaveLength(1)
  expect(half.boxOf((await next('c')) ?? '')).toEqual(plain)
  half.person.select([...guides(), half.source])
  const { sources } = await half.caller.call('open', {})
  expect(sources.map(({ id }) => id)).toEqual([half.source])
  await draw(node, null)
  expect(guides()).toEqual([])
})

/** The frame of one more job of the same source. */
async function next(id: string): Promise<string | undefined> {
  const [made] = await reserved(half, [jobOf(id, [partOf('Reel cover', 90, 160)])])
  return made?.nodes[0]
}

import { afterEach, beforeEach, expect, test } from 'vitest'
import * as build from '../../host/builders.ts'
import { addPoster } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'
import { frameOf } from '../support/wish.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

test('nothing selected is no source at all', async () => {
  addPoster(rig.document, 'Poster')
  expect((await rig.open()).sources).toEqual([])
})

test('what can’t be a source says why, and never hides what can', async () => {
  const { document } = rig
  const page = document.currentPage
  const poster = addPoster(document, 'Poster', { y: 2000 })
  const text = build.addText(document, page, { characters: 'Words', name: 'Words', y: 0 })
  const loose = build.addRectangle(document, page, { width: 50, height: 50, y: 100 })
  const group = build.addGroup(document, page, [loose])
  const slice = build.addSlice(document, page, { y: 150 })
  const set = build.addComponentSet(document, page, { y: 160 })
  const empty = build.addFrame(document, page, { name: 'Empty', fills: [], y: 300 })
  const section = build.addSection(document, page, {
    name: 'Section',
    width: 200,
    height: 200,
    y: 500,
  })
  const line = build.addRectangle(document, page, { width: 90, height: 9, name: 'Bar', y: 900 })
  const hidden = build.addFrame(document, page, { name: 'Hidden', visible: false, y: 1200 })
  rig.person.select([poster, text, group, slice, set, empty, section, line, hidden])

  const { sources } = await rig.open()
  const said = Object.fromEntries(
    sources.map((source) => [source.id, source.usable ? 'usable' : source.reason]),
  )
  expect(said).toEqual({
    [poster]: 'usable',
    [text]: 'text',
    [group]: 'usable',
    [slice]: 'not-a-layer',
    [set]: 'component-set',
    [empty]: 'empty',
    [section]: 'section',
    [line]: 'usable',
    [hidden]: 'hidden',
  })
})

test('sources stand in the order in which they lie: from top to bottom, then left to right', async () => {
  const c = addPoster(rig.document, 'C', { x: 0, y: 900 })
  const b = addPoster(rig.document, 'B', { x: 700, y: 0 })
  const a = addPoster(rig.document, 'A', { x: 0, y: 0 })
  rig.person.select([c, b, a])
  expect((await rig.open()).sources.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
})

test('variants of a frame in a section stay clear of what stands around it', async () => {
  const { document } = rig
  const section = build.addSection(document, document.currentPage, { width: 900, height: 900 })
  const inside = build.addFrame(document, section, {
    name: 'Inside',
    x: 40,
    y: 40,
    width: 200,
    height: 200,
    fills: [build.solid('#aa3355')],
  })
  await rig.generate({ frames: [inside], ratios: ['1:1'] })
  const [job] = await rig.settled()
  const variant = document.node(frameOf(job))
  expect(variant.parent).toBe(section)
  expect(variant.props.x).toBeGreaterThanOrEqual(240)
  expect((variant.props.x ?? 0) + (variant.props.width ?? 0)).toBeLessThanOrEqual(900)
})

test('a wide run of a frame in a section goes onto the page, beside the section', async () => {
  const { document } = rig
  const section = build.addSection(document, document.currentPage, { width: 400, height: 400 })
  const inside = build.addFrame(document, section, {
    name: 'Inside',
    width: 300,
    height: 300,
    fills: [build.solid('#aa3355')],
  })
  await rig.generate({ frames: [inside], ratios: ['1:1', '16:9'] })
  for (const job of await rig.settled()) {
    const node = document.node(frameOf(job))
    expect(node.parent).toBe(document.currentPage)
    expect(node.props.x).toBeGreaterThanOrEqual(400)
  }
})

test('a layer deep in instances, whose id names each of them, breaks nothing', async () => {
  const { document } = rig
  const page = document.currentPage
  let component = build.addComponent(document, page)
  build.addRectangle(document, component, { name: 'Deep', width: 90, height: 90 })
  for (let depth = 0; depth < 45; depth++) {
    const outer = build.addComponent(document, page)
    build.addInstance(document, outer, component)
    component = outer
  }
  const inner = document.descendants(build.addInstance(document, page, component))
  const deepest = inner.find((id) => document.prop(id, 'name') === 'Deep') ?? ''
  expect(deepest.length).toBeGreaterThan(200)
  rig.person.select([deepest])
  expect((await rig.open()).sources.map(({ id }) => id)).toEqual([deepest])
})

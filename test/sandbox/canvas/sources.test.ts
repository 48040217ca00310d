import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import type { Source } from '../../../contract/model/source.ts'
import { overlap } from '../../../plugin/canvas/rect.ts'
import * as build from '../../host/builders.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import { addPoster, fullSize } from '../support/frames.ts'
import { pictureOf } from '../support/half.ts'
import { createRig, type Rig } from '../support/rig.ts'
import { frameOf, placement } from '../support/wish.ts'

let rig: Rig
let page: string
beforeEach(async () => {
  rig = await createRig()
  page = rig.document.currentPage
})
afterEach(() => rig.close())

const fills = [build.solid('#aa3355')]

async function selected(...ids: readonly string[]): Promise<readonly Source[]> {
  rig.person.select(ids)
  return (await rig.open()).sources
}

const namesOf = (sources: readonly Source[]) => sources.map(({ name }) => name)

/** A frame with another in it, and a text in that. */
function nested() {
  const outer = addPoster(rig.document, 'Poster')
  const inner = build.addFrame(rig.document, outer, {
    name: 'Price tag',
    x: 40,
    y: 500,
    width: 200,
    height: 100,
    fills,
  })
  const text = build.addText(rig.document, inner, { characters: '€ 249', name: 'Price' })
  return { outer, inner, text }
}

/** Makes a layer, and says what is to be selected for it and how fullSize its square variant is. */
type Make = (rig: Rig, page: string) => string
const shapes: readonly [string, Make][] = [
  [
    'a group',
    ({ document }, parent) => {
      const one = build.addRectangle(document, parent, { width: 200, height: 100, fills })
      const other = build.addRectangle(document, parent, { y: 100, width: 200, height: 100, fills })
      return build.addGroup(document, parent, [one, other])
    },
  ],
  [
    'a picture',
    ({ document }, parent) => {
      const bytes = pictureOf('#3355aa', { width: 20, height: 20 })
      return build.addImageRect(document, parent, bytes, { width: 200, height: 200 })
    },
  ],
  ['a shape', ({ document }, parent) => build.addEllipse(document, parent, square())],
  ['a component', ({ document }, parent) => build.addComponent(document, parent, square())],
  [
    'an instance',
    ({ document }, parent) => {
      const main = build.addComponent(document, parent, { ...square(), y: 2000 })
      return build.addInstance(document, parent, main)
    },
  ],
  [
    'a slot',
    ({ document }, parent) => {
      const main = build.addComponent(document, parent, { ...square(), width: 400 })
      return build.addSlot(document, main, square())
    },
  ],
]

function square() {
  return { width: 200, height: 200, fills }
}

describe('whatever exports is a source', () => {
  test.each(shapes)('%s becomes a variant of its size, beside it', async (_, make) => {
    const layer = make(rig, page)
    await rig.generate({ frames: [layer] })
    const [job] = await rig.settled()
    expect(job?.state.name).toBe('done')
    const variant = frameOf(job)
    const { width, height } = rig.document.node(variant).props
    expect([width, height]).toEqual([200, 200])
    expect(rig.document.node(variant).parent).toBe(page)
    const outermost = rig.document.node(page).children.filter((id) => id !== variant)
    for (const id of outermost) expect(apart(id, variant)).toBe(true)
  })

  test('a layer in a group in a frame has its results beside that frame', async () => {
    const { document } = rig
    const poster = addPoster(document, 'Poster', fullSize)
    const badge = build.addRectangle(document, poster, {
      name: 'Badge',
      x: 100,
      y: 300,
      ...square(),
    })
    build.addGroup(document, poster, [badge])
    await rig.generate({ frames: [badge] })
    const variant = frameOf((await rig.settled())[0])
    expect(document.node(variant).parent).toBe(page)
    expect(document.node(variant).props).toMatchObject({ x: 680, y: 300, width: 200, height: 200 })
  })
})

describe('a section means the frames in it', () => {
  test('each of them, from top to bottom, in sections in it too', async () => {
    const { document } = rig
    const section = build.addSection(document, page, { name: 'Launch', width: 3000, height: 3000 })
    const inner = build.addSection(document, section, { y: 1500, width: 900, height: 900 })
    build.addFrame(document, inner, { name: 'C', y: 10, ...square() })
    build.addFrame(document, section, { name: 'B', y: 600, ...square() })
    build.addFrame(document, section, { name: 'A', ...square() })
    build.addFrame(document, section, { name: 'Off', ...square(), visible: false })
    build.addRectangle(document, section, { name: 'Note', x: 900, ...square() })
    const sources = await selected(section)
    expect(namesOf(sources)).toEqual(['A', 'B', 'C'])
    expect(sources[0]?.selected).toEqual({ kind: 'section', name: 'Launch' })

    await rig.generate({ frames: [section] })
    const jobs = await rig.settled()
    expect(jobs.map(({ state }) => state.name)).toEqual(['done', 'done', 'done'])
    for (const job of jobs) {
      expect(document.node(frameOf(job)).props).toMatchObject({ width: 200, height: 200 })
    }
    // What came of them is no source: they are not paid twice.
    expect(namesOf(await selected(section))).toEqual(['A', 'B', 'C'])
  })

  test('one without frames says so', async () => {
    const section = build.addSection(rig.document, page, { width: 300, height: 300 })
    build.addRectangle(rig.document, section, square())
    expect(await selected(section)).toMatchObject([{ usable: false, reason: 'section' }])
  })
})

describe('a text means the frame around it', () => {
  test('the nearest, which says so, and becomes a variant of its size', async () => {
    const { inner, text } = nested()
    expect(await selected(text)).toMatchObject([
      { usable: true, id: inner, name: 'Price tag', selected: { kind: 'text', name: 'Price' } },
    ])
    const targets = [placement('Banner', { width: 100, height: 50 }, '2:1')]
    await rig.generate({ frames: [text], targets })
    const [job] = await rig.settled()
    expect(job?.plan.source).toMatchObject({ id: inner, name: 'Price tag' })
    expect(rig.document.node(frameOf(job)).props).toMatchObject({ width: 100, height: 50 })
  })

  test('several texts, and the frame itself, are one source', async () => {
    const { inner, text } = nested()
    const more = build.addText(rig.document, inner, { characters: 'now', y: 60 })
    expect(await selected(text, more)).toHaveLength(1)
    const both = await selected(text, inner)
    expect(both).toHaveLength(1)
    expect(both[0]?.selected).toBeUndefined()
  })

  test('one without a frame says so', async () => {
    const text = build.addText(rig.document, page, { characters: 'Loose' })
    expect(await selected(text)).toMatchObject([{ usable: false, reason: 'text' }])
  })
})

describe('the frame around a layer', () => {
  test('is selected in place of all that is selected in it', async () => {
    const { outer, inner, text } = nested()
    const other = addPoster(rig.document, 'Other', { x: 2000 })
    const sources = await selected(text, inner, other)
    expect(sources.find(({ id }) => id === inner)?.frame).toBe(outer)
    const frame = NodeId.parse(outer)
    expect(await rig.caller.call('selectFrame', { frame })).toEqual({ isSelected: true })
    const { sources: after } = await rig.open()
    expect(after.map(({ id, frame: around }) => [id, around])).toEqual([
      [outer, undefined],
      [other, undefined],
    ])
  })

  test('is not selected once it is gone, or on another page', async () => {
    const { outer, text } = nested()
    await selected(text)
    rig.person.setCurrentPage(build.addPage(rig.document, 'Elsewhere'))
    const frame = NodeId.parse(outer)
    expect(await rig.caller.call('selectFrame', { frame })).toEqual({ isSelected: false })
    rig.person.remove(outer)
    expect(await rig.caller.call('selectFrame', { frame })).toEqual({ isSelected: false })
    expect(await rig.caller.call('readSources', { nodes: [frame] })).toEqual({ sources: [] })
  })
})

test('results stand beside their source, where a taller one stands above it', async () => {
  const poster = addPoster(rig.document, 'Poster', { width: 720, height: 960 })
  const mobile = addPoster(rig.document, 'Mobile screen', { y: 1160, width: 390, height: 844 })
  const targets = [placement('Instagram story', { width: 1080, height: 1920 }, '9:16')]
  for (const frames of [[poster], [mobile]]) {
    await rig.generate({ frames, targets })
    await rig.settled()
  }
  const places = rig.engine.snapshot().jobs.map((job) => {
    const { x, y } = rig.document.node(frameOf(job)).props
    return [job.plan.source.name, x, y]
  })
  expect(places).toEqual([
    ['Mobile screen', 1960, 1160],
    ['Poster', 800, 0],
  ])
})

test('results stand on the background that their source stands on', async () => {
  build.addRectangle(rig.document, page, { x: -500, y: -500, width: 9000, height: 5000, fills })
  const poster = addPoster(rig.document, 'Poster')
  const note = addPoster(rig.document, 'Note', { x: 230 })
  await rig.generate({ frames: [poster] })
  const variant = frameOf((await rig.settled())[0])
  const { x, y } = rig.document.node(variant).props
  expect([x, y]).toEqual([460, 0])
  expect(apart(note, variant)).toBe(true)
})

function apart(one: string, other: string): boolean {
  const [a, b] = [one, other].map((id) => absoluteBoundingBox(rig.document, id))
  return a === undefined || b === undefined || !overlap(a, b)
}

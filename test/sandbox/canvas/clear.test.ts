import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Rect } from '../../../contract/model/geometry.ts'
import * as build from '../../host/builders.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import { addPoster, fullSize } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'
import { frameOf, placement } from '../support/wish.ts'

let rig: Rig
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const fills = [build.solid('#aa3355')]
const shadow = {
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 1 },
  offset: { x: 150, y: 0 },
  radius: 60,
  visible: true,
  blendMode: 'NORMAL',
} as const

/** Makes a square of a frame, and says where it stands on the page. */
async function resultsOf(frame: string) {
  await rig.generate({ frames: [frame], ratios: ['1:1'] })
  const jobs = await rig.settled()
  return jobs.map((job) => ({
    parent: rig.document.node(frameOf(job)).parent,
    box: absoluteBoundingBox(rig.document, frameOf(job)),
  }))
}

function expectClear(boxes: readonly { readonly box: Rect }[], seen: Rect): void {
  for (const { box } of boxes) {
    const apart =
      box.x >= seen.x + seen.width ||
      seen.x >= box.x + box.width ||
      box.y >= seen.y + seen.height ||
      seen.y >= box.y + box.height
    expect(apart, JSON.stringify({ box, seen })).toBe(true)
  }
}

test('results stand right of what hangs out of their source', async () => {
  const { document } = rig
  const poster = addPoster(document, 'Poster', fullSize)
  rig.person.set(poster, { clipsContent: false })
  build.addRectangle(document, poster, { x: 620, y: 100, width: 200, height: 200, fills })
  const [result] = await resultsOf(poster)
  expect(result?.box).toMatchObject({ x: 900, y: 0 })
})

test('results of a frame below stand beside it, right of the tall ones of the frame above', async () => {
  const { document } = rig
  const poster = addPoster(document, 'Poster', { width: 720, height: 960 })
  const screen = addPoster(document, 'Mobile screen', { y: 1160, width: 390, height: 844 })
  const story = placement('Instagram story', { width: 1080, height: 1920 }, '9:16')
  await rig.generate({ frames: [poster], targets: [story] })
  await rig.settled()
  await rig.generate({ frames: [screen], targets: [story] })
  const boxes = (await rig.settled()).map((job) => absoluteBoundingBox(document, frameOf(job)))
  // The newer run comes first.
  expect(boxes).toMatchObject([
    { x: 1960, y: 1160, width: 1080, height: 1920 },
    { x: 800, y: 0, width: 1080, height: 1920 },
  ])
})

test('what a frame clips is no obstacle', async () => {
  const { document } = rig
  const poster = addPoster(document, 'Poster', fullSize)
  build.addRectangle(document, poster, { x: 620, y: 100, width: 200, height: 200, fills })
  const [result] = await resultsOf(poster)
  expect(result?.box).toMatchObject({ x: 680, y: 0 })
})

test('results stand clear of what reaches back from a neighbour', async () => {
  const { document } = rig
  const poster = addPoster(document, 'Poster', fullSize)
  const neighbour = addPoster(document, 'Neighbour', { ...fullSize, x: 2000 })
  rig.person.set(neighbour, { clipsContent: false })
  build.addRectangle(document, neighbour, { x: -800, y: 100, width: 700, height: 200, fills })
  const seen = { x: 1200, y: 100, width: 700, height: 200 }
  const results = await resultsOf(poster)
  expectClear(results, seen)
  // To the right of it, and of what it hangs on: at the source's height.
  expect(results.every(({ box }) => box.x >= seen.x + seen.width && box.y === 0)).toBe(true)
})

test('results stand clear of a neighbour’s shadow, and of what hangs out deep inside of it', async () => {
  const { document } = rig
  const poster = addPoster(document, 'Poster', fullSize)
  rig.person.set(poster, { effects: [shadow] })
  const outer = addPoster(document, 'Outer', { ...fullSize, x: 100, y: 1200 })
  const inner = build.addFrame(document, outer, {
    width: 100,
    height: 100,
    clipsContent: false,
    fills,
  })
  rig.person.set(outer, { clipsContent: false })
  build.addRectangle(document, inner, { x: 500, y: -900, width: 200, height: 500, fills })
  const results = await resultsOf(poster)
  expectClear(results, { x: 600, y: 0, width: 210, height: 800 })
  expectClear(results, { x: 600, y: 300, width: 200, height: 500 })
})

test('in a section, results stand clear of what is seen in it and over it', async () => {
  const { document } = rig
  const section = build.addSection(document, document.currentPage, {
    x: 300,
    y: 300,
    width: 3000,
    height: 3000,
  })
  const inside = build.addFrame(document, section, {
    x: 40,
    y: 40,
    width: 200,
    height: 200,
    clipsContent: false,
    fills,
  })
  build.addRectangle(document, inside, { x: 220, y: 0, width: 100, height: 100, fills })
  const other = build.addFrame(document, section, {
    x: 1200,
    y: 40,
    width: 200,
    height: 200,
    clipsContent: false,
    fills,
  })
  build.addRectangle(document, other, { x: -700, y: 0, width: 600, height: 300, fills })
  const outside = build.addFrame(document, document.currentPage, {
    x: 3400,
    y: 700,
    width: 200,
    height: 200,
    clipsContent: false,
    fills,
  })
  build.addRectangle(document, outside, { x: -2900, y: 0, width: 2800, height: 400, fills })
  const results = await resultsOf(inside)
  expect(results.map(({ parent }) => parent)).toEqual([section])
  expectClear(results, { x: 560, y: 340, width: 100, height: 100 })
  expectClear(results, { x: 800, y: 340, width: 600, height: 300 })
  expectClear(results, { x: 500, y: 700, width: 2800, height: 400 })
})

test('beside a section, results stand clear of what hangs out of that', async () => {
  const { document } = rig
  const section = build.addSection(document, document.currentPage, { width: 400, height: 400 })
  const inside = build.addFrame(document, section, {
    width: 300,
    height: 300,
    clipsContent: false,
    fills,
  })
  build.addRectangle(document, inside, { x: 350, y: 0, width: 500, height: 100, fills })
  const results = await resultsOf(inside)
  expect(results.map(({ parent }) => parent)).toEqual([document.currentPage])
  expect(results[0]?.box.x).toBeGreaterThanOrEqual(850)
})

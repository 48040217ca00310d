import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterEach, expect, test, vi } from 'vitest'
import type { Source } from '../../../contract/model/source.ts'
import { answerLimit } from '../../../contract/protocol/client.ts'
import * as build from '../../host/builders.ts'
import { addPoster, fullSize } from '../support/frames.ts'
import { type Footing, type Rig, createRig } from '../support/rig.ts'
import { frameOf } from '../support/wish.ts'
import { retryFailed } from '../support/retry-failed.ts'

let rig: Rig
const open = async (footing?: Footing) => (rig = await createRig({}, footing))
afterEach(() => rig.close())

/** What each selected layer is: usable, or why not. */
function saidOf(sources: readonly Source[]): Record<string, string> {
  return Object.fromEntries(
    sources.map((source) => [source.name, source.usable ? 'usable' : source.reason]),
  )
}

/** The reference that the only job of a run went out with, as pixels and as the recipe has it. */
async function referenceOf(frame: string) {
  await rig.generate({ frames: [frame] })
  const [job] = await rig.settled()
  expect(job?.state).toEqual({ name: 'done' })
  const { reference } = rig.recipeOf(frameOf(job))
  const bytes = rig.document.images.bytes(reference.hash) ?? new Uint8Array()
  return { reference, image: await loadImage(Buffer.from(bytes)), job }
}

test('an export that never ends fails within two minutes, alone', async () => {
  const alarms: { ms: number; act: () => void }[] = []
  const stuck = new Set<string>()
  const { document } = await open({
    onExport: (node) => (stuck.has(node) ? new Promise(() => {}) : null),
    alarm: (ms, act) => {
      const alarm = { ms, act }
      alarms.push(alarm)
      return () => {
        alarms.splice(alarms.indexOf(alarm), 1)
      }
    },
  })
  const frames = [0, 900, 1800].map((y) => addPoster(document, `Poster ${String(y)}`, { y }))
  const [, second = ''] = frames
  stuck.add(second)
  await rig.generate({ frames })
  await rig.until((jobs) => jobs[0]?.state.name === 'done')
  // All else was answered: what is left to wait for is the export.
  await vi.waitFor(() => {
    expect(alarms.map(({ ms }) => ms)).toEqual([answerLimit])
  })
  alarms[0]?.act()
  const states = (await rig.settled()).map(({ state }) => state)
  expect(states).toMatchObject([
    { name: 'done' },
    { name: 'failed', failure: { kind: 'unanswered', remedy: 'send-again' } },
    { name: 'done' },
  ])
  expect(rig.server.hiapi.tasks.size).toBe(2)
  expect(answerLimit).toBe(120_000)

  stuck.clear()
  retryFailed(rig.engine)
  const again = await rig.until((jobs) => jobs.every(({ state }) => state.name === 'done'))
  expect(again).toHaveLength(3)
  expect(rig.server.hiapi.tasks.size).toBe(3)
})

test('a job that is tried again before its failure is written down is sent', async () => {
  let isRefused = true
  const { document } = await open({
    onExport: () => (isRefused ? Promise.reject(new Error('no export')) : null),
  })
  await rig.generate({ frames: [addPoster(document, 'Poster')] })
  const [job] = await rig.settled()
  expect(job?.state).toMatchObject({ name: 'failed', failure: { kind: 'export-failed' } })
  isRefused = false
  retryFailed(rig.engine)
  const [again] = await rig.settled()
  expect(again?.state).toEqual({ name: 'done' })
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test('frames that are reserved after the window gave up are the job’s own, and used by its next try', async () => {
  let giveUp = () => {}
  let isSlow = true
  const { document } = await open({
    alarm: (_, act) => {
      giveUp = act
      return () => {}
    },
    onSent: (name) => {
      if (name === 'reserve' && isSlow) queueMicrotask(giveUp)
    },
  })
  const poster = addPoster(document, 'Poster', fullSize)
  await rig.generate({ frames: [poster] })
  const [job] = await rig.settled()
  expect(job?.state).toMatchObject({ name: 'failed', failure: { kind: 'unanswered' } })
  const made = () => document.node(document.currentPage).children.filter((id) => id !== poster)
  await vi.waitFor(() => {
    expect(made().map((id) => rig.recipeOf(id).progress.state)).toEqual(['failed'])
  })
  isSlow = false
  retryFailed(rig.engine)
  const [again] = await rig.until((jobs) => jobs.every(({ state }) => state.name === 'done'))
  expect(made()).toEqual([frameOf(again)])
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test('a picture that is placed after the window gave up is there, and placed once', async () => {
  let giveUp = () => {}
  let isSlow = true
  const { document } = await open({
    alarm: (_, act) => {
      giveUp = act
      return () => {}
    },
    onSent: (name) => {
      if (name === 'place' && isSlow) queueMicrotask(giveUp)
    },
  })
  const poster = addPoster(document, 'Poster', fullSize)
  await rig.generate({ frames: [poster] })
  const [job] = await rig.settled()
  expect(job?.state).toMatchObject({
    name: 'failed',
    failure: { kind: 'unanswered', remedy: 'place-again' },
  })
  await vi.waitFor(() => {
    expect(rig.recipeOf(frameOf(job)).progress.state).toBe('done')
  })
  const steps = document.undoDepth
  isSlow = false
  retryFailed(rig.engine)
  const [again] = await rig.until((jobs) => jobs.every(({ state }) => state.name === 'done'))
  expect([frameOf(again), document.undoDepth]).toEqual([frameOf(job), steps])
  expect(rig.recipeOf(frameOf(job)).progress.state).toBe('done')
  expect(rig.server.hiapi.tasks.size).toBe(1)
})

test.each([
  ['turned by 30°', { rotation: -30 }],
  ['mirrored', { flipped: true }],
  ['turned and mirrored', { rotation: 75, flipped: true }],
])('the reference of a frame that is %s is upright', async (_, pose) => {
  const { document } = await open()
  const plain = addPoster(document, 'Poster', fullSize)
  const upright = await referenceOf(plain)
  await rig.close()

  await open()
  const turned = addPoster(rig.document, 'Poster', fullSize)
  rig.person.set(turned, pose)
  const { reference, image, job } = await referenceOf(turned)
  expect([reference.width, reference.height]).toEqual([1200, 1600])
  expect([image.width, image.height]).toEqual([upright.image.width, upright.image.height])
  expect(differenceOf(image, upright.image)).toBeLessThan(0.02)
  // A square of the area of 600 × 800, not of what stands around it.
  const { width, height } = rig.document.node(frameOf(job)).props
  expect([width, height]).toEqual([693, 693])
  expect(rig.recipeOf(frameOf(job)).source.size).toEqual({ width: 600, height: 800 })
})

test('a frame in a turned parent has an upright reference too, and results beside what is seen', async () => {
  const { document } = await open()
  const parent = build.addFrame(document, document.currentPage, {
    x: 500,
    width: 900,
    height: 900,
    rotation: -90,
  })
  const inside = build.addFrame(document, parent, {
    x: 100,
    y: 100,
    width: 300,
    height: 200,
    fills: [build.solid('#aa3355')],
  })
  const { reference, job } = await referenceOf(inside)
  expect([reference.width, reference.height]).toEqual([600, 400])
  const { x = 0 } = document.node(frameOf(job)).props
  expect(x).toBeGreaterThanOrEqual(500)
})

test('what is too small for a picture is refused before anything is paid', async () => {
  const { document } = await open()
  const page = document.currentPage
  const fills = [build.solid('#aa3355')]
  const add = (name: string, width: number, height: number, y: number) =>
    build.addFrame(document, page, { name, width, height, y, fills })
  const frames = [
    add('Dot', 1, 1, 0),
    add('Rule', 1000, 1, 10),
    add('Long rule', 7280, 10, 20),
    add('Icon', 16, 16, 40),
    add('Bar', 7280, 90, 80),
  ]
  rig.person.select(frames)
  const { sources, layers } = await rig.open()
  expect(saidOf(sources)).toEqual({
    Dot: 'too-small',
    Rule: 'too-small',
    'Long rule': 'too-small',
    Icon: 'usable',
    Bar: 'usable',
  })
  expect(layers.map((layer) => layer.swappable || layer.reason)).toEqual([
    'too-small',
    'too-small',
    'too-small',
    true,
    true,
  ])
})

test('one that has become too small since is not sent', async () => {
  const { document } = await open()
  const poster = addPoster(document, 'Poster', fullSize)
  rig.person.select([poster])
  const generating = rig.generate({ frames: [poster] })
  rig.person.resize(poster, 600, 800)
  await generating
  await rig.settled()
  rig.person.resize(poster, 1, 1)
  await expect(rig.references.capture(poster as never, [])).rejects.toMatchObject({
    code: 'source-unusable',
    message: 'too-small',
  })
})

test.each([
  [1440, 900, 2048, 1280],
  [1440, 6000, 492, 2048],
  [1440, 9000, 400, 2500],
  [1440, 30_000, 197, 4096],
  [7280, 90, 4096, 51],
])('a frame of %i × %i is seen at %i × %i', async (width, height, seenWidth, seenHeight) => {
  const { document } = await open()
  const frame = build.addFrame(document, document.currentPage, {
    width,
    height,
    fills: [build.solid('#aa3355')],
  })
  const { reference } = await referenceOf(frame)
  expect([reference.width, reference.height]).toEqual([seenWidth, seenHeight])
})

test('a slot is a source as a frame is, in its component and in an instance', async () => {
  const { document } = await open()
  const page = document.currentPage
  const component = build.addComponent(document, page, { width: 500, height: 500 })
  const slot = build.addSlot(document, component, { name: 'Slot', width: 300, height: 200 })
  build.addRectangle(document, slot, { width: 300, height: 200, fills: [build.solid('#aa3355')] })
  const instance = build.addInstance(document, page, component, { x: 2000 })
  const [own = ''] = document.node(instance).children
  const content = build.addFrame(document, own, {
    name: 'Content',
    width: 100,
    height: 100,
    fills: [build.solid('#33aa55')],
  })
  await rig.generate({ frames: [slot, own] })
  const jobs = await rig.settled()
  expect(jobs.map(({ state }) => state.name)).toEqual(['done', 'done'])
  const frames = jobs.map((job) => document.node(frameOf(job)))
  expect(frames.map(({ parent }) => parent)).toEqual([page, page])
  expect(document.node(slot).children).toHaveLength(1)
  expect(document.node(own).children).toContain(content)
  const variants = await rig.caller.call('readRecipes', {
    nodes: jobs.map((job) => frameOf(job) as never),
  })
  expect(variants.variants.map(({ missing }) => missing.source)).toEqual([false, false])

  await rig.generate({ frames: [content] })
  const [inside] = await rig.until(
    (all) => all.length === 3 && all.every(({ state }) => state.name === 'done'),
  )
  expect(document.node(frameOf(inside)).parent).toBe(page)
})

/** The mean difference of two pictures of one size, 0 to 1. */
function differenceOf(
  a: Awaited<ReturnType<typeof loadImage>>,
  b: Awaited<ReturnType<typeof loadImage>>,
): number {
  const pixels = [a, b].map((image) => {
    const context = createCanvas(100, 100).getContext('2d')
    context.drawImage(image, 0, 0, 100, 100)
    return context.getImageData(0, 0, 100, 100).data
  })
  const [one = new Uint8ClampedArray(), other = new Uint8ClampedArray()] = pixels
  const sum = one.reduce((total, value, at) => total + Math.abs(value - (other[at] ?? 0)), 0)
  return sum / one.length / 255
}

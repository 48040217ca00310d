import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PlacedBlock } from '../../../contract/model/live-text.ts'
import { NodeId } from '../../../contract/model/ids.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import { frameOfTarget } from '../../../ui/catalog/targets/frame-size.ts'
import { layoutTargetOf } from '../../../ui/catalog/text-layout/layout-target.ts'
import { solveLayouts } from '../../../ui/catalog/text-layout/solve-layouts.ts'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { createTextChecks } from '../../../ui/state/text-checks.ts'
import { addEllipse, addFrame, addText, addTextStyle, solid } from '../../host/builders.ts'
import { box } from '../../host/document/measure.ts'
import { sizeOrdered } from '../../hiapi/pictures/draw.ts'
import { childNamed, childrenOf, lookOf } from '../support/live-stage.ts'
import { nodePixels } from '../support/node-pixels.ts'
import { createRig, type Rig } from '../support/rig.ts'
import { frameOf, orderFor } from '../support/wish.ts'

let rig: Rig
let poster: string
let headline: string
afterEach(() => rig.close())

/** Pictures that are white above and black below. */
beforeEach(async () => {
  rig = await createRig({
    pictureScale: 0.2,
    paint: async (order) => {
      const { width, height } = await sizeOrdered(order)
      const canvas = createCanvas(width, height)
      const context = canvas.getContext('2d')
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, width, height / 2)
      context.fillStyle = '#000000'
      context.fillRect(0, height / 2, width, height / 2)
      return canvas.encode('png')
    },
  })
  const { document } = rig
  poster = addFrame(document, document.currentPage, {
    name: 'Poster',
    width: 400,
    height: 600,
    fills: [solid('#2f6fde')],
  })
  addEllipse(document, poster, { x: 150, y: 300, width: 100, height: 100 })
  const white = { x: 30, fills: [solid('#ffffff')] }
  const fontName = { family: 'Inter', style: 'Bold' }
  const style = addTextStyle(document, { name: 'Large', fontSize: 48, fontName })
  headline = addText(document, poster, {
    ...white,
    fontName,
    textStyleId: style,
    name: 'Headline',
    characters: 'Sale',
    y: 30,
    fontSize: 48,
  })
  addText(document, poster, { ...white, name: 'Line', characters: 'Now', y: 100, fontSize: 24 })
}, 60_000)

/** Orders a square whose text is laid out as the window would. */
async function start(): Promise<readonly PlacedBlock[]> {
  rig.person.select([poster])
  const { sources } = await rig.caller.call('open', {})
  const usable = sources.filter((source): source is UsableSource => source.usable)
  const source = NodeId.parse(poster)
  const text = await rig.caller.call('readLiveText', { source, purpose: 'variants' })
  const order = orderFor(usable, { ratios: ['1:1'] })
  const square = { kind: 'ratio', ratio: '1:1' } as const
  const target = layoutTargetOf(square, frameOfTarget(square, { width: 400, height: 600 }, null))
  const blocks = solveLayouts(text, target)[0]?.blocks ?? []
  const live = {
    blocks: text.blocks.map(({ id }) => id),
    off: [],
    layoutFor: () => blocks,
    clauseFor: () => 'Keep it plain.',
  }
  rig.engine.start({ ...order, sources: order.sources.map((each) => ({ ...each, live })) })
  return blocks
}

const reserved = () =>
  rig.until((jobs) => jobs.some(({ state }) => state.name === 'queued')).then(([job]) => job)

async function done(): Promise<{ job: Job; frame: string }> {
  const [job] = await rig.settled()
  if (job === undefined) throw new Error('nothing was ordered')
  return { job, frame: frameOf(job) }
}

const placeOf = (frame: string, name: string) =>
  box(rig.document, childNamed(rig.document, frame, name))

test('text that a picture hides goes where all of it can be read, in one undo step with the picture', async () => {
  const blocks = await start()
  const { job, frame } = await done()
  expect(job.state.name).toBe('done')
  expect(job.remark).toBe('Some text stands elsewhere than planned, where it is easy to read.')
  expect(childrenOf(rig.document, frame)).toEqual(['Picture', 'Headline', 'Line'])
  const { height } = box(rig.document, frame)
  expect(placeOf(frame, 'Headline').y).toBeGreaterThan(height / 2)
  expect(placeOf(frame, 'Line').y).toBeGreaterThan(placeOf(frame, 'Headline').y)

  const checks = createTextChecks(rig.caller, nodePixels, { report: () => undefined })
  const node = NodeId.parse(frame)
  const { variants } = await rig.caller.call('readRecipes', { nodes: [node] })
  expect(await checks.check(variants)).toMatchObject([{ hasScrim: false, hardWithout: [] }])
  expect(await rig.caller.call('removeVariants', { nodes: [node] })).toMatchObject({ touched: [] })
  rig.person.undo()

  rig.person.undo()
  expect(rig.recipeOf(frame).progress.state).not.toBe('done')
  expect(placeOf(frame, 'Headline').y).toBeCloseTo(blocks[0]?.y ?? 0, 0)
})

test.each([
  ['moved', (id: string) => rig.person.move(id, 40, 41)],
  ['hidden', (id: string) => rig.person.set(id, { visible: false })],
  ['rewritten', (id: string) => rig.person.set(id, { characters: 'Mine' })],
])('it stays where somebody has %s one of its layers', async (_, edit) => {
  await start()
  const waiting = frameOf(await reserved())
  edit(childNamed(rig.document, waiting, 'Line'))
  const before = ['Headline', 'Line'].map((name) =>
    lookOf(rig.document, childNamed(rig.document, waiting, name)),
  )
  const { frame } = await done()
  expect(childrenOf(rig.document, frame)).toContain('Scrim')
  expect(
    ['Headline', 'Line'].map((name) => lookOf(rig.document, childNamed(rig.document, frame, name))),
  ).toEqual(before)
})

test.each([
  ['has changed', () => rig.person.set(headline, { fontSize: 60, textStyleId: '' })],
  ['is gone', () => rig.person.remove(poster)],
])('it stays where its source %s meanwhile', async (_, edit) => {
  await start()
  const waiting = frameOf(await reserved())
  const before = lookOf(rig.document, childNamed(rig.document, waiting, 'Headline'))
  edit()
  const { job, frame } = await done()
  expect(job.state.name).toBe('done')
  expect(childrenOf(rig.document, frame)).toEqual(['Picture', 'Scrim', 'Headline', 'Line'])
  expect(lookOf(rig.document, childNamed(rig.document, frame, 'Headline'))).toBe(before)
})

import { createCanvas } from '@napi-rs/canvas'
import { afterEach, expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import type { Pixels } from '../../../ui/services/images/image-codec.ts'
import { createTextChecks } from '../../../ui/state/text-checks.ts'
import { addFrame, addRectangle, addText, solid } from '../../host/builders.ts'
import { box } from '../../host/document/measure.ts'
import { sizeOrdered } from '../../hiapi/pictures/draw.ts'
import { block, childNamed, childrenOf } from '../support/live-stage.ts'
import { nodePixels } from '../support/node-pixels.ts'
import { createRig, type Footing, type Rig } from '../support/rig.ts'
import { frameOf, orderFor, type Wish } from '../support/wish.ts'

let rig: Rig
afterEach(() => rig.close())

/** A grey picture, whatever is ordered. */
async function createGreyRig(grey: number, footing: Footing = {}): Promise<void> {
  rig = await createRig(
    {
      pictureScale: 0.2,
      paint: async (order) => {
        const { width, height } = await sizeOrdered(order)
        const canvas = createCanvas(width, height)
        const context = canvas.getContext('2d')
        context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`
        context.fillRect(0, 0, width, height)
        return canvas.encode('png')
      },
    },
    footing,
  )
}

/** A poster with a title of a colour and a button, ordered as a square with both of them live. */
async function deliver(colour: string, wish: Partial<Wish> = { ratios: ['1:1'] }) {
  const { document } = rig
  const poster = addFrame(document, document.currentPage, {
    name: 'Poster',
    width: 400,
    height: 600,
    fills: [solid('#2f6fde')],
  })
  const title = addText(document, poster, {
    name: 'Headline',
    characters: 'Sale',
    x: 20,
    y: 20,
    fontSize: 20,
    fills: [solid(colour)],
  })
  const button = addFrame(document, poster, {
    name: 'Button',
    x: 20,
    y: 500,
    width: 120,
    height: 40,
    fills: [solid('#000000')],
  })
  addRectangle(document, poster, { x: 300, y: 300, width: 20, height: 20 })
  addText(document, button, {
    name: 'Buy',
    characters: 'Buy',
    x: 10,
    y: 10,
    fontSize: 16,
    fills: [solid('#ffffff')],
  })
  rig.person.select([poster])
  const { sources } = await rig.caller.call('open', {})
  const usable = sources.filter((source): source is UsableSource => source.usable)
  const order = orderFor(usable, wish)
  const ids = [title, button].map((id) => NodeId.parse(id))
  const placed = [
    block(title, { x: 20, y: 20, width: 200, height: 40 }),
    block(button, { x: 20, y: 400, width: 120, height: 40 }),
  ]
  rig.engine.start({
    ...order,
    sources: order.sources.map((source) => ({
      ...source,
      live: { blocks: ids, off: [], layoutFor: () => placed, clauseFor: () => 'Keep it plain.' },
    })),
  })
  const [job] = await rig.settled()
  if (job === undefined) throw new Error('nothing was ordered')
  return { job, frame: frameOf(job), title, poster }
}

test('a picture that hides its text gets a scrim between the two, in the same undo step', async () => {
  await createGreyRig(255)
  const { job, frame } = await deliver('#ffffff')
  expect(job.state.name).toBe('done')
  // Its own button is beneath the other text.
  expect(job.remark).toBeNull()
  expect(childrenOf(rig.document, frame)).toEqual(['Picture', 'Scrim', 'Headline', 'Button'])
  const scrim = childNamed(rig.document, frame, 'Scrim')
  expect(rig.document.prop(scrim, 'fills')).toMatchObject([{ type: 'GRADIENT_LINEAR' }])
  const headline = childNamed(rig.document, frame, 'Headline')
  expect(rig.document.prop(headline, 'fills')).toMatchObject([solid('#ffffff')])

  rig.person.undo()
  expect(childrenOf(rig.document, frame)).not.toContain('Scrim')
})

test('a picture whose waiting is stopped as its text is looked at is not placed without its scrim', async () => {
  const sent: string[] = []
  await createGreyRig(255, {
    onSent: (name) => {
      if (name === 'readLaidTexts' && !sent.includes(name)) rig.engine.stopAll()
      sent.push(name)
    },
  })
  const { job } = await deliver('#ffffff')
  expect(job.state.name).toBe('stopped')
  rig.engine.retry(job.plan.id)
  await rig.until(([again]) => again?.state.name === 'done')
  expect(sent.filter((name) => name === 'place')).toHaveLength(1)
  expect(childrenOf(rig.document, frameOf(job))).toContain('Scrim')
})

test('a picture under which all is well gets none', async () => {
  await createGreyRig(20)
  const { job, frame } = await deliver('#ffffff')
  expect(job.remark).toBeNull()
  expect(childrenOf(rig.document, frame)).toEqual(['Picture', 'Headline', 'Button'])
})

test.each([
  { ratios: ['auto'] },
  { ratios: ['1:1'], sizing: { by: 'picture' } },
] satisfies Partial<Wish>[])(
  '$ratios: the frame stays as its text was laid out for',
  async (wish) => {
    await createGreyRig(20)
    const { job, frame } = await deliver('#ffffff', wish)
    const [planned] = job.plan.parts
    const [width, height] = [rig.document.prop(frame, 'width'), rig.document.prop(frame, 'height')]
    expect({ width, height }).toEqual(planned.size)
    // The order was for something else, or the test could not fail.
    expect(job.picture).not.toEqual(planned.size)
    expect(childrenOf(rig.document, frame)).toEqual(['Picture', 'Headline', 'Button'])
  },
)

test('a text that nothing makes readable is told of', async () => {
  await createGreyRig(128)
  const { job, frame } = await deliver('#808080')
  expect(job.state.name).toBe('done')
  expect(job.remark).toBe('“Headline” may be hard to read: contrast 1.0, 4.5 is needed.')
  expect(childrenOf(rig.document, frame)).not.toContain('Scrim')
})

test('a picture is placed even where nothing can be measured', async () => {
  const pixels: Pixels = {
    ...nodePixels,
    decode: async (bytes, type) => ({
      ...(await nodePixels.decode(bytes, type)),
      raster: () => {
        throw new Error('There is no canvas')
      },
    }),
  }
  await createGreyRig(255, { pixels })
  const { job, frame } = await deliver('#ffffff')
  expect(job.state.name).toBe('done')
  expect(job.remark).toContain('could not check whether the text is easy to read')
  expect(childrenOf(rig.document, frame)).toEqual(['Picture', 'Headline', 'Button'])
})

test('a picture that is moved under its text is measured again', async () => {
  await createGreyRig(255)
  const { frame, title } = await deliver('#ffffff')
  const node = NodeId.parse(frame)
  const checks = createTextChecks(rig.caller, nodePixels, { report: () => undefined })
  const scrim = childNamed(rig.document, frame, 'Scrim')

  const { variants } = await rig.caller.call('readRecipes', { nodes: [node] })
  expect(await checks.check(variants)).toMatchObject([
    { hasScrim: true, hard: [], hardWithout: [{ name: 'Headline' }] },
  ])
  // Nothing has changed: no undo step.
  const before = rig.document.undoDepth
  await checks.redraw([node])
  expect(rig.document.undoDepth).toBe(before)

  // Dark at its source: taken over, it needs no scrim.
  rig.person.set(title, { fills: [solid('#101010')] })
  const refreshed = await rig.caller.call('refreshText', { nodes: [node] })
  expect(refreshed).toMatchObject({ changed: 1, kept: [] })
  await checks.redraw([node])
  expect(rig.document.has(scrim)).toBe(false)
  expect(rig.document.undoDepth).toBe(before + 2)

  // The text and its scrim come back together.
  rig.person.undo()
  expect(rig.document.has(scrim)).toBe(true)
  const headline = childNamed(rig.document, frame, 'Headline')
  expect(rig.document.prop(headline, 'fills')).toMatchObject([solid('#ffffff')])
})

test('a picture that a designer has moved under its text is measured as it is seen', async () => {
  rig = await createRig({
    pictureScale: 0.2,
    paint: async (order) => {
      const { width, height } = await sizeOrdered(order)
      const canvas = createCanvas(width, height)
      const context = canvas.getContext('2d')
      context.fillStyle = '#ffffff'
      context.fillRect(0, 0, width / 2, height)
      context.fillStyle = '#000000'
      context.fillRect(width / 2, 0, width / 2, height)
      return canvas.encode('png')
    },
  })
  const { frame } = await deliver('#ffffff')
  const checks = createTextChecks(rig.caller, nodePixels, { report: () => undefined })
  const hard = async () => {
    const nodes = [NodeId.parse(frame)]
    const { variants } = await rig.caller.call('readRecipes', { nodes })
    return (await checks.check(variants)).flatMap(({ hardWithout }) => hardWithout)
  }
  expect(await hard()).toMatchObject([{ name: 'Headline' }])
  // The frame now shows only the dark half.
  const { width, height } = box(rig.document, frame)
  const picture = childNamed(rig.document, frame, 'Picture')
  rig.person.set(picture, { x: -width, width: width * 2, height: height * 2 })
  expect(await hard()).toEqual([])
})

test('text that was refreshed is undone in one step also where it could not be measured', async () => {
  await createGreyRig(255)
  const { frame, title } = await deliver('#ffffff')
  const node = NodeId.parse(frame)
  const decode = () => Promise.reject(new Error('There is no canvas'))
  const pixels = { ...nodePixels, decode }
  const checks = createTextChecks(rig.caller, pixels, { report: () => undefined })
  rig.person.set(title, { characters: 'Sold' })
  const before = rig.document.undoDepth
  await rig.caller.call('refreshText', { nodes: [node] })
  await expect(checks.redraw([node])).rejects.toThrow('no canvas')
  expect(rig.document.undoDepth).toBe(before + 1)
})

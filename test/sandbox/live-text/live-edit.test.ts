import { beforeEach, describe, expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import type { Scrim } from '../../../contract/model/live-text.ts'
import { addFrame, addGroup, solid } from '../../host/builders.ts'
import type { Effect } from '../../host/document/types.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { absoluteBoundingBox, box } from '../../host/document/measure.ts'
import { created, type Half, jobOf, partOf, placed, reserved } from '../support/half.ts'
import {
  block,
  childNamed,
  childrenOf,
  lookOf,
  liveJob,
  type LivePoster,
  createLiveVariant,
  refreshText,
} from '../support/live-stage.ts'

let document: HostDocument
let half: Half
let live: LivePoster
let frame: NodeId

const textIn = (name: string) => childNamed(document, frame, name)
const saying = (id: string) => document.prop(id, 'characters')
const refresh = () => refreshText(half, frame)

const shadow: Effect = {
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 0.6 },
  offset: { x: 0, y: 2 },
  radius: 8,
  visible: true,
  blendMode: 'NORMAL',
}

beforeEach(async () => {
  ;({ document, half, live, frame } = await createLiveVariant())
  return () => half.close()
}, 60_000)

describe('a variant with its text', () => {
  test('is removed with it, as nobody has touched it', async () => {
    const left = await half.caller.call('removeVariants', { nodes: [frame] })
    expect(left).toEqual({ missing: [], touched: [], locked: [] })
    expect(document.has(frame)).toBe(false)
  })

  test.each([
    ['rewritten', () => half.person.set(textIn('Note'), { characters: 'Mine' })],
    ['moved', () => half.person.move(textIn('Title'), 5, 5)],
    ['restyled', () => half.person.set(textIn('Title'), { opacity: 0.2 })],
    ['given a shadow', () => half.person.set(textIn('Note'), { effects: [shadow] })],
    [
      'edited within',
      () => half.person.set(childNamed(document, textIn('Button'), 'Buy'), { characters: 'Go' }),
    ],
    ['copied', () => half.person.duplicate(textIn('Note'))],
  ])('stays as soon as a text in it was %s', async (_, edit) => {
    edit()
    const left = await half.caller.call('removeVariants', { nodes: [frame] })
    expect(left.touched).toEqual([frame])
    expect(document.has(frame)).toBe(true)
  })

  test('keeps its text as it is where the picture is moved, or made again', async () => {
    half.person.set(textIn('Note'), { characters: 'Mine' })
    half.person.move(textIn('Title'), 5, 5)
    half.person.remove(textIn('Button'))
    const before = ['Title', 'Note'].map((name) => lookOf(document, textIn(name)))
    await half.caller.call('moveFocalPoint', { node: frame, focalPoint: { x: 0, y: 0 } })
    const job = jobOf('b', [partOf('Post', 600, 600, { into: frame })])
    await reserved(half, [job])
    await created(half, job, [frame])
    await placed(half, job, [frame], '#ff0000')
    expect(half.recipeOf(frame)?.job).toBe('b')
    expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Note'])
    expect(['Title', 'Note'].map((name) => lookOf(document, textIn(name)))).toEqual(before)
  })
})

describe('the text that stands over a picture', () => {
  test('is told as it is now, but for what is hidden', async () => {
    half.person.set(textIn('Button'), { visible: false })
    half.person.move(textIn('Title'), 5, 6)
    const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
    expect(variants).toMatchObject([
      {
        node: frame,
        size: { width: 600, height: 600 },
        texts: [
          {
            name: 'Title',
            from: live.title,
            box: { x: 5, y: 6 },
            opacity: 0.5,
            fontSize: 60,
            isBold: true,
            colours: [{ r: 1, g: 1, b: 1 }],
          },
          { name: 'Note', fontSize: 20, isBold: false, colours: [{ g: 0 }, { g: 1 }] },
        ],
      },
    ])
  })
})

test('a text on a plate that hardly veils the picture stands over the picture', async () => {
  const names = async () => {
    const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
    return variants[0]?.texts.map(({ name }) => name)
  }
  expect(await names()).not.toContain('Buy')
  document.set(textIn('Button'), { fills: [{ ...solid('#ffffff'), opacity: 0.1 }] })
  expect(await names()).toContain('Buy')
})

test('a text of a plain colour that is clear in part has that colour, and is as transparent', async () => {
  const clear = { ...solid('#ffffff'), opacity: 0.8 }
  half.person.set(textIn('Title'), { fills: [clear] })
  half.person.set(textIn('Note'), { fills: [solid('#000000'), clear], runs: [] })
  const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
  expect(variants[0]?.texts).toMatchObject([
    { name: 'Title', colours: [{ r: 1, g: 1, b: 1 }], opacity: 0.4 },
    // Over another of its fills, its colour is a mixture.
    { name: 'Note', colours: [] },
  ])
})

test('a text that was turned in a variant is where it is seen', async () => {
  half.person.set(textIn('Note'), { rotation: 90, x: 200, y: 500 })
  const { x, y, width, height } = absoluteBoundingBox(document, textIn('Note'))
  const corner = absoluteBoundingBox(document, frame)
  const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
  const note = variants[0]?.texts.find(({ name }) => name === 'Note')
  expect(note?.box).toEqual({
    x: expect.closeTo(x - corner.x, 3) as number,
    y: expect.closeTo(y - corner.y, 3) as number,
    width: expect.closeTo(width, 3) as number,
    height: expect.closeTo(height, 3) as number,
  })
})

test('a text without a character is no text over a picture', async () => {
  half.person.set(live.title, { characters: '', runs: [], textStyleId: '' })
  expect(await refresh()).toMatchObject({ changed: 1, fontless: [] })
  const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
  expect(variants[0]?.texts.map(({ name }) => name)).toEqual(['Note'])
})

test('a text of nothing but a line break is no text over a picture either', async () => {
  half.person.set(textIn('Title'), { characters: '\n', runs: [], textStyleId: '' })
  const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
  expect(variants[0]?.texts.map(({ name }) => name)).toEqual(['Note'])
})

test('a selected text of a variant, or a layer in its button, stands for the variant', async () => {
  for (const id of [textIn('Note'), childNamed(document, textIn('Button'), 'Buy')]) {
    half.person.select([id, textIn('Title')])
    expect((await half.caller.call('open', {})).variants).toEqual([frame])
  }
  // Of another layer in it, that layer is meant.
  half.person.select([textIn('Picture')])
  expect((await half.caller.call('open', {})).variants).toEqual([])
})

const scrim: Scrim = {
  x: 0,
  y: 300,
  width: 600,
  height: 300,
  tone: 'black',
  opacity: 0.4,
  edge: 'bottom',
}

describe('a duplicate', () => {
  beforeEach(async () => {
    await half.caller.call('drawScrims', { scrims: [{ node: frame, scrim }] })
    frame = NodeId.parse(half.person.duplicate(frame))
    half.person.move(frame, 4_000, 0)
  })

  const draw = (wanted: Scrim | null) =>
    half.caller.call('drawScrims', { scrims: [{ node: frame, scrim: wanted }] })

  test('has its text refreshed, and its scrim drawn, as often as they change', async () => {
    for (const words of ['Once', 'Twice']) {
      half.person.set(live.note, { characters: words, runs: [] })
      expect(await refresh()).toMatchObject({ changed: 1 })
      expect(saying(textIn('Note'))).toBe(words)
    }
    await draw({ ...scrim, opacity: 0.5 })
    await draw(null)
    expect(childrenOf(document, frame)).not.toContain('Scrim')
    expect((await half.caller.call('removeVariants', { nodes: [frame] })).touched).toEqual([])
  })

  test('that gets another picture keeps its text, and its scrim', async () => {
    const { details } = liveJob(
      'b',
      [live.title, live.note, live.button].map((id) => block(id)),
    )
    const job = { ...jobOf('b', [partOf('Post', 600, 600, { into: frame })]), details }
    await reserved(half, [job])
    await created(half, job, [frame])
    await placed(half, job, [frame], '#aa2244')
    const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
    expect(variants[0]).toMatchObject({ hasScrim: true, untouched: { length: 3 } })
    half.person.set(live.note, { characters: 'Only tomorrow' })
    expect(await refresh()).toMatchObject({ changed: 1 })
    await draw(null)
    expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Note', 'Button'])
  })
})

test('a picture that a designer has turned upside down is measured where it is', async () => {
  const read = async () =>
    (await half.caller.call('readLaidTexts', { nodes: [frame] })).variants[0]?.picture
  const before = await read()
  const picture = textIn('Picture')
  const { x, y, width, height } = box(document, picture)
  document.set(picture, { x: x + width, y: y + height, rotation: 180 })
  const now = await read()
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(now?.[side]).toBeCloseTo(before?.[side] ?? 0)
  }
})

describe('a scrim', () => {
  const draw = (wanted: Scrim | null) =>
    half.caller.call('drawScrims', { scrims: [{ node: frame, scrim: wanted }] })

  test('stands directly above a picture that was grouped, or put into a frame of its own', async () => {
    const group = addGroup(document, frame, [textIn('Picture'), textIn('Note')])
    document.insert(frame, group, 0)
    await draw(scrim)
    expect(childrenOf(document, group)).toEqual(['Picture', 'Scrim', 'Note'])
    await draw(null)
    expect(childrenOf(document, group)).toEqual(['Picture', 'Note'])
    const wrapper = addFrame(document, frame, { name: 'Wrapper' })
    document.insert(frame, wrapper, 0)
    document.insert(wrapper, childNamed(document, group, 'Picture'))
    await draw(scrim)
    expect(childrenOf(document, frame).slice(0, 2)).toEqual(['Wrapper', 'Scrim'])
    const own = textIn('Scrim')
    document.insert(wrapper, own)
    const before = box(document, own)
    await draw({ ...scrim, x: 7 })
    expect(box(document, own)).toEqual(before)
  })

  test('stands between picture and text, and is the plugin’s own', async () => {
    const before = lookOf(document, frame)
    expect(await draw(scrim)).toEqual({ missing: [] })
    expect(childrenOf(document, frame)).toEqual(['Picture', 'Scrim', 'Title', 'Note', 'Button'])
    const [paint] = document.prop(textIn('Scrim'), 'fills')
    const stops = paint?.type === 'GRADIENT_LINEAR' ? paint.gradientStops : []
    expect(stops[0]).toMatchObject({ position: 0, color: { a: 0 } })
    expect(stops[stops.length - 1]).toMatchObject({ position: 1, color: { a: 0.4, r: 0 } })
    expect(box(document, textIn('Scrim'))).toMatchObject({ y: 300, height: 300 })
    await draw({ ...scrim, tone: 'white', edge: 'none' })
    expect(document.prop(textIn('Scrim'), 'fills')).toMatchObject([{ type: 'SOLID', opacity: 0.4 }])
    half.person.undo()
    half.person.undo()
    expect(lookOf(document, frame)).toBe(before)
    half.person.redo()
    await draw(null)
    expect(childrenOf(document, frame)).not.toContain('Scrim')
    await draw(scrim)
    expect((await half.caller.call('removeVariants', { nodes: [frame] })).touched).toEqual([])
  })

  test('moves nothing in a variant that a designer has given an auto layout', async () => {
    half.person.set(frame, {
      layoutMode: 'VERTICAL',
      layoutSizingHorizontal: 'FIXED',
      layoutSizingVertical: 'FIXED',
    })
    half.person.set(textIn('Picture'), { layoutPositioning: 'ABSOLUTE', x: 0, y: 0 })
    const places = () => ['Title', 'Note', 'Button'].map((name) => box(document, textIn(name)))
    const before = places()
    await draw(scrim)
    expect(places()).toEqual(before)
    expect(box(document, textIn('Scrim'))).toMatchObject({ y: 300, height: 300 })
  })

  test.each([
    ['hidden', (id: string) => half.person.set(id, { visible: false })],
    ['deleted', (id: string) => half.person.remove(id)],
    ['changed', (id: string) => half.person.set(id, { fills: [] })],
  ])('that a designer has %s stays so', async (_, edit) => {
    await draw(scrim)
    edit(textIn('Scrim'))
    const before = lookOf(document, frame)
    await draw({ ...scrim, opacity: 0.5 })
    expect(lookOf(document, frame)).toBe(before)
  })
})

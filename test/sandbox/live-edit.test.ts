import { beforeEach, describe, expect, test } from 'vitest'
import { NodeId } from '../../contract/model/ids.ts'
import type { Scrim } from '../../contract/model/live-text.ts'
import {
  addComponent,
  addFrame,
  addGroup,
  addInstance,
  addText,
  addTextPath,
  createDocument,
} from '../host/builders.ts'
import type { Effect } from '../host/document/types.ts'
import type { HostDocument } from '../host/document/document.ts'
import { absoluteBoundingBox, box } from '../host/document/measure.ts'
import { created, createHalf, type Half, jobOf, partOf, placed, reserved } from './half.ts'
import {
  addLivePoster,
  block,
  childNamed,
  childrenOf,
  createLiveHalf,
  lookOf,
  liveJob,
  type LivePoster,
  wordsOf,
} from './live-stage.ts'

let document: HostDocument
let half: Half
let live: LivePoster
let frame: NodeId

const textIn = (name: string) => childNamed(document, frame, name)
const saying = (id: string) => document.prop(id, 'characters')
/** Refreshes, and ends the undo step, as the window does. */
const refresh = async () => {
  const refreshed = await half.caller.call('refreshText', { nodes: [frame] })
  await half.caller.call('drawScrims', { scrims: [] })
  return refreshed
}

const shadow: Effect = {
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 0.6 },
  offset: { x: 0, y: 2 },
  radius: 8,
  visible: true,
  blendMode: 'NORMAL',
}

/** A poster, and a variant of it with its picture and its text. */
beforeEach(async () => {
  document = createDocument()
  ;({ half, live } = await createLiveHalf(document))
  const blocks = [live.title, live.note, live.button].map((id, at) => block(id, { y: at * 200 }))
  const job = liveJob('a', blocks)
  const [made] = await reserved(half, [job])
  frame = NodeId.parse(made?.nodes[0] ?? '')
  await created(half, job, [frame])
  await placed(half, job, [frame], '#446688')
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

describe('refreshing', () => {
  test('takes over what has changed in the source, at its place, in one undo step', async () => {
    half.person.move(textIn('Title'), 33, 44)
    const before = lookOf(document, frame)
    half.person.set(live.title, { characters: 'Winter sale', fontSize: 50, textStyleId: '' })
    expect(await refresh()).toEqual({ changed: 1, kept: [], fontless: [], grown: [], missing: [] })
    expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Note', 'Button'])
    expect(wordsOf(document, textIn('Title'))).toEqual(wordsOf(document, live.title))
    expect(box(document, textIn('Title'))).toMatchObject({ x: 33, y: 44 })
    expect(document.prop(textIn('Title'), 'opacity')).toBe(0.5)
    expect(await refresh()).toEqual({ changed: 0, kept: [], fontless: [], grown: [], missing: [] })
    half.person.undo()
    expect(lookOf(document, frame)).toBe(before)
  })

  test('takes over the opacity of a text, and of what that is in', async () => {
    half.person.set(live.note, { opacity: 0.3 })
    const veil = document.node(live.title).parent ?? ''
    half.person.set(veil, { opacity: 0.4 })
    half.person.set(live.title, { characters: 'Winter sale', textStyleId: '' })
    expect(await refresh()).toMatchObject({ changed: 2 })
    expect(document.prop(textIn('Note'), 'opacity')).toBe(0.3)
    expect(document.prop(textIn('Title'), 'opacity')).toBe(0.4)
  })

  test('takes a text for untouched where a variable has changed its size', async () => {
    const textVariables = { fontSize: { type: 'VARIABLE_ALIAS' as const, id: 'VariableID:7' } }
    document.set(live.note, { textVariables, fontSize: 20, runs: [] })
    const job = liveJob('b', [block(live.note)])
    const [made] = await reserved(half, [job])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    // The variable gets another value: Figma changes both texts.
    for (const id of [live.note, textIn('Note')]) document.set(id, { fontSize: 22 })
    half.person.set(live.note, { characters: 'Only tomorrow' })
    expect(await refresh()).toMatchObject({ changed: 1, kept: [] })
  })

  test('names a text that needs more room than before', async () => {
    half.person.set(live.title, { characters: 'Winter\nsale\nfor\nall' })
    expect(await refresh()).toMatchObject({ changed: 1, grown: ['Title'] })
  })

  test('names a text whose line is longer than before', async () => {
    half.person.set(live.title, { characters: 'Summer sale in all shops' })
    expect(await refresh()).toMatchObject({ changed: 1, grown: ['Title'] })
  })

  test('takes a text for moved that a designer had moved before', async () => {
    half.person.move(textIn('Title'), 33, 44)
    half.person.set(live.title, { characters: 'Winter sale' })
    expect(await refresh()).toMatchObject({ changed: 1 })
    expect((await half.caller.call('removeVariants', { nodes: [frame] })).touched).toEqual([frame])
    expect(document.has(frame)).toBe(true)
  })

  test('keeps a text where the designer’s own auto layout has it', async () => {
    const flow = addFrame(document, frame, {
      name: 'Flow',
      x: 50,
      y: 60,
      layoutMode: 'VERTICAL',
      layoutSizingVertical: 'HUG',
      width: 400,
    })
    const [title, note] = [textIn('Title'), textIn('Note')]
    half.person.reparent(flow, title)
    half.person.reparent(flow, note)
    half.person.set(title, { layoutPositioning: 'ABSOLUTE', x: 20, y: 30 })
    half.person.set(note, { layoutSizingHorizontal: 'FILL', textAutoResize: 'HEIGHT' })
    half.person.set(live.title, { characters: 'Winter sale' })
    half.person.set(live.note, { characters: 'Only tomorrow, only here' })
    expect(await refresh()).toMatchObject({ changed: 2, kept: [] })
    const inFlow = (name: string) => childNamed(document, flow, name)
    expect(document.prop(inFlow('Title'), 'layoutPositioning')).toBe('ABSOLUTE')
    expect(box(document, inFlow('Title'))).toMatchObject({ x: 20, y: 30 })
    expect(document.prop(inFlow('Note'), 'layoutSizingHorizontal')).toBe('FILL')
    expect(box(document, inFlow('Note'))).toMatchObject({ y: 0, width: 400 })
    half.person.set(flow, { layoutMode: 'NONE' })
    half.person.set(live.title, { characters: 'Autumn sale' })
    expect(await refresh()).toMatchObject({ changed: 1, kept: [] })
    expect(box(document, inFlow('Title'))).toMatchObject({ x: 20, y: 30 })
  })

  test('keeps what was edited in the variant, and names it', async () => {
    half.person.set(live.note, { characters: 'Only tomorrow' })
    half.person.set(textIn('Note'), { characters: 'Mine' })
    expect(await refresh()).toEqual({
      changed: 0,
      kept: ['Note'],
      fontless: [],
      grown: [],
      missing: [],
    })
    expect(saying(textIn('Note'))).toBe('Mine')
  })

  test.each([
    ['Note', { hyperlink: { type: 'URL', value: 'https://example.com' } }],
    ['Note', { listOptions: { type: 'UNORDERED' } }],
    ['Note', { textTruncation: 'ENDING', maxLines: 1 }],
    ['Note', { blendMode: 'OVERLAY' }],
    ['Button', { topLeftRadius: 8 }],
    ['Button', { strokeWeight: 3 }],
  ] as const)('keeps %s where a designer has given it %o', async (name, look) => {
    half.person.set(textIn(name), look)
    half.person.set(live.note, { characters: 'Only tomorrow' })
    half.person.set(childNamed(document, live.button, 'Buy'), { characters: 'Order' })
    expect(await refresh()).toMatchObject({ changed: 1, kept: [name] })
    expect(document.node(textIn(name)).props).toMatchObject(look)
  })

  test('keeps a text whose font is missing, and says that apart', async () => {
    half.person.set(live.note, { characters: 'Only tomorrow' })
    half.person.set(live.title, {
      characters: 'Winter sale',
      textStyleId: '',
      fontName: { family: 'Gone', style: 'Bold' },
    })
    half.person.set(textIn('Note'), { characters: 'Mine' })
    const left = { changed: 0, kept: ['Note'], fontless: ['Title'], grown: [], missing: [] }
    expect(await refresh()).toEqual(left)
    expect(saying(textIn('Title'))).toBe('Summer sale')
  })

  test('brings nothing back, and changes nothing where the source is as it was', async () => {
    half.person.remove(textIn('Note'))
    half.person.set(textIn('Title'), { characters: 'Mine' })
    half.person.set(live.note, { characters: 'Only tomorrow' })
    const before = lookOf(document, frame)
    expect(await refresh()).toEqual({ changed: 0, kept: [], fontless: [], grown: [], missing: [] })
    expect(lookOf(document, frame)).toBe(before)
  })

  test('takes over the words of a text on a path, but not in a font that is missing', async () => {
    const path = addTextPath(document, live.poster, {
      name: 'Arc',
      characters: 'Round and round',
      x: 300,
      y: 500,
      width: 200,
      height: 40,
    })
    const job = liveJob('b', [block(path, { scale: 0.5, width: 100, height: 20 })])
    const [made] = await reserved(half, [job])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    await created(half, job, [frame])
    await placed(half, job, [frame], '#446688')
    const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
    expect(variants[0]?.texts).toMatchObject([{ name: 'Arc', box: { width: 100, height: 20 } }])
    const place = box(document, textIn('Arc'))
    half.person.set(path, { characters: 'Up and down' })
    expect(await refresh()).toMatchObject({ changed: 1, kept: [], fontless: [] })
    expect(saying(textIn('Arc'))).toBe('Up and down')
    expect(box(document, textIn('Arc'))).toEqual(place)
    half.person.set(path, { fontName: { family: 'Gone', style: 'Bold' } })
    expect(await refresh()).toMatchObject({ changed: 0, fontless: ['Arc'] })
  })

  test('takes over what is in an instance that was made narrower', async () => {
    const button = { layoutMode: 'HORIZONTAL', width: 200, height: 40, fills: [] } as const
    const main = addComponent(document, document.currentPage, { ...button, x: 3000 })
    addText(document, main, { name: 'Label', characters: 'Read all of it', fontSize: 20 })
    const instance = addInstance(document, live.poster, main, { name: 'More' })
    const [made] = await reserved(half, [liveJob('b', [block(instance)])])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    half.person.resize(textIn('More'), 60, 40)
    half.person.set(childNamed(document, instance, 'Label'), { characters: 'Read each part' })
    expect(await refresh()).toMatchObject({ changed: 1 })
    expect(childrenOf(document, frame)).toEqual(['Picture', 'More'])
    expect(saying(childNamed(document, textIn('More'), 'Label'))).toBe('Read each part')
  })

  test('takes over what is in a button', async () => {
    half.person.set(childNamed(document, live.button, 'Buy'), { characters: 'Order' })
    expect(await refresh()).toMatchObject({ changed: 1 })
    expect(saying(childNamed(document, textIn('Button'), 'Buy'))).toBe('Order')
  })
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

test('a text whose font changes while text is refreshed leaves every text as it was, once', async () => {
  const file = createDocument()
  const poster = addLivePoster(file)
  let onCopy = () => {}
  const other = await createHalf(file, undefined, (step) => {
    if (step === 'clone') onCopy()
  })
  const blocks = [poster.title, poster.note].map((id, at) => block(id, { y: at * 300, scale: 0.5 }))
  const [made] = await reserved(other, [liveJob('a', blocks)])
  const nodes = made?.nodes ?? []
  const texts = () => file.node(nodes[0] ?? '').children
  const before = texts()
  const fontName = file.prop(poster.note, 'fontName')
  file.set(poster.title, { characters: 'Winter sale' })
  file.set(poster.note, { characters: 'Only tomorrow', runs: [] })
  // Not loaded, as what is changed after the fonts of the texts were asked for.
  onCopy = () => file.set(poster.note, { fontName: { family: 'Roboto', style: 'Bold' } })
  await expect(other.caller.call('refreshText', { nodes })).rejects.toThrow()
  expect(texts()).toEqual(before)
  onCopy = () => {}
  file.set(poster.note, { fontName })
  expect(await other.caller.call('refreshText', { nodes })).toMatchObject({ changed: 2 })
  expect(texts().map((id) => file.prop(id, 'characters'))).toContain('Winter sale')
  expect(texts()).toHaveLength(before.length)
  other.close()
})

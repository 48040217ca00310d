import { beforeEach, describe, expect, test } from 'vitest'
import { NodeId } from '../../../contract/model/ids.ts'
import {
  addComponent,
  addFrame,
  addInstance,
  addText,
  addTextPath,
  createDocument,
  solid,
} from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { absoluteBoundingBox, box } from '../../host/document/measure.ts'
import { created, createHalf, type Half, placed, reserved } from '../support/half.ts'
import {
  addLivePoster,
  block,
  childNamed,
  childrenOf,
  lookOf,
  liveJob,
  type LivePoster,
  wordsOf,
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

beforeEach(async () => {
  ;({ document, half, live, frame } = await createLiveVariant())
  return () => half.close()
}, 60_000)

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

  test('takes for untouched what a style has changed', async () => {
    document.set(live.note, { fillStyleId: 'S:21,', effectStyleId: 'S:22,', runs: [] })
    document.set(live.button, { fillStyleId: 'S:21,', strokeStyleId: 'S:23,' })
    const job = liveJob('b', [block(live.title), block(live.note), block(live.button)])
    const [made] = await reserved(half, [job])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    // The styles get another look: Figma changes all that is linked to them.
    const look = { fills: [solid('#118822')], strokes: [solid('#ffffff')] }
    for (const id of [live.button, textIn('Button')]) document.set(id, look)
    const blur = { type: 'LAYER_BLUR', blurType: 'NORMAL', radius: 2, visible: true } as const
    for (const id of [live.note, textIn('Note')])
      document.set(id, { fills: look.fills, effects: [blur] })
    const font = { textCase: 'UPPER', textDecoration: 'UNDERLINE' } as const
    for (const id of [live.large, live.title, textIn('Title')]) document.set(id, font)
    half.person.set(live.title, { characters: 'Winter sale' })
    half.person.set(live.note, { characters: 'Only tomorrow' })
    half.person.set(childNamed(document, live.button, 'Buy'), { characters: 'Order' })
    expect(await refresh()).toMatchObject({ changed: 3, kept: [] })
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

  test('takes no text for moved that its text style has made larger', async () => {
    const { width } = box(document, textIn('Title'))
    for (const id of [live.large, live.title, textIn('Title')]) document.set(id, { fontSize: 66 })
    expect(box(document, textIn('Title')).width).toBeGreaterThan(width)
    expect((await half.caller.call('removeVariants', { nodes: [frame] })).touched).toEqual([])
    expect(document.has(frame)).toBe(false)
  })

  test('takes a text for resized that a designer has given another width', async () => {
    half.person.set(textIn('Title'), { textAutoResize: 'HEIGHT' })
    half.person.resize(textIn('Title'), 700, 80)
    expect((await half.caller.call('removeVariants', { nodes: [frame] })).touched).toEqual([frame])
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
    ['Title', { textDecoration: 'UNDERLINE' }],
  ] as const)('keeps %s where a designer has given it %o', async (name, look) => {
    half.person.set(textIn(name), look)
    half.person.set(live.note, { characters: 'Only tomorrow' })
    half.person.set(childNamed(document, live.button, 'Buy'), { characters: 'Order' })
    half.person.set(live.title, { characters: 'Winter sale' })
    expect(await refresh()).toMatchObject({ changed: 2, kept: [name] })
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

  test('wraps a text as its source does once its font is there', async () => {
    const [fontName, words] = [{ family: 'Gone', style: 'Bold' }, 'Only today, '.repeat(5)]
    document.set(live.note, { textAutoResize: 'HEIGHT', width: 200, fontName, runs: [] })
    document.set(live.note, { characters: words })
    const [made] = await reserved(half, [liveJob('b', [block(live.note)])])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    const { width } = box(document, textIn('Note'))
    expect(document.node(textIn('Note')).type).toBe('RECTANGLE')
    half.person.set(live.note, { fontName: { family: 'Inter', style: 'Bold' } })
    expect(await refresh()).toMatchObject({ changed: 1, fontless: [] })
    expect(document.node(textIn('Note')).type).toBe('TEXT')
    expect(box(document, textIn('Note'))).toMatchObject({ width })
  })

  test('writes a text in its font once that is there', async () => {
    document.set(live.title, { fontName: { family: 'Gone', style: 'Bold' } })
    const [made] = await reserved(half, [liveJob('b', [block(live.title)])])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    expect(document.node(textIn('Title')).type).toBe('RECTANGLE')
    expect(await refresh()).toMatchObject({ changed: 0, fontless: [] })
    // Its text style gets another font.
    document.set(live.title, { fontName: { family: 'Inter', style: 'Bold' } })
    expect(await refresh()).toMatchObject({ changed: 1, fontless: [] })
    expect(document.node(textIn('Title')).type).toBe('TEXT')
    expect(await refresh()).toMatchObject({ changed: 0 })
  })

  test('turns a text as its source is turned once its font is there', async () => {
    document.set(live.note, { rotation: 90, fontName: { family: 'Gone', style: 'Bold' } })
    const { width, height } = absoluteBoundingBox(document, live.note)
    const job = liveJob('b', [block(live.note, { x: 30, y: 40, width, height })])
    const [made] = await reserved(half, [job])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    const picture = absoluteBoundingBox(document, textIn('Note'))
    half.person.set(live.note, { fontName: { family: 'Inter', style: 'Bold' } })
    expect(await refresh()).toMatchObject({ changed: 1, grown: [] })
    expect(document.prop(textIn('Note'), 'rotation')).toBeCloseTo(90, 3)
    const { x, y } = absoluteBoundingBox(document, textIn('Note'))
    expect([x, y]).toEqual([expect.closeTo(picture.x, 3), expect.closeTo(picture.y, 3)])
  })

  test.each([
    ['MIN', 0],
    ['CENTER', 0.5],
    ['MAX', 1],
  ] as const)('lets a button that grows keep the side %s', async (horizontal, share) => {
    const hugs = { layoutMode: 'HORIZONTAL', layoutSizingHorizontal: 'HUG' } as const
    document.set(live.button, { ...hugs, paddingLeft: 20, paddingRight: 20 })
    const { width } = box(document, live.button)
    const job = liveJob('b', [block(live.button, { x: 100, width, horizontal })])
    const [made] = await reserved(half, [job])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    half.person.set(childNamed(document, live.button, 'Buy'), { characters: 'Buy it all now' })
    expect(await refresh()).toMatchObject({ changed: 1, grown: ['Button'] })
    const now = box(document, textIn('Button'))
    expect(now.width).toBeGreaterThan(width + 10)
    expect(now.x + now.width * share).toBeCloseTo(100 + width * share, 3)
  })

  test('names a text by its words where its name follows them, else as the designer does', async () => {
    for (const id of [live.title, live.note]) document.set(id, { autoRename: true })
    const job = liveJob('b', [block(live.title), block(live.note)])
    const [made] = await reserved(half, [job])
    frame = NodeId.parse(made?.nodes[0] ?? '')
    half.person.set(textIn('Note'), { name: 'My note', autoRename: false })
    for (const id of [live.title, live.note]) {
      half.person.set(id, { characters: 'Winter sale', name: 'Winter sale' })
    }
    expect(await refresh()).toMatchObject({ changed: 2 })
    expect(childrenOf(document, frame)).toEqual(['Picture', 'Winter sale', 'My note'])
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

test('a text that a designer renames or edits while text is refreshed stays theirs', async () => {
  const file = createDocument()
  const poster = addLivePoster(file)
  let onCopy = () => {}
  const other = await createHalf(file, undefined, (step) => {
    if (step === 'clone') onCopy()
  })
  const blocks = [poster.title, poster.note, poster.button].map((id) => block(id, { scale: 0.5 }))
  const [made] = await reserved(other, [liveJob('a', blocks)])
  const nodes = made?.nodes ?? []
  const laid = (name: string) => childNamed(file, nodes[0] ?? '', name)
  const [title, note] = [laid('Title'), laid('Note')]
  file.set(poster.title, { characters: 'Winter sale' })
  file.set(poster.note, { characters: 'Only tomorrow', runs: [] })
  file.set(childNamed(file, poster.button, 'Buy'), { characters: 'Order' })
  let copies = 0
  // As if it were done after the last of them was copied, while styles are set.
  onCopy = () => {
    if (++copies < 3) return
    other.person.set(title, { name: 'My title' })
    other.person.set(note, { characters: 'Mine' })
  }
  const refreshed = await other.caller.call('refreshText', { nodes })
  expect(refreshed).toMatchObject({ changed: 2, kept: ['Note'] })
  expect(file.prop(laid('My title'), 'characters')).toBe('Winter sale')
  expect(file.prop(laid('Note'), 'characters')).toBe('Mine')
  expect(file.node(nodes[0] ?? '').children).toHaveLength(4)
  other.close()
})

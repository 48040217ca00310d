import { expect, test } from 'vitest'
import {
  addComponent,
  addFrame,
  addInstance,
  addText,
  createDocument,
} from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { box } from '../../host/document/measure.ts'
import { created, jobOf, partOf, placed, reserved } from '../support/half.ts'
import {
  allOf,
  block,
  childNamed,
  childrenOf,
  createLiveHalf,
  laid,
  lookOf,
  liveJob,
  relaunchOf,
  shadow,
  wordsOf,
} from '../support/live-stage.ts'

test('a new frame gets the source’s text over its picture, in one undo step, and the source stays as it is', async () => {
  const { document, half, live, before, frame, textIn } = await laid(allOf)
  expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Note', 'Button', 'Label'])
  expect(wordsOf(document, textIn('Title'))).toEqual(wordsOf(document, live.title))
  expect(wordsOf(document, textIn('Note'))).toEqual(wordsOf(document, live.note))
  expect(wordsOf(document, textIn('Note'))).toHaveLength(2)
  const title = textIn('Title')
  expect(document.prop(title, 'boundVariables')).toEqual(
    document.prop(live.title, 'boundVariables'),
  )
  // What was around it in the source had this opacity and this mode.
  expect(document.prop(title, 'opacity')).toBe(0.5)
  expect(document.prop(title, 'explicitVariableModes')).toEqual({ [live.collection]: '1:1' })
  expect(document.prop(textIn('Label'), 'characters')).toBe('New')
  // Nothing was left beside the frames.
  expect(childrenOf(document, document.currentPage).sort()).toEqual([
    'Badge',
    'Poster',
    'Poster · Post',
  ])
  half.person.undo()
  expect(document.has(frame)).toBe(false)
  expect(lookOf(document, live.poster)).toBe(before)
  half.close()
})

test('a text keeps the shadow that it has from what it is in', async () => {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const veil = document.node(live.title).parent ?? ''
  // A frame without a fill can still have a spread, which is not seen, and which no text takes.
  document.set(veil, { effects: [{ ...shadow, spread: 4 }] })
  const seen = [{ ...shadow, spread: 0 }]
  const [made] = await reserved(half, [liveJob('a', [block(live.title), block(live.note)])])
  const frame = made?.nodes[0] ?? ''
  const effectsOf = (name: string) => document.prop(childNamed(document, frame, name), 'effects')
  expect(effectsOf('Title')).toEqual(seen)
  expect(effectsOf('Note')).toEqual([])
  half.person.set(live.title, { characters: 'Winter sale' })
  await half.caller.call('refreshText', { nodes: made?.nodes ?? [] })
  expect(effectsOf('Title')).toEqual(seen)
  half.close()
})

test('a text keeps the blend mode that it has from what it is in, unless it has its own', async () => {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const veil = document.node(live.title).parent ?? ''
  document.set(veil, { blendMode: 'MULTIPLY' })
  const own = addText(document, veil, { name: 'Own', characters: 'Own', blendMode: 'SCREEN' })
  const blocks = [live.title, live.note, own].map((id) => block(id))
  const [made] = await reserved(half, [liveJob('a', blocks)])
  const blendOf = (name: string) =>
    document.prop(childNamed(document, made?.nodes[0] ?? '', name), 'blendMode')
  expect(['Title', 'Note', 'Own'].map(blendOf)).toEqual(['MULTIPLY', 'PASS_THROUGH', 'SCREEN'])
  half.person.set(live.title, { characters: 'Winter sale' })
  await half.caller.call('refreshText', { nodes: made?.nodes ?? [] })
  expect(blendOf('Title')).toBe('MULTIPLY')
  half.close()
})

/** Gives an auto layout a line and a paragraph. */
function fill(document: HostDocument, flow: string): void {
  addText(document, flow, { name: 'Line', characters: 'Only today', fontSize: 20 })
  addText(document, flow, {
    name: 'Paragraph',
    characters: 'Thirty kilometres of sand and not a single parking space',
    fontSize: 20,
    textAutoResize: 'HEIGHT',
    width: 400,
  })
}

const stacked = {
  name: 'Copy',
  layoutMode: 'VERTICAL',
  layoutSizingVertical: 'HUG',
  width: 400,
  itemSpacing: 10,
  fills: [],
} as const

test.each(['HUG', 'FIXED'] as const)(
  'an auto layout that wraps is as high as its lines, with a width that is %s',
  async (layoutSizingHorizontal) => {
    const document = createDocument()
    const { half, live } = await createLiveHalf(document)
    const flow = addFrame(document, live.poster, { ...stacked, layoutSizingHorizontal })
    fill(document, flow)
    const place = { width: 200, height: 300, wraps: true }
    const [made] = await reserved(half, [liveJob('a', [block(flow, place)])])
    const copy = childNamed(document, made?.nodes[0] ?? '', 'Copy')
    const paragraph = box(document, childNamed(document, copy, 'Paragraph'))
    expect(paragraph.width).toBeLessThanOrEqual(200)
    expect(paragraph.height).toBeGreaterThan(50)
    expect(box(document, copy).height).toBe(paragraph.y + paragraph.height)
    half.close()
  },
)

test('the text of an instance wraps like any other', async () => {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const main = addComponent(document, document.currentPage, { ...stacked, x: 2000 })
  fill(document, main)
  const instance = addInstance(document, live.poster, main, { name: 'Copy' })
  const place = { width: 200, height: 300, wraps: true }
  const [made] = await reserved(half, [liveJob('a', [block(instance, place)])])
  const frame = made?.nodes[0] ?? ''
  expect(childrenOf(document, frame)).toEqual(['Picture', 'Copy'])
  const copy = childNamed(document, frame, 'Copy')
  const paragraph = box(document, childNamed(document, copy, 'Paragraph'))
  expect(paragraph.width).toBeLessThanOrEqual(200)
  expect(box(document, copy).height).toBe(paragraph.y + paragraph.height)
  half.close()
})

test('text goes elsewhere in a variant that was turned meanwhile', async () => {
  const { document, half, live, frame, job, textIn } = await laid(({ note }) => {
    return liveJob('a', [block(note)])
  })
  half.person.set(frame, { rotation: 20 })
  await created(half, job, [frame])
  const layout = [block(live.note, { x: 40, y: 90, width: 120, wraps: true })]
  await placed(half, job, [frame], '#446688', layout)
  expect(box(document, textIn('Note'))).toMatchObject({
    x: expect.closeTo(40, 3) as number,
    y: expect.closeTo(90, 3) as number,
    width: 120,
  })
  half.close()
})

test('text that is gone meanwhile is missed, and the variant says so', async () => {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const job = allOf(live)
  half.person.remove(live.note)
  const [made] = await reserved(half, [job])
  const frame = made?.nodes[0]
  if (frame === undefined) throw new Error('no frame was made')
  expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Button', 'Label'])
  await created(half, job, [frame])
  await placed(half, job, [frame], '#446688')
  expect(relaunchOf(document, frame)).toContain('Some of its text is missing')
  half.close()
})

test('what is reserved again keeps its text, once; what was deleted stays deleted', async () => {
  const { document, half, frame, job, textIn } = await laid(allOf)
  half.person.remove(textIn('Note'))
  const [again] = await reserved(half, [job])
  expect(again?.nodes).toEqual([frame])
  expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Button', 'Label'])
  half.close()
})

test('a variant’s text goes along into another, with its edits and without what was deleted', async () => {
  const { document, half, frame, textIn } = await laid(allOf)
  half.person.remove(textIn('Button'))
  half.person.set(textIn('Note'), { characters: 'Tomorrow', runs: [] })
  half.person.move(textIn('Title'), 70, 80)
  const live = { from: 'variant', variant: frame } as const
  const [made] = await reserved(half, [jobOf('b', [partOf('Double', 1200, 1200, { live })])])
  const next = made?.nodes[0] ?? ''
  expect(childrenOf(document, next)).toEqual(['Picture', 'Title', 'Note', 'Label'])
  expect(document.prop(childNamed(document, next, 'Note'), 'characters')).toBe('Tomorrow')
  expect(box(document, childNamed(document, next, 'Title'))).toMatchObject({ x: 140, y: 160 })
  expect(wordsOf(document, childNamed(document, next, 'Title'))).toMatchObject([{ fontSize: 120 }])
  half.close()
})

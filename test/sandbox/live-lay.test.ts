import { describe, expect, test } from 'vitest'
import {
  addComponent,
  addFrame,
  addInstance,
  addText,
  createDocument,
  solid,
} from '../host/builders.ts'
import type { HostDocument } from '../host/document/document.ts'
import { absoluteBoundingBox, box } from '../host/document/measure.ts'
import { segmentsOf } from '../host/document/segments.ts'
import {
  begun,
  created,
  jobOf,
  keepReference,
  partOf,
  placed,
  reservationsOf,
  reserved,
  type AskedJob,
} from './half.ts'
import {
  block,
  childNamed,
  childrenOf,
  createLiveHalf,
  lookOf,
  liveJob,
  type LivePoster,
  relaunchOf,
  wordsOf,
} from './live-stage.ts'

/** A frame that was reserved for a job with live text. */
async function laid(jobFor: (live: LivePoster) => AskedJob) {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const before = lookOf(document, live.poster)
  const job = jobFor(live)
  const [made] = await reserved(half, [job])
  const frame = made?.nodes[0]
  if (frame === undefined) throw new Error('no frame was made')
  expect(lookOf(document, live.poster)).toBe(before)
  const textIn = (name: string) => childNamed(document, frame, name)
  return { document, half, live, before, frame, job, textIn }
}

const allOf = (live: LivePoster) =>
  liveJob(
    'a',
    [live.title, live.note, live.button, live.badge].map((id, at) => block(id, { y: at * 100 })),
  )

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

const shadow = {
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 1 },
  offset: { x: 2, y: 8 },
  radius: 10,
  visible: true,
  blendMode: 'NORMAL',
} as const

describe('a text that is made larger or smaller', () => {
  test('has each of its ranges scaled, and its lines and letters with it', async () => {
    const { document, half, textIn } = await laid(({ note }) => {
      return liveJob('a', [block(note, { scale: 1.5 })])
    })
    expect(wordsOf(document, textIn('Note'))).toMatchObject([
      { words: 'Only', fontSize: 36, lineHeight: { unit: 'PIXELS', value: 39 } },
      { words: ' today, only here', fontSize: 30, letterSpacing: { unit: 'PIXELS', value: 1.5 } },
    ])
    half.close()
  })

  test('has its outline and its shadow scaled', async () => {
    const document = createDocument()
    const { half, live } = await createLiveHalf(document)
    document.set(live.note, {
      strokes: [solid('#000000')],
      strokeWeight: 6,
      effects: [{ ...shadow, spread: 2 }],
    })
    const [made] = await reserved(half, [liveJob('a', [block(live.note, { scale: 0.5 })])])
    const note = childNamed(document, made?.nodes[0] ?? '', 'Note')
    expect(document.node(note).props).toMatchObject({
      strokeWeight: 3,
      effects: [{ ...shadow, offset: { x: 1, y: 4 }, radius: 5, spread: 0 }],
    })
    half.close()
  })

  test('has its blur, its indents and the space between its list items scaled', async () => {
    const document = createDocument()
    const { half, live } = await createLiveHalf(document)
    const blur = { type: 'LAYER_BLUR', blurType: 'NORMAL', radius: 10, visible: true } as const
    const spaces = { paragraphSpacing: 12, paragraphIndent: 30, listSpacing: 8 }
    document.set(live.note, { ...spaces, effects: [blur], runs: [] })
    const [made] = await reserved(half, [liveJob('a', [block(live.note, { scale: 0.5 })])])
    const note = childNamed(document, made?.nodes[0] ?? '', 'Note')
    const [{ look } = { look: {} }] = segmentsOf(document, note, [
      'paragraphSpacing',
      'paragraphIndent',
      'listSpacing',
    ])
    expect(look).toEqual({ paragraphSpacing: 6, paragraphIndent: 15, listSpacing: 4 })
    expect(document.prop(note, 'effects')).toEqual([{ ...blur, radius: 5 }])
    half.close()
  })

  test('takes the text style of its font that is nearest to the size', async () => {
    const { document, half, live, textIn } = await laid(({ title }) => {
      return liveJob('a', [block(title, { scale: 0.5 })])
    })
    const [words] = wordsOf(document, textIn('Title'))
    expect(words).toMatchObject({ fontSize: 32, textStyleId: live.medium })
    half.close()
  })

  test('has no style where none is near', async () => {
    const { document, half, textIn } = await laid(({ title }) => {
      return liveJob('a', [block(title, { scale: 0.75 })])
    })
    expect(wordsOf(document, textIn('Title'))).toMatchObject([{ fontSize: 45, textStyleId: '' }])
    half.close()
  })

  test('keeps its own size and style where the difference is small', async () => {
    const { document, half, live, textIn } = await laid(({ title }) => {
      return liveJob('a', [block(title, { scale: 1.02 })])
    })
    expect(wordsOf(document, textIn('Title'))).toEqual(wordsOf(document, live.title))
    half.close()
  })

  test('that is a button is scaled as a whole', async () => {
    const { document, half, textIn } = await laid(({ button }) => {
      return liveJob('a', [block(button, { x: 30, y: 40, scale: 2 })])
    })
    const button = textIn('Button')
    expect(box(document, button)).toMatchObject({ x: 30, y: 40, width: 320, height: 100 })
    expect(document.prop(childNamed(document, button, 'Buy'), 'fontSize')).toBe(40)
    half.close()
  })
})

describe('a text that has to fit', () => {
  test('wraps in its width, and is made smaller until its height is right', async () => {
    const { document, half, live, textIn } = await laid(({ note }) => {
      return liveJob('a', [block(note, { x: 50, width: 120, height: 70, wraps: true })])
    })
    const note = textIn('Note')
    expect(document.prop(note, 'textAutoResize')).toBe('HEIGHT')
    expect(box(document, note)).toMatchObject({ x: 50, width: 120 })
    expect(box(document, note).height).toBeLessThanOrEqual(71)
    expect(wordsOf(document, note)).not.toEqual(wordsOf(document, live.note))
    half.close()
  })

  test('keeps its lines, and the edges that it has a distance to', async () => {
    const { document, half, textIn } = await laid(({ note }) => {
      return liveJob('a', [block(note, { horizontal: 'CENTER', vertical: 'MAX' })])
    })
    const note = textIn('Note')
    expect(document.prop(note, 'textAutoResize')).toBe('WIDTH_AND_HEIGHT')
    expect(document.prop(note, 'constraints')).toEqual({ horizontal: 'CENTER', vertical: 'MAX' })
    half.close()
  })

  test('is there, and hidden, where it was left out', async () => {
    const { document, half, textIn } = await laid(({ note }) => {
      return liveJob('a', [block(note, { isLeftOut: true })])
    })
    expect(document.prop(textIn('Note'), 'visible')).toBe(false)
    half.close()
  })
})

describe('a text of which only the first line is shown', () => {
  async function cut(width: number) {
    const document = createDocument()
    const { half, live } = await createLiveHalf(document)
    const oneLine = { textTruncation: 'ENDING', maxLines: 1, textAutoResize: 'HEIGHT' } as const
    document.set(live.note, { ...oneLine, width: 150, runs: [] })
    const [made] = await reserved(half, [liveJob('a', [block(live.note, { width, height: 40 })])])
    const nodes = made?.nodes ?? []
    const note = childNamed(document, nodes[0] ?? '', 'Note')
    const { variants } = await half.caller.call('readLaidTexts', { nodes })
    half.close()
    return { ...document.node(note).props, smaller: variants[0]?.smaller }
  }

  test('keeps its width and its size', async () => {
    const kept = { textTruncation: 'ENDING', maxLines: 1, textAutoResize: 'HEIGHT' }
    expect(await cut(150)).toMatchObject({ ...kept, width: 150, fontSize: 20, smaller: [] })
  })

  test('is named where more of it would be cut than in the source', async () => {
    expect(await cut(90)).toMatchObject({ maxLines: 1, width: 90, smaller: ['Note'] })
  })
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

test('a text that stands on its side keeps its size', async () => {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  document.set(live.note, { rotation: 90, y: 600 })
  const { width, height } = absoluteBoundingBox(document, live.note)
  expect(height).toBeGreaterThan(width)
  const place = { x: 30, y: 40, width, height }
  const [made] = await reserved(half, [liveJob('a', [block(live.note, place)])])
  const frame = made?.nodes[0] ?? ''
  const note = childNamed(document, frame, 'Note')
  expect(wordsOf(document, note)).toEqual(wordsOf(document, live.note))
  const corner = absoluteBoundingBox(document, frame)
  const { x, y } = absoluteBoundingBox(document, note)
  expect([x - corner.x, y - corner.y]).toEqual([expect.closeTo(30, 3), expect.closeTo(40, 3)])
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

test('a text in a missing font is a picture of itself, and the variant says so', async () => {
  const document = createDocument()
  document.quirks.appendsMissingFonts = false
  const { half, live } = await createLiveHalf(document)
  document.set(live.note, { fontName: { family: 'Gone', style: 'Regular' }, runs: [] })
  const job = allOf(live)
  const [made] = await reserved(half, [job])
  const frame = made?.nodes[0]
  if (frame === undefined) throw new Error('no frame was made')
  const note = childNamed(document, frame, 'Note')
  expect(document.node(note).type).toBe('RECTANGLE')
  expect(document.prop(note, 'fills')).toMatchObject([{ type: 'IMAGE' }])
  expect(childrenOf(document, frame)).toEqual(['Picture', 'Title', 'Note', 'Button', 'Label'])
  await created(half, job, [frame])
  await placed(half, job, [frame], '#446688')
  expect(relaunchOf(document, frame)).toContain('Its text in a missing font is a picture')
  half.close()
})

test('a wide text in a missing font is a picture that Figma takes', async () => {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const fontName = { family: 'Gone', style: 'Regular' }
  const wide = { textAutoResize: 'NONE', width: 2400, height: 60 } as const
  document.set(live.poster, { width: 2800 })
  document.set(live.note, { ...wide, fontName, runs: [] })
  const [made] = await reserved(half, [
    liveJob('a', [block(live.note)], { width: 2800, height: 800 }),
  ])
  const frame = made?.nodes[0] ?? ''
  expect(childrenOf(document, frame)).toEqual(['Picture', 'Note'])
  half.close()
})

test('a picture of a text is as transparent as what the text is in', async () => {
  const document = createDocument()
  document.quirks.appendsMissingFonts = false
  const { half, live } = await createLiveHalf(document)
  const fontName = { family: 'Gone', style: 'Regular' }
  document.set(live.title, { fontName, textStyleId: '' })
  const [made] = await reserved(half, [allOf(live)])
  const title = childNamed(document, made?.nodes[0] ?? '', 'Title')
  expect(document.node(title).type).toBe('RECTANGLE')
  expect(document.prop(title, 'opacity')).toBe(0.5)
  half.close()
})

/** Makes eight frames with a text whose font is changed after the first of them. */
async function makeWhileFontChanges(document: HostDocument, family: string) {
  const { half, live } = await createLiveHalf(document)
  const jobs = Array.from({ length: 8 }, (_, index) =>
    liveJob(`n${String(index)}`, [block(live.note, { x: 200, scale: 2, width: 600 })]),
  )
  await begun(half, jobs)
  const reference = await keepReference(half, '#224488')
  const reservations = reservationsOf(half, jobs)
  const children = () => document.node(document.currentPage).children
  const before = children().length
  const reserving = half.caller.call('reserve', {
    isFirst: true,
    section: null,
    reference,
    reservations,
  })
  await expect.poll(() => children().length, { interval: 0 }).toBeGreaterThan(before)
  half.person.set(live.note, { fontName: { family, style: 'Regular' }, runs: [] })
  const { variants } = await reserving
  return { half, jobs, variants, children }
}

test('a text whose font changes while frames are made leaves no unfinished copy', async () => {
  const document = createDocument()
  const { half, jobs, variants } = await makeWhileFontChanges(document, 'Roboto')
  const notes = variants
    .flatMap(({ nodes }) => nodes)
    .flatMap((frame) => document.node(frame).children)
    .filter((id) => document.node(id).type === 'TEXT')
  expect(notes.length).toBeLessThan(jobs.length)
  expect(notes.filter((id) => document.prop(id, 'fontSize') !== 40)).toEqual([])
  half.close()
})

test('a text whose font goes missing while frames are made leaves no copy on the page', async () => {
  const document = createDocument()
  document.quirks.appendsMissingFonts = false
  const { half, children } = await makeWhileFontChanges(document, 'Gone')
  expect(children().filter((id) => document.node(id).type === 'TEXT')).toEqual([])
  half.close()
})

test('a text that had to become smaller to fit is named by its variant, until it is edited', async () => {
  const { document, half, frame, job, textIn } = await laid(({ note }) => {
    return liveJob('a', [block(note, { width: 60, height: 12, wraps: true })])
  })
  const smaller = async () => {
    const { variants } = await half.caller.call('readLaidTexts', { nodes: [frame] })
    return variants.flatMap((variant) => variant.smaller)
  }
  expect(await smaller()).toEqual(['Note'])
  await created(half, job, [frame])
  await placed(half, job, [frame], '#446688')
  expect(relaunchOf(document, frame)).toContain('Some text is smaller than planned: Note')
  document.set(textIn('Note'), { fontSize: 40, runs: [] })
  expect(await smaller()).toEqual([])
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

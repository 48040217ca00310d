import { describe, expect, test } from 'vitest'
import { createDocument, solid } from '../../host/builders.ts'
import { absoluteBoundingBox, box } from '../../host/document/measure.ts'
import { segmentsOf } from '../../host/document/segments.ts'
import { created, placed, reserved } from '../support/half.ts'
import {
  block,
  childNamed,
  createLiveHalf,
  laid,
  liveJob,
  relaunchOf,
  shadow,
  wordsOf,
} from '../support/live-stage.ts'

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

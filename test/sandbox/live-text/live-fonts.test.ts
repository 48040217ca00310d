import { expect, test } from 'vitest'
import { createDocument } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { begun, created, keepReference, placed, reservationsOf, reserved } from '../support/half.ts'
import {
  allOf,
  block,
  childNamed,
  childrenOf,
  createLiveHalf,
  liveJob,
  relaunchOf,
} from '../support/live-stage.ts'

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

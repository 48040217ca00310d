import { expect } from 'vitest'
import type { LiveLayout, PlacedBlock } from '../../../contract/model/live-text.ts'
import { NodeId, PageId, RunId } from '../../../contract/model/ids.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'
import {
  addCollection,
  addComponent,
  addEllipse,
  addFrame,
  addInstance,
  addRectangle,
  addText,
  addTextStyle,
  createDocument,
  solid,
} from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { segmentsOf } from '../../host/document/segments.ts'
import {
  type AskedJob,
  created,
  createHalf,
  type Half,
  jobOf,
  keepReference,
  partOf,
  placed,
  reserved,
} from './half.ts'

/** A poster with text of all kinds, and the ids of what of it stays live. */
export interface LivePoster {
  readonly poster: string
  readonly title: string
  readonly note: string
  /** A button: a plate with its label. */
  readonly button: string
  /** A text in an instance. */
  readonly badge: string
  readonly large: string
  readonly medium: string
  readonly collection: string
}

const bold = { family: 'Inter', style: 'Bold' }

export function addLivePoster(document: HostDocument, name = 'Poster'): LivePoster {
  const page = document.currentPage
  const large = addTextStyle(document, { name: 'Large', fontSize: 60, fontName: bold })
  const medium = addTextStyle(document, { name: 'Medium', fontSize: 32, fontName: bold })
  const collection = addCollection(document, 'Light', 'Dark')
  const main = addComponent(document, page, { name: 'Badge', x: 900, width: 120, height: 40 })
  addText(document, main, { name: 'Label', characters: 'New', fontSize: 20, x: 10, y: 8 })
  const poster = addFrame(document, page, {
    name,
    x: 100,
    y: 200,
    width: 600,
    height: 800,
    fills: [solid('#2f6fde')],
    explicitVariableModes: { [collection]: '1:1' },
  })
  addEllipse(document, poster, { x: 150, y: 200, width: 300, height: 300 })
  const veil = addFrame(document, poster, {
    x: 20,
    y: 20,
    width: 500,
    height: 200,
    opacity: 0.5,
    fills: [],
  })
  const title = addText(document, veil, {
    name: 'Title',
    characters: 'Summer sale',
    x: 10,
    y: 10,
    fontSize: 60,
    fontName: bold,
    textStyleId: large,
    fills: [solid('#ffffff')],
    boundVariables: { opacity: { type: 'VARIABLE_ALIAS', id: 'VariableID:1' } },
  })
  const note = addText(document, poster, {
    name: 'Note',
    characters: 'Only today, only here',
    x: 40,
    y: 300,
    fontSize: 20,
    lineHeight: { unit: 'PIXELS', value: 26 },
    letterSpacing: { unit: 'PIXELS', value: 1 },
    fills: [solid('#ffff00')],
    runs: [
      { start: 0, end: 4, style: { fontName: bold, fontSize: 24, fills: [solid('#ff0000')] } },
    ],
  })
  const button = addFrame(document, poster, {
    name: 'Button',
    x: 40,
    y: 700,
    width: 160,
    height: 50,
    fills: [solid('#000000')],
  })
  addText(document, button, { name: 'Buy', characters: 'Buy now', x: 20, y: 12, fontSize: 20 })
  addRectangle(document, button, { name: 'Arrow', x: 130, y: 20, width: 10, height: 10 })
  const instance = addInstance(document, poster, main, { x: 400, y: 40 })
  const badge = document.node(instance).children[0] ?? ''
  return { poster, title, note, button, badge, large, medium, collection }
}

/** A half whose source is such a poster. */
export async function createLiveHalf(
  document: HostDocument,
): Promise<{ half: Half; live: LivePoster }> {
  const live = addLivePoster(document)
  return { half: await createHalf(document), live }
}

export function block(id: string, more: Partial<PlacedBlock> = {}): PlacedBlock {
  return {
    id: NodeId.parse(id),
    x: 10,
    y: 10,
    width: 500,
    height: 200,
    scale: 1,
    wraps: false,
    horizontal: 'MIN',
    vertical: 'MIN',
    isLeftOut: false,
    ...more,
  }
}

/** A job with one variant of a size, and text laid out for it. */
export function liveJob(
  id: string,
  blocks: readonly PlacedBlock[],
  size = { width: 600, height: 600 },
): AskedJob {
  const live: LiveLayout = { from: 'source', blocks: [...blocks] }
  const job = jobOf(id, [partOf('Post', size.width, size.height, { live })])
  const ids = blocks.map((each) => each.id)
  return { ...job, details: { ...job.details, live: { blocks: ids, clause: 'Keep it plain.' } } }
}

/** All of a file that a source must keep: the nodes below it, and itself. */
export function lookOf(document: HostDocument, id: string): string {
  return JSON.stringify([id, ...document.descendants(id)].map((each) => document.node(each)))
}

export function childrenOf(document: HostDocument, frame: string): string[] {
  return document.node(frame).children.map((id) => document.prop(id, 'name'))
}

export function childNamed(document: HostDocument, frame: string, name: string): string {
  const id = document.node(frame).children.find((child) => document.prop(child, 'name') === name)
  if (id === undefined) throw new Error(`there is no ${name} in the frame`)
  return id
}

/** What a text says in which font, size, colour and style, range by range. */
export function wordsOf(document: HostDocument, id: string): unknown[] {
  return segmentsOf(document, id, [
    'fontName',
    'fontSize',
    'fills',
    'textStyleId',
    'lineHeight',
    'letterSpacing',
  ]).map(({ look, start, end }) => ({
    words: document.prop(id, 'characters').slice(start, end),
    ...look,
  }))
}

/** What is written under a node's relaunch buttons. */
export function relaunchOf(document: HostDocument, node: string): string {
  return Object.values(document.node(node).relaunch).join('\n')
}

/**
 * A job that swaps the poster, and keeps its text; or has it painted. Its recipe waits on the poster.
 *
 * @param run another run than that of all jobs; painted text is ordered in one
 */
export async function waiting(
  half: Half,
  live: LivePoster,
  id: string,
  isLive = true,
  run = isLive ? undefined : `run-${id}`,
): Promise<{ job: AskedJob; nodes: NodeId[] }> {
  const layer = NodeId.parse(live.poster)
  const plain = jobOf(id, [partOf('Poster', 600, 800, { target: { kind: 'swap' }, swaps: layer })])
  const blocks = [live.title, live.note, live.badge].map((each) => NodeId.parse(each))
  const job: AskedJob = {
    ...plain,
    ...(run === undefined ? {} : { run: RunId.parse(run) }),
    ...(isLive ? { details: { ...plain.details, live: { blocks, clause: '' } } } : {}),
  }
  const bounds = { x: 100, y: 200, width: 600, height: 800 }
  const page = PageId.parse(half.document.currentPage)
  const source = { id: layer, page, name: 'Poster', bounds }
  const reference = await keepReference(half, '#224488')
  const [made] = await reserved(half, [job], { source, reference })
  return { job, nodes: made?.nodes ?? [] }
}

/** Swaps the poster, as `waiting` does, and places a picture; answers with the render. */
export async function swapped(
  half: Half,
  live: LivePoster,
  id: string,
  isLive = true,
  run?: string,
): Promise<NodeId> {
  const { job, nodes } = await waiting(half, live, id, isLive, run)
  await created(half, job, nodes)
  const { moved } = await placed(half, job, nodes, '#dd2222')
  return NodeId.parse(moved[0]?.render ?? '')
}

export interface LiveVariant {
  readonly document: HostDocument
  readonly half: Half
  readonly live: LivePoster
  readonly frame: NodeId
}

/** A poster, and a variant of it with its picture and its text. */
export async function createLiveVariant(): Promise<LiveVariant> {
  const document = createDocument()
  const { half, live } = await createLiveHalf(document)
  const blocks = [live.title, live.note, live.button].map((id, at) => block(id, { y: at * 200 }))
  const job = liveJob('a', blocks)
  const [made] = await reserved(half, [job])
  const frame = NodeId.parse(made?.nodes[0] ?? '')
  await created(half, job, [frame])
  await placed(half, job, [frame], '#446688')
  return { document, half, live, frame }
}

/** A frame that was reserved for a job with live text; its source is as it was before. */
export async function laid(jobFor: (live: LivePoster) => AskedJob) {
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

/** A job with all text of the poster, one below the other. */
export const allOf = (live: LivePoster) =>
  liveJob(
    'a',
    [live.title, live.note, live.button, live.badge].map((id, at) => block(id, { y: at * 100 })),
  )

/** A shadow that a text, or what it is in, can have. */
export const shadow = {
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 1 },
  offset: { x: 2, y: 8 },
  radius: 10,
  visible: true,
  blendMode: 'NORMAL',
} as const

/** Refreshes the text of a variant, and ends the undo step, as the window does. */
export async function refreshText(half: Half, frame: NodeId): Promise<ResponseOf<'refreshText'>> {
  const refreshed = await half.caller.call('refreshText', { nodes: [frame] })
  await half.caller.call('drawScrims', { scrims: [] })
  return refreshed
}

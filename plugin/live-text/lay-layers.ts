import type { NodeId } from '../../contract/model/ids.ts'
import type { PlacedBlock } from '../../contract/model/live-text.ts'
import type { JobPlan, PartPlan } from '../../contract/model/job-plan.ts'
import { keepImage } from '../canvas/images.ts'
import { findLoaded, isScene } from '../canvas/nodes.ts'
import { within } from '../canvas/placed-in.ts'
import {
  asLaidIn,
  forgetTextLaid,
  isRestyled,
  isTextLaid,
  type Laid,
  laidIn,
  type LaidMark,
  markLaid,
  markUnready,
  noteTextLaid,
  type TextNote,
} from '../variants/laid-layers.ts'
import { lookOf } from '../variants/layer-looks.ts'
import { copyInto, opacityUpTo } from './copy-layer.ts'
import { fit, scaleLayer, setWidth, shownOf } from './fit-layer.ts'
import { type Loader, loadLayers, type LoadedLayers } from './loaded-layers.ts'

export type LayerMaker = Pick<PluginAPI, 'createRectangle' | 'createImage'>

/** The text that a frame will get. */
export interface Wanted {
  /** What the text is cloned from: a source, a layer, or another variant. */
  readonly root: NodeId
  /** Its layers, laid out for the frame or at their own places; null for the laid layers of a variant. */
  readonly blocks: readonly (PlacedBlock | Pick<PlacedBlock, 'id'>)[] | null
}

/** The live text of a layer to swap, for its render. */
export function wantedBySwap({
  source,
  details,
}: Pick<JobPlan, 'details'> & { readonly source: Pick<JobPlan['source'], 'id'> }): Wanted | null {
  const { live } = details
  return live === undefined ? null : { root: source.id, blocks: live.blocks.map((id) => ({ id })) }
}

/** The text of a new frame. */
export function wantedBy(plan: JobPlan, { live, target, into }: PartPlan): Wanted | null {
  if (live?.from === 'variant') return { root: live.variant, blocks: null }
  if (live !== undefined) return { root: plan.source.id, blocks: live.blocks }
  // The render goes beside its layer, whose place it can't take.
  return target.kind === 'swap' && into === null ? wantedBySwap(plan) : null
}

/** Loaded layers, and the nodes that they were loaded from. */
export interface LoadedText extends LoadedLayers {
  readonly roots: ReadonlyMap<string, SceneNode>
  /** The layers' ids, the lowest layer first. */
  readonly order: readonly string[]
}

/** Loads what is needed to lay some text. */
export async function loadText(figma: Loader, all: readonly Wanted[]): Promise<LoadedText> {
  const roots = new Map<string, SceneNode>()
  const ids = all.map(({ root }) => root)
  for (const node of await findLoaded(figma, ids)) {
    if (node !== null && isScene(node)) roots.set(node.id, node)
  }
  const layers = all.flatMap(({ root, blocks }) => {
    const variant = roots.get(root)
    if (blocks !== null) return blocks.map(({ id }) => id)
    return variant?.type === 'FRAME' ? laidIn(variant).map(({ layer }) => layer.id) : []
  })
  const wanted = new Set<string>(layers)
  const order = [...roots.values()].flatMap((root) =>
    'findAll' in root && !root.removed ? root.findAll(({ id }) => wanted.has(id)) : [],
  )
  const loaded = await loadLayers(figma, [...wanted])
  return { ...loaded, roots, order: order.map(({ id }) => id) }
}

/** One layer to lay. */
interface Piece {
  readonly from: NodeId
  /** Null if it is gone. */
  readonly layer: SceneNode | null
  readonly root: SceneNode | null
  readonly placed: PlacedBlock | null
  /** Factor of the layer's own size. */
  readonly scale: number
  /** The mark of `layer`, if that is a variant's laid layer. */
  readonly before: Pick<LaidMark, 'scale' | 'fit' | 'source' | 'isEdited'> | null
}

/** Layers laid before the editor gets a turn. */
const atOnce = 4

/**
 * Lays a frame's text over its picture. Layers that are laid already stay, so an interrupted call can be
 * repeated.
 */
export async function layText(
  figma: LayerMaker,
  loaded: LoadedText,
  frame: FrameNode,
  wanted: Wanted,
): Promise<void> {
  if (isTextLaid(frame)) return
  const notes: TextNote[] = []
  for (const [count, piece] of missingIn(frame, loaded, wanted).entries()) {
    if (count > 0 && count % atOnce === 0) await turn()
    if (frame.removed) return
    const begun = tried(() => begin(figma, loaded, frame, piece))
    await Promise.all(begun?.styled ?? [])
    notes.push(tried(() => begun && finish(frame, piece, begun)) ?? 'missing')
  }
  if (!frame.removed) endText(frame, notes)
}

/**
 * Lays a frame's text again in another layout. Does nothing unless all of the text is as it was laid, and
 * its layers in the source exist.
 */
export async function layElsewhere(
  figma: LayerMaker,
  loaded: LoadedText,
  frame: FrameNode,
  wanted: Wanted,
): Promise<void> {
  const asLaid = asLaidIn(frame)
  const canMove = ({ id }: Pick<PlacedBlock, 'id'>) =>
    asLaid.includes(id) && loaded.layers.get(id)?.removed === false
  if (wanted.blocks?.every(canMove) !== true) return
  // The note goes first: with it, text that was removed before a crash would not be laid again.
  forgetTextLaid(frame)
  for (const { layer } of laidIn(frame)) layer.remove()
  await layText(figma, loaded, frame, wanted)
}

/** As `layText`, without an await; for text that is not scaled. */
export function layTextNow(
  figma: LayerMaker,
  loaded: LoadedText,
  frame: FrameNode,
  wanted: Wanted,
): void {
  if (isTextLaid(frame)) return
  const notes = missingIn(frame, loaded, wanted).map((piece) => {
    return tried(() => finish(frame, piece, begin(figma, loaded, frame, piece))) ?? 'missing'
  })
  endText(frame, notes)
}

/** Removes copies that Figma refused to finish, and notes what became of the text. */
function endText(frame: FrameNode, notes: readonly TextNote[]): void {
  readyIn(frame)
  noteTextLaid(frame, notes)
}

/** The laid layers of a frame, which loses those that were not finished. */
export function readyIn(frame: FrameNode): Laid[] {
  const all = frame.removed ? [] : laidIn(frame)
  for (const { layer, mark } of all) if (mark.look === '') layer.remove()
  return all.filter(({ layer }) => !layer.removed)
}

export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** Null if a layer can't be laid: it is noted as missing, and the others are still laid. */
function tried<Result>(act: () => Result): Result | null {
  try {
    return act()
  } catch (thrown) {
    console.warn('A text was not laid over its picture.', thrown)
    return null
  }
}

function missingIn(frame: FrameNode, loaded: LoadedText, wanted: Wanted): Piece[] {
  const there = new Set(readyIn(frame).map(({ mark }) => mark.from))
  return piecesOf(frame, loaded, wanted).filter(({ from }) => !there.has(from))
}

/** The pieces of some text, in the order of the source's layers. */
function piecesOf(frame: FrameNode, loaded: LoadedText, { root: id, blocks }: Wanted): Piece[] {
  const found = loaded.roots.get(id)
  const root = found === undefined || found.removed ? null : found
  if (blocks === null) {
    if (root?.type !== 'FRAME') return [{ ...gone, from: id }]
    const scale = frame.width / root.width
    return laidIn(root).map((laid): Piece => {
      const { layer, mark } = laid
      const before = { ...mark, isEdited: mark.isEdited || isRestyled(laid) }
      return { ...gone, from: mark.from, layer, root, scale, before }
    })
  }
  const at = ({ id: layer }: Pick<PlacedBlock, 'id'>) => loaded.order.indexOf(layer)
  const sorted = [...blocks].sort((a, b) => at(a) - at(b))
  return sorted.map((block): Piece => {
    const layer = loaded.layers.get(block.id)
    const piece = { ...gone, from: block.id, root }
    if (layer === undefined || layer.removed) return piece
    return 'scale' in block
      ? { ...piece, layer, placed: block, scale: block.scale }
      : { ...piece, layer }
  })
}

/** A piece whose layer is gone. */
const gone = { layer: null, root: null, placed: null, scale: 1, before: null }

interface Begun {
  readonly copy: SceneNode
  readonly isPicture: boolean
  /** The share of its text that is shown in the source. */
  readonly shown: number
  readonly styled: Promise<void>[]
}

/** Copies and scales a layer. */
function begin(figma: LayerMaker, loaded: LoadedText, frame: FrameNode, piece: Piece): Begun {
  const { from, layer, root, placed, scale } = piece
  if (layer === null || layer.removed) throw new Error('the layer is gone')
  const picture = loaded.pictures.get(layer.id)
  if (picture === null) throw new Error('neither its font nor a picture of it is there')
  if (picture !== undefined) {
    const copy = drawLayer(figma, frame, piece, layer, picture)
    return { copy, isPicture: true, shown: 1, styled: [] }
  }
  const copy = copyInto(frame, layer, root, loaded, placed?.wraps === true, (made) => {
    markUnready(frame, made, from)
  })
  const shown = shownOf(copy)
  return { copy, isPicture: false, shown, styled: scaleLayer(copy, scale, loaded.styles) }
}

/** Draws a layer whose font is missing as a picture: Figma can't write text in a missing font. */
function drawLayer(
  figma: LayerMaker,
  frame: FrameNode,
  { from, root, scale }: Piece,
  layer: SceneNode,
  picture: Uint8Array,
): RectangleNode {
  const { hash } = keepImage(figma, picture)
  const copy = figma.createRectangle()
  markUnready(frame, copy, from)
  frame.appendChild(copy)
  copy.name = layer.name
  copy.fills = [{ type: 'IMAGE', scaleMode: 'FIT', imageHash: hash }]
  // The picture has the layer's own opacity.
  copy.opacity = opacityUpTo(layer, root?.id)
  const { x, y, width, height } = layer.absoluteBoundingBox ?? layer
  copy.resizeWithoutConstraints(width * scale, height * scale)
  // On its page the picture is upright, however its root is turned.
  const upright = [
    [1, 0, x],
    [0, 1, y],
  ] satisfies Transform
  if (root !== null) copy.relativeTransform = within(root, { absoluteTransform: upright })
  return copy
}

/** Gives a copy its place, and marks it as laid. */
function finish(frame: FrameNode, piece: Piece, { copy, isPicture, shown }: Begun): TextNote {
  // Somebody deleted the copy while its styles were set.
  if (copy.removed || piece.layer === null) return 'laid'
  const { from, layer, placed, before } = piece
  const { scale } = piece
  const smaller =
    placed === null ? 1 : fit(frame, copy, { ...placed, wraps: placed.wraps && !isPicture }, shown)
  if (placed === null && scale !== 1) {
    if (copy.type === 'TEXT' && copy.textAutoResize === 'HEIGHT') {
      setWidth(copy, layer.width * scale)
    }
    copy.x *= scale
    copy.y *= scale
  }
  const source = before?.source ?? (layer.removed ? '' : lookOf(layer))
  const isEdited = before?.isEdited ?? false
  markLaid(frame, copy, {
    from,
    scale: scale * smaller * (before?.scale ?? 1),
    fit: smaller < 1 ? smaller : before?.fit,
    source,
    isEdited,
  })
  return isPicture ? 'pictured' : 'laid'
}

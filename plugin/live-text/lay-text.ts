import { NodeId } from '../../contract/model/ids.ts'
import type { PlacedBlock } from '../../contract/model/live-text.ts'
import type { JobPlan, PartPlan } from '../../contract/model/job-plan.ts'
import { keepImage } from '../canvas/images.ts'
import { above, findNode, isScene } from '../canvas/nodes.ts'
import {
  isRestyled,
  isTextLaid,
  laidIn,
  type LaidMark,
  markLaid,
  markUnready,
  noteTextLaid,
  type TextNote,
} from '../variants/laid-layers.ts'
import { lookOf } from '../variants/layer-looks.ts'
import { copyInto } from './copy-layer.ts'
import { fit, scaleLayer, setWidth } from './fit-text.ts'
import { type Loader, loadStock, type Stock } from './stock.ts'

export type LayerMaker = Pick<PluginAPI, 'createRectangle' | 'createImage'>

/** The text that a frame is to get: laid out for it, as it stands in a layer, or as a variant has it. */
export type Wanted =
  | { readonly kind: 'placed'; readonly root: NodeId; readonly blocks: readonly PlacedBlock[] }
  | { readonly kind: 'as-it-stands'; readonly root: NodeId; readonly blocks: readonly NodeId[] }
  | { readonly kind: 'as-in-variant'; readonly variant: NodeId }

/** The text of the layer that a picture takes the place of. */
export function wantedBySwap({
  source,
  details,
}: Pick<JobPlan, 'details'> & { readonly source: Pick<JobPlan['source'], 'id'> }): Wanted | null {
  if (details.live === undefined) return null
  return { kind: 'as-it-stands', root: source.id, blocks: details.live.blocks }
}

/** The text of a new frame. */
export function wantedBy(plan: JobPlan, part: PartPlan): Wanted | null {
  if (part.live?.from === 'variant') return { kind: 'as-in-variant', variant: part.live.variant }
  if (part.live !== undefined)
    return { kind: 'placed', root: plan.source.id, blocks: part.live.blocks }
  // Beside the layer whose place it should have taken.
  return part.target.kind === 'swap' && part.into === null ? wantedBySwap(plan) : null
}

/** What was loaded, and the variants that text is cloned from. */
export interface Supply extends Stock {
  readonly variants: ReadonlyMap<NodeId, FrameNode>
}

/** Loads what is needed to lay some text. */
export async function loadSupply(figma: Loader, all: readonly Wanted[]): Promise<Supply> {
  const variants = new Map<NodeId, FrameNode>()
  const ids: NodeId[] = []
  for (const wanted of all) {
    if (wanted.kind === 'placed') ids.push(...wanted.blocks.map(({ id }) => id))
    else if (wanted.kind === 'as-it-stands') ids.push(...wanted.blocks)
    else if (!variants.has(wanted.variant)) {
      const frame = await findNode(figma, wanted.variant)
      if (frame?.type !== 'FRAME') continue
      variants.set(wanted.variant, frame)
      ids.push(...laidIn(frame).map(({ layer }) => NodeId.parse(layer.id)))
    }
  }
  return { ...(await loadStock(figma, ids)), variants }
}

/** One layer to be laid. */
interface Piece {
  readonly from: NodeId
  /** Null where it is gone. */
  readonly layer: SceneNode | null
  readonly root: SceneNode | null
  readonly placed: PlacedBlock | null
  /** Of the layer's own size, where it has no place of its own. */
  readonly scale: number
  /** The mark of the laid layer that it is cloned from. */
  readonly before: Pick<LaidMark, 'scale' | 'source' | 'isEdited'> | null
}

/** Layers laid before the editor gets a turn. */
const atOnce = 4

/**
 * Lays a frame's text over its picture. What is there stays, so it can be done again where it was
 * interrupted.
 */
export async function layText(
  figma: LayerMaker,
  supply: Supply,
  frame: FrameNode,
  wanted: Wanted,
): Promise<void> {
  if (isTextLaid(frame)) return
  const notes: TextNote[] = []
  for (const [count, piece] of missingIn(frame, supply, wanted).entries()) {
    if (count > 0 && count % atOnce === 0) await turn()
    if (frame.removed) return
    const begun = tried(() => begin(figma, supply, frame, piece))
    await Promise.all(begun?.styled ?? []).catch(() => undefined)
    notes.push(tried(() => begun && finish(frame, piece, begun)) ?? 'missing')
  }
  if (!frame.removed) noteTextLaid(frame, notes)
}

/** As `layText`, at once; for text that is not scaled. */
export function layTextNow(
  figma: LayerMaker,
  supply: Supply,
  frame: FrameNode,
  wanted: Wanted,
): void {
  if (isTextLaid(frame)) return
  const notes = missingIn(frame, supply, wanted).map((piece) => {
    return tried(() => finish(frame, piece, begin(figma, supply, frame, piece))) ?? 'missing'
  })
  noteTextLaid(frame, notes)
}

export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** A layer that can't be laid is missed, and said to be; the others are laid all the same. */
function tried<Result>(act: () => Result): Result | null {
  try {
    return act()
  } catch (thrown) {
    console.warn('A text was not laid over its picture.', thrown)
    return null
  }
}

function missingIn(frame: FrameNode, supply: Supply, wanted: Wanted): Piece[] {
  const there = new Set<NodeId>()
  for (const { layer, mark } of laidIn(frame)) {
    if (mark.look === '') layer.remove()
    else there.add(mark.from)
  }
  return piecesOf(frame, supply, wanted).filter(({ from }) => !there.has(from))
}

/** In the order of the source's layers. */
function piecesOf(frame: FrameNode, supply: Supply, wanted: Wanted): Piece[] {
  if (wanted.kind === 'as-in-variant') {
    const variant = supply.variants.get(wanted.variant)
    if (variant === undefined || variant.removed) return [gone(wanted.variant)]
    return laidIn(variant).map((laid): Piece => {
      const { layer, mark } = laid
      const scale = frame.width / variant.width
      const before = { ...mark, isEdited: mark.isEdited || isRestyled(laid) }
      return { from: mark.from, layer, root: variant, placed: null, scale, before }
    })
  }
  const blocks = wanted.kind === 'placed' ? wanted.blocks : wanted.blocks.map((id) => ({ id }))
  const pieces = blocks.map((block): Piece => {
    const layer = supply.layers.get(block.id)
    if (layer === undefined || layer.removed) return gone(block.id)
    const root = rootOf(layer, wanted.root)
    const placed = 'scale' in block ? block : null
    return { from: block.id, layer, root, placed, scale: placed?.scale ?? 1, before: null }
  })
  const orders = new Map(pieces.map((piece) => [piece, orderOf(piece)]))
  const order = (piece: Piece) => orders.get(piece) ?? ''
  return pieces.sort((a, b) => (order(a) < order(b) ? -1 : Number(order(a) > order(b))))
}

function gone(from: NodeId): Piece {
  return { from, layer: null, root: null, placed: null, scale: 1, before: null }
}

function rootOf(layer: SceneNode, root: NodeId): SceneNode | null {
  let at: BaseNode | null = layer
  while (at !== null && at.id !== root) at = above(at)
  return at !== null && isScene(at) ? at : null
}

/** Sorts as the layers do, the lowest first. */
function orderOf({ layer, root }: Piece): string {
  let order = ''
  for (let at: BaseNode | null = layer; at !== null && at.id !== root?.id; at = above(at)) {
    const { id, parent } = at
    const children: readonly SceneNode[] =
      parent !== null && isScene(parent) && 'children' in parent ? parent.children : []
    const index = children.findIndex((child) => child.id === id)
    order = `${String(index).padStart(5, '0')} ${order}`
  }
  return order
}

interface Begun {
  readonly copy: SceneNode
  readonly isPicture: boolean
  readonly styled: Promise<void>[]
}

/** Copies and scales a layer. */
function begin(figma: LayerMaker, supply: Supply, frame: FrameNode, piece: Piece): Begun {
  const { from, layer, root, scale } = piece
  if (layer === null || layer.removed) throw new Error('the layer is gone')
  const picture = supply.pictures.get(layer.id)
  if (picture === null) throw new Error('neither its font nor a picture of it is there')
  if (picture !== undefined) {
    const copy = drawLayer(figma, frame, piece, layer, picture)
    return { copy, isPicture: true, styled: [] }
  }
  const copy = copyInto(frame, layer, root, supply, (made) => {
    markUnready(frame, made, from)
  })
  return { copy, isPicture: false, styled: scaleLayer(copy, scale, supply.styles) }
}

/** Stands for a layer whose font is missing: a text can't be written in one that is not there. */
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
  const box = layer.absoluteBoundingBox ?? layer
  const corner = root?.absoluteBoundingBox ?? box
  copy.resizeWithoutConstraints(box.width * scale, box.height * scale)
  copy.x = box.x - corner.x
  copy.y = box.y - corner.y
  return copy
}

/** Gives a copy its place. */
function finish(frame: FrameNode, piece: Piece, { copy, isPicture }: Begun): TextNote {
  // Somebody has deleted it while its styles were set.
  if (copy.removed || piece.layer === null) return 'laid'
  const { from, layer, placed, before } = piece
  let { scale } = piece
  if (placed !== null) {
    scale *= fit(frame, copy, { ...placed, wraps: placed.wraps && !isPicture })
  }
  if (placed === null && scale !== 1) {
    if (copy.type === 'TEXT' && copy.textAutoResize === 'HEIGHT') {
      setWidth(copy, layer.width * scale)
    }
    copy.x *= scale
    copy.y *= scale
  }
  const source = before?.source ?? (layer.removed ? '' : lookOf(layer))
  const isEdited = before?.isEdited ?? false
  markLaid(frame, copy, { from, scale: scale * (before?.scale ?? 1), source, isEdited })
  return isPicture ? 'pictured' : 'laid'
}

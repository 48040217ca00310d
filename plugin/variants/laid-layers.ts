import * as z from 'zod/mini'
import { NodeId } from '../../contract/model/ids.ts'
import { findWithKey } from '../canvas/nodes.ts'
import { readKept } from '../plugin-data/plugin-data-node.ts'
import { variantIdOf } from '../plugin-data/recipes.ts'
import { lookOf } from './layer-looks.ts'
import { laidKey, textNoteKey } from '../plugin-data/keys.ts'

const LaidMark = z.object({
  /** The ids of the variant and of the layer itself. A duplicate keeps both, and is recognised by that. */
  variant: NodeId,
  node: NodeId,
  /** The layer in the source. */
  from: NodeId,
  /** Factor of its size in the source. */
  scale: z.number(),
  /** Its size as a share of the planned one; left out if it has the planned one. */
  fit: z.optional(z.number()),
  /** Hash of the look of the source's layer when it was copied. */
  source: z.string(),
  /** Hash of its own look, and its place, when it was laid. Both are empty until it is finished. */
  look: z.string(),
  place: z.string(),
  /** Whether a designer had edited the laid layer that it was cloned from: it is then never refreshed. */
  isEdited: z.boolean(),
  /** Whether it is hidden because the picture has its words. */
  isAside: z.optional(z.boolean()),
})
export type LaidMark = z.output<typeof LaidMark>

/** What became of a layer to lay; `pictured`: laid as a picture of itself. */
export type TextNote = 'laid' | 'pictured' | 'missing'

/** Whether a frame got its text. Text that a designer has deleted since is not laid again. */
export function isTextLaid(frame: FrameNode): boolean {
  return frame.getPluginData(textNoteKey) !== ''
}

export function noteTextLaid(frame: FrameNode, notes: readonly TextNote[]): void {
  const worst = (['missing', 'pictured'] as const).find((note) => notes.includes(note))
  frame.setPluginData(textNoteKey, worst ?? 'laid')
}

/** Removes the note, so that the frame's text can be laid again. */
export function forgetTextLaid(frame: FrameNode): void {
  frame.setPluginData(textNoteKey, '')
}

/** Remarks for the designer on a frame's text; none if all is well. */
export function remarksOnText(node: SceneNode): string[] {
  const note = node.getPluginData(textNoteKey)
  const smaller = smallerIn(node)
  return [
    ...(note === 'pictured' && isAnyPictured(node)
      ? ['Its text in a missing font is a picture']
      : []),
    ...(note === 'missing'
      ? ['Some of its text is missing, because the source lost it or it can’t be copied']
      : []),
    ...(smaller.length === 0 ? [] : [`Some text is smaller than planned: ${smaller.join(', ')}`]),
  ]
}

/** Whether a text is still a picture: once its font is there, a refresh makes it a text again. */
function isAnyPictured(node: SceneNode): boolean {
  return node.type === 'FRAME' && laidIn(node).some(({ layer }) => layer.type === 'RECTANGLE')
}

/** The names of visible laid layers that are smaller than planned, and not edited. */
export function smallerIn(node: SceneNode): string[] {
  return (node.type === 'FRAME' ? laidIn(node) : []).flatMap((laid) => {
    const { layer, mark } = laid
    return mark.fit !== undefined && layer.visible && !isRestyled(laid) ? [layer.name] : []
  })
}

/** A laid layer, with its mark. */
export interface Laid {
  readonly layer: SceneNode
  readonly mark: LaidMark
}

/** The laid layers of a variant, or of a copy of one, at any depth; the lowest first. */
export function laidIn(frame: FrameNode): Laid[] {
  const variant = variantIdOf(frame)
  const seen = new Set<string>()
  return findWithKey(frame, laidKey).flatMap((layer) => {
    const mark = readKept(layer, laidKey, LaidMark)
    if (mark?.variant !== variant || seen.has(mark.node)) return []
    if (variant === frame.id && mark.node !== layer.id) return []
    seen.add(mark.node)
    return { layer, mark }
  })
}

/** Marks a laid layer as it is now. */
export function markLaid(
  frame: FrameNode,
  layer: SceneNode,
  mark: Pick<LaidMark, 'from' | 'scale' | 'fit' | 'source' | 'isEdited'>,
  place = placeOf(frame, layer),
): void {
  writeMark(variantIdOf(frame), layer, { ...mark, look: lookOf(layer), place })
}

/** Marks a layer that is not ready yet; if the plugin is closed now, it is laid again. */
export function markUnready(frame: FrameNode, layer: SceneNode, from: NodeId): void {
  const unready = { from, scale: 1, source: '', look: '', place: '', isEdited: false }
  writeMark(variantIdOf(frame), layer, unready)
}

/** Gives the marks of a copied variant the ids of the copy. Call this before its recipes are changed. */
export function adoptLaid(frame: FrameNode): void {
  for (const { layer, mark } of laidIn(frame)) writeMark(frame.id, layer, mark)
}

function writeMark(
  variant: string,
  layer: SceneNode,
  mark: Omit<LaidMark, 'variant' | 'node'>,
): void {
  layer.setPluginData(laidKey, JSON.stringify({ ...mark, variant, node: layer.id }))
}

/** Whether its words or its style have changed since it was laid; its place does not matter. */
export function isRestyled({ layer, mark }: Laid): boolean {
  return mark.look !== '' && mark.look !== lookOf(layer)
}

/** The laid layers that nobody has edited or moved. */
export function untouchedIn(frame: FrameNode): Laid[] {
  return laidIn(frame).filter(
    (laid) => !isRestyled(laid) && (laid.mark.look === '' || !isMoved(frame, laid)),
  )
}

/** The source's layers whose copies are visible, and as they were laid. */
export function asLaidIn(frame: FrameNode): NodeId[] {
  return untouchedIn(frame).flatMap(({ layer, mark }) => (layer.visible ? mark.from : []))
}

/**
 * Shows the laid layers of some layers in the source, and hides the others, which are part of the picture.
 * Nothing that somebody has touched is hidden, and nothing that somebody has hidden is shown.
 */
export function showLaid(frame: FrameNode, live: readonly NodeId[]): void {
  const untouched = untouchedIn(frame).map(({ layer }) => layer.id)
  for (const { layer, mark } of laidIn(frame)) {
    const isShown = live.includes(mark.from)
    const canHide = layer.visible && untouched.includes(layer.id)
    if (isShown ? mark.isAside !== true : !canHide) continue
    layer.visible = isShown
    writeMark(variantIdOf(frame), layer, { ...mark, isAside: !isShown })
  }
}

/** Whether a layer was moved or resized; false in a resized frame, where every layer may have moved. */
export function isMoved(frame: FrameNode, { layer, mark: { place } }: Laid): boolean {
  const now = placeOf(frame, layer)
  return now !== place && sizePart(now) === sizePart(place)
}

const sizePart = (place: string) => place.split(';')[0]

function placeOf(frame: FrameNode, layer: SceneNode): string {
  const rounded = (...of: number[]) => of.map((each) => Math.round(each * 10)).join()
  const { parent, x, y, width, height } = layer
  // What a text's style or font decides changes without anybody touching the text.
  const resize = layer.type === 'TEXT' ? layer.textAutoResize : 'NONE'
  const sizes = resize === 'WIDTH_AND_HEIGHT' ? [] : resize === 'HEIGHT' ? [width] : [width, height]
  const own = parent?.id === frame.id ? rounded(x, y, ...sizes) : ''
  return `${rounded(frame.width, frame.height)};${own}`
}

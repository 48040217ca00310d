import * as z from 'zod/mini'
import { NodeId } from '../../contract/model/ids.ts'
import { readKept } from '../plugin-data/plugin-data-node.ts'
import { variantIdOf } from '../plugin-data/recipes.ts'
import { lookOf } from './layer-looks.ts'

/** Plugin data key that marks a layer over a picture that was made from one in the source. */
const key = 'live'

const LaidMark = z.object({
  /** The ids of the variant and of the layer itself: a duplicate keeps them, which gives it away. */
  variant: NodeId,
  node: NodeId,
  /** The layer in the source. */
  from: NodeId,
  /** Of its size in the source. */
  scale: z.number(),
  /** How much smaller than planned it was made, so that it fits; left out where it was not. */
  fit: z.optional(z.number()),
  /** What the source's layer looked like; a hash. */
  source: z.string(),
  /** What it looked like itself, and where it stood; hashes. Empty until all of it was written. */
  look: z.string(),
  place: z.string(),
  /** Whether a designer had edited the layer that it was cloned from: then the source no longer counts. */
  isEdited: z.boolean(),
  /** Whether it is hidden because the picture has its words. */
  isAside: z.optional(z.boolean()),
})
export type LaidMark = z.output<typeof LaidMark>

/** Plugin data key of a frame: what became of the text that it was to get. */
const noteKey = 'text'

/** What became of a layer that was to be laid; `pictured`: as a picture of itself. */
export type TextNote = 'laid' | 'pictured' | 'missing'

const sentences: Readonly<Record<string, string>> = {
  pictured: 'Its text in a missing font is a picture',
  missing: 'Some of its text is missing, because the source no longer had it',
}

/** Whether a frame has its text. What a designer has deleted since is not laid again. */
export function isTextLaid(frame: FrameNode): boolean {
  return frame.getPluginData(noteKey) !== ''
}

export function noteTextLaid(frame: FrameNode, notes: readonly TextNote[]): void {
  const worst = (['missing', 'pictured'] as const).find((note) => notes.includes(note))
  frame.setPluginData(noteKey, worst ?? 'laid')
}

/** Takes the note back: the frame is to get its text once more. */
export function forgetTextLaid(frame: FrameNode): void {
  frame.setPluginData(noteKey, '')
}

/** What a designer should know of a frame's text; none where it is as it should be. */
export function remarksOnText(node: SceneNode): string[] {
  const sentence = sentences[node.getPluginData(noteKey)]
  const smaller = smallerIn(node)
  return [
    ...(sentence === undefined ? [] : [sentence]),
    ...(smaller.length === 0 ? [] : [`Some text is smaller than planned: ${smaller.join(', ')}`]),
  ]
}

/** The names of laid layers that are smaller than planned, and as they were laid. */
export function smallerIn(node: SceneNode): string[] {
  return (node.type === 'FRAME' ? laidIn(node) : []).flatMap((laid) => {
    const { layer, mark } = laid
    return mark.fit !== undefined && layer.visible && !isRestyled(laid) ? [layer.name] : []
  })
}

/** A layer of the source's text over a picture. */
export interface Laid {
  readonly layer: SceneNode
  readonly mark: LaidMark
}

/** The laid layers of a variant, or of a copy of one, at any depth; the lowest first. */
export function laidIn(frame: FrameNode): Laid[] {
  const variant = variantIdOf(frame)
  const seen = new Set<string>()
  return frame.findAllWithCriteria({ pluginData: { keys: [key] } }).flatMap((layer) => {
    const mark = readKept(layer, key, LaidMark)
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
): void {
  const look = lookOf(layer)
  writeMark(frame, layer, { ...mark, look, place: placeOf(frame, layer) })
}

/** Marks a layer that is not ready yet; if the plugin is closed now, it is laid again. */
export function markUnready(frame: FrameNode, layer: SceneNode, from: NodeId): void {
  writeMark(frame, layer, { from, scale: 1, source: '', look: '', place: '', isEdited: false })
}

/** Gives the marks of a copied variant the ids of the copy. To be done before its recipes are changed. */
export function adoptLaid(frame: FrameNode): void {
  for (const { layer, mark } of laidIn(frame)) writeMark(frame, layer, mark)
}

function writeMark(
  frame: FrameNode,
  layer: SceneNode,
  mark: Omit<LaidMark, 'variant' | 'node'>,
): void {
  const [variant, node] = [NodeId.parse(frame.id), NodeId.parse(layer.id)]
  layer.setPluginData(key, JSON.stringify({ ...mark, variant, node }))
}

/** Whether it has the words and the style that it was laid with, wherever it stands. */
export function isRestyled({ layer, mark }: Laid): boolean {
  return mark.look !== '' && mark.look !== lookOf(layer)
}

/** The laid layers that nobody has edited or moved. */
export function untouchedIn(frame: FrameNode): Laid[] {
  return laidIn(frame).filter(
    (laid) => !isRestyled(laid) && (laid.mark.look === '' || !isMoved(frame, laid)),
  )
}

/** The layers in the source whose copies are seen, and are as they were laid. */
export function asLaidIn(frame: FrameNode): NodeId[] {
  return untouchedIn(frame).flatMap(({ layer, mark }) => (layer.visible ? mark.from : []))
}

/**
 * Hides the laid layers that nobody has touched, or shows those again that it has hidden, whatever somebody
 * has done to them meanwhile.
 */
export function showLaid(frame: FrameNode, isShown: boolean): void {
  const all = isShown ? laidIn(frame) : untouchedIn(frame)
  for (const { layer, mark } of all) {
    if (isShown ? mark.isAside !== true : !layer.visible) continue
    layer.visible = isShown
    writeMark(frame, layer, { ...mark, isAside: !isShown })
  }
}

/** In a frame of another size everything may stand elsewhere. */
function isMoved(frame: FrameNode, { layer, mark: { place } }: Laid): boolean {
  const now = placeOf(frame, layer)
  return now !== place && sizePart(now) === sizePart(place)
}

const sizePart = (place: string) => place.split(';')[0]

function placeOf(frame: FrameNode, layer: SceneNode): string {
  const rounded = (...of: number[]) => of.map((each) => Math.round(each * 10)).join()
  const { parent, x, y, width, height } = layer
  const own = parent?.id === frame.id ? rounded(x, y, width, height) : ''
  return `${rounded(frame.width, frame.height)};${own}`
}

import type { Rect } from '../../contract/model/geometry.ts'
import { hasPaint, showsPaint } from '../canvas/paints.ts'
import { intersection } from '../canvas/rect.ts'

const shapes: readonly SceneNode['type'][] = [
  'RECTANGLE',
  'ELLIPSE',
  'POLYGON',
  'STAR',
  'LINE',
  'VECTOR',
  'BOOLEAN_OPERATION',
]

/** Paints that only art has: a button with a photo in it is art. */
const pictures: readonly Paint['type'][] = ['IMAGE', 'VIDEO', 'PATTERN', 'SHADER']

/** What a layer itself, without its children, puts on the canvas. */
export function paintedBy(node: SceneNode): 'nothing' | 'shapes' | 'art' {
  const isBox = 'children' in node && node.type !== 'BOOLEAN_OPERATION'
  if (!isBox && !shapes.includes(node.type)) return 'art'
  const fills = 'fills' in node ? node.fills : []
  const strokes = 'strokes' in node ? node.strokes : []
  if (hasPaint(fills, pictures) || hasPaint(strokes, pictures)) return 'art'
  return showsPaint(fills) || showsPaint(strokes) ? 'shapes' : 'nothing'
}

/** Below this opacity, a layer above a text is a tint or a texture, and hides nothing. */
const faintest = 0.15
export const plainBlends: readonly BlendMode[] = ['NORMAL', 'PASS_THROUGH']
const outlined: readonly SceneNode['type'][] = ['RECTANGLE', 'ELLIPSE', 'FRAME', 'INSTANCE']

/** Whether a layer hides what is below it; the outline of a box doesn't. */
export function hides(node: SceneNode, opacity: number): boolean {
  if (opacity < faintest) return false
  if ('blendMode' in node && !plainBlends.includes(node.blendMode)) return false
  return (
    !outlined.includes(node.type) ||
    !('fills' in node) ||
    showsPaint(node.fills, faintest / opacity)
  )
}

/** Whether a mask shows everything in its box, and nothing outside it. */
export function isPlainMask(mask: SceneNode): boolean {
  if (mask.type !== 'RECTANGLE' || mask.opacity < 1 || mask.maskType === 'LUMINANCE') return false
  if (typeof mask.fills === 'symbol') return false
  return mask.fills.some(
    ({ type, visible, opacity }) => type === 'SOLID' && visible !== false && (opacity ?? 1) === 1,
  )
}

/** Whether a layer blurs everything in it: a text in it would look different elsewhere. */
export function isBlurred(node: SceneNode): boolean {
  return 'effects' in node && node.effects.some(({ type, visible }) => type === 'LAYER_BLUR' && visible) // oxfmt-ignore
}

/** The share of `box` that is in `other`. */
export function shareIn(box: Rect, other: Rect): number {
  const { width, height } = intersection(box, other) ?? { width: 0, height: 0 }
  return (width * height) / Math.max(box.width * box.height, 1e-6)
}

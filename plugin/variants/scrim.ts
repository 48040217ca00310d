import type { Scrim } from '../../contract/model/live-text.ts'
import { scrimStops } from '../../contract/geometry/scrim.ts'
import { variantIdOf } from '../plugin-data/recipes.ts'
import { addRectangle, findPicture, holderIn } from './appearance.ts'
import { hashOf } from './layer-looks.ts'
import { findMarked } from '../canvas/nodes.ts'
import { indexIn } from '../canvas/copies.ts'
import { frameAround } from '../canvas/source-node.ts'
import { scrimKey } from '../plugin-data/keys.ts'
import { setSize } from '../canvas/rect.ts'

/** Directions from the first stop to the last: to the right, and down. */
const across: Transform = [
  [1, 0, 0],
  [0, 1, 0],
]
const down: Transform = [
  [0, 1, 0],
  [-1, 0, 1],
]

/**
 * Draws the scrim between a variant's picture and its text, or removes it (null). A scrim that a designer has
 * hidden, deleted or changed stays like that.
 */
export function drawScrim(
  figma: Pick<PluginAPI, 'createRectangle'>,
  frame: FrameNode,
  scrim: Scrim | null,
): void {
  const there = scrimIn(frame)
  const isWithout = there === null
  const isDesigners = isWithout
    ? frame.getPluginData(scrimKey) !== ''
    : !there.visible || !isOwn(there)
  if (isDesigners || (isWithout && scrim === null)) return
  if (scrim === null) {
    there?.remove()
    frame.setPluginData(scrimKey, '')
    return
  }
  const written = JSON.stringify(scrim)
  if (!isWithout && frame.getPluginData(scrimKey) === written) return
  frame.setPluginData(scrimKey, written)
  const layer = there ?? addScrim(figma, frame)
  if (isWithout) layer.name = 'Scrim'
  layer.fills = [paintOf(scrim)]
  setSize(layer, scrim)
  layer.x = scrim.x
  layer.y = scrim.y
  markScrim(variantIdOf(frame), layer)
}

/** Adds a rectangle directly above a frame's picture, in the group that a designer has put that into. */
function addScrim(figma: Pick<PluginAPI, 'createRectangle'>, frame: FrameNode): RectangleNode {
  const picture = findPicture(frame)
  const beneath = picture && holderIn(frame, picture)
  const parent = beneath?.parent?.type === 'GROUP' ? beneath.parent : frame
  return addRectangle(figma, parent, indexIn(parent, beneath) + 1)
}

/** The scrim of a variant, or of a copy of one, if nobody has given it another look. */
export function ownScrim(frame: FrameNode): SceneNode | null {
  const scrim = scrimIn(frame)
  return scrim !== null && isOwn(scrim) ? scrim : null
}

/** Gives the scrim of a copied variant the ids of the copy. Call this before its recipes are changed. */
export function adoptScrim(frame: FrameNode): void {
  const scrim = ownScrim(frame)
  if (scrim?.type === 'RECTANGLE') markScrim(frame.id, scrim)
}

function scrimIn(frame: FrameNode): RectangleNode | null {
  const variant = variantIdOf(frame)
  const scrim = findMarked(frame, 'RECTANGLE', scrimKey).find((child) => {
    const start = `${variant} ${variant === frame.id ? `${child.id} ` : ''}`
    // In a frame of its own, it is a designer's.
    return frameAround(child)?.id === frame.id && child.getPluginData(scrimKey).startsWith(start)
  })
  return scrim ?? null
}

function isOwn(scrim: RectangleNode): boolean {
  return scrim.getPluginData(scrimKey).endsWith(` ${paintsIn(scrim)}`)
}

function markScrim(variant: string, scrim: RectangleNode): void {
  scrim.setPluginData(scrimKey, `${variant} ${scrim.id} ${paintsIn(scrim)}`)
}

function paintsIn({ fills }: RectangleNode): string {
  return hashOf(JSON.stringify(fills))
}

function paintOf({ tone, opacity, edge }: Scrim): Paint {
  const level = tone === 'white' ? 1 : 0
  const color = { r: level, g: level, b: level }
  if (edge === 'none') return { type: 'SOLID', color, opacity }
  const isFromStart = edge === 'left' || edge === 'top'
  const gradientStops = scrimStops.map(({ position, strength }) => ({
    position: isFromStart ? position : 1 - position,
    color: { ...color, a: opacity * strength },
  }))
  return {
    type: 'GRADIENT_LINEAR',
    gradientTransform: edge === 'left' || edge === 'right' ? across : down,
    gradientStops: isFromStart ? gradientStops : gradientStops.reverse(),
  }
}

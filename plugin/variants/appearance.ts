import type { FocalPoint, Size } from '../../contract/model/geometry.ts'
import type { ImageHash } from '../../contract/model/ids.ts'
import type { PartPlan } from '../../contract/model/job-plan.ts'
import type { Done, Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { cover } from '../../contract/geometry/cover.ts'
import { failedName, plainName } from './layer-name.ts'
import { hasRecipe, variantIdOf } from '../plugin-data/recipes.ts'
import { findMarked } from '../canvas/nodes.ts'
import { indexIn } from '../canvas/copies.ts'
import { isAutoLayout, isGrid, keepTracks } from '../canvas/auto-layout.ts'
import { setPaints } from '../canvas/paints.ts'
import { frameAround } from '../canvas/source-node.ts'
import { pictureKey } from '../plugin-data/keys.ts'
import { setSize } from '../canvas/rect.ts'

/** Opacity of the source while its variant waits. */
const dimmed = 0.35

const waitingFill: SolidPaint = { type: 'SOLID', color: { r: 0.93, g: 0.93, b: 0.94 } }
const failedStroke: SolidPaint = { type: 'SOLID', color: { r: 0.86, g: 0.19, b: 0.13 } }
const failedDashes = [8, 6]

/** The recipe of a placed picture. */
export type DoneRecipe = Recipe & { readonly progress: Done }

/** Draws a placeholder: the source, dimmed, on light grey. */
export function drawWaiting(
  figma: Pick<PluginAPI, 'createRectangle'>,
  frame: FrameNode,
  recipe: Recipe,
  format: PartPlan['format'],
): void {
  drawBackground(frame)
  // At scale 1, a frame of whole pixels is exported in exactly those pixels.
  frame.exportSettings = [{ format, constraint: { type: 'SCALE', value: 1 } }]
  const picture = createPicture(figma, frame)
  setSize(picture, frame)
  picture.x = 0
  picture.y = 0
  picture.opacity = dimmed
  picture.fills = fillsOf(imagesOf([recipe]), recipe.reference.hash)
}

/** Makes a new frame clip its content, on light grey. */
export function drawBackground(frame: FrameNode): void {
  frame.clipsContent = true
  frame.fills = [waitingFill]
}

/**
 * Fills a frame with its picture, cover-fit. What a designer has laid over it stays on top.
 *
 * @param others recipes of the frame's other pictures: these are kept in it, hidden
 */
export function drawPicture(
  figma: Pick<PluginAPI, 'createRectangle'>,
  frame: FrameNode,
  recipe: DoneRecipe,
  others: readonly Recipe[],
): void {
  const picture = findPicture(frame) ?? createPicture(figma, frame)
  const shown = recipe.progress.picture
  layPicture(picture, frame, shown, recipe.focalPoint)
  // Another opacity is a designer's own.
  if (Math.abs(picture.opacity - dimmed) < 0.01) picture.opacity = 1
  const kept = imagesOf([recipe, ...others]).filter((hash) => hash !== shown.hash)
  setPaints(picture, 'fills', [...fillsOf(kept, shown.hash), ...paintsOver(picture)])
  markPicture(frame, picture)
}

/** The paints that a designer has laid over a picture in its layer. */
function paintsOver({ fills }: RectangleNode): readonly Paint[] {
  if (typeof fills === 'symbol') return []
  const isSeen = fills.map(({ type, visible }) => type === 'IMAGE' && visible !== false)
  return isSeen.includes(true) ? fills.slice(isSeen.lastIndexOf(true) + 1) : []
}

/**
 * Positions a frame's picture again, cover-fit in the frame's current size. A picture that a designer has
 * taken out or replaced stays untouched.
 */
export function movePicture(
  frame: FrameNode,
  hash: ImageHash,
  size: Size,
  focalPoint: FocalPoint,
): void {
  const picture = findPicture(frame)
  if (picture === null || typeof picture.fills === 'symbol') return
  const shows = picture.fills.some((paint) => isImage(paint, hash))
  if (shows) layPicture(picture, frame, size, focalPoint)
}

function layPicture(
  picture: RectangleNode,
  frame: FrameNode,
  size: Size,
  focalPoint: FocalPoint,
): void {
  const [[right, turned], [, down]] = picture.relativeTransform
  // Turned, or in a frame of its own, it stays as the designer has placed it.
  if (Math.abs(turned) > 0.01 || frameAround(picture)?.id !== frame.id) return
  const place = cover(size, frame, focalPoint)
  setSize(picture, place)
  // One that a designer has flipped has its corner on the other side.
  picture.x = right < 0 ? frame.width - place.x : place.x
  picture.y = down < 0 ? frame.height - place.y : place.y
}

/**
 * Keeps the pictures of a recipe in a frame without changing its look.
 *
 * @returns a function that removes them again
 */
export function keepImages(frame: FrameNode, recipe: Recipe): () => void {
  const picture = findPicture(frame)
  if (picture === null || typeof picture.fills === 'symbol') return () => undefined
  const before = picture.fills
  const added = imagesOf([recipe]).filter((hash) => !before.some((paint) => isImage(paint, hash)))
  if (added.length > 0) setPaints(picture, 'fills', [...added.map(unseen), ...before])
  return () => {
    if (picture.removed || typeof picture.fills === 'symbol') return
    setPaints(
      picture,
      'fills',
      picture.fills.filter((paint) => !added.some((hash) => isImage(paint, hash))),
    )
  }
}

/** Outlines a frame; one that a designer has given a stroke keeps that. */
export function drawFailed(frame: FrameNode): void {
  frame.name = failedName(frame.name)
  if (frame.strokes.length > 0) return
  frame.strokes = [failedStroke]
  frame.strokeWeight = 2
  frame.strokeAlign = 'INSIDE'
  frame.dashPattern = failedDashes
}

export function clearFailed(frame: FrameNode): void {
  frame.name = plainName(frame.name)
  if (frame.dashPattern.join() !== failedDashes.join()) return
  frame.strokes = []
  frame.dashPattern = []
}

/**
 * The layer that shows a frame's picture, whatever the designer calls it. A copied frame still has the
 * recipe of the frame it was copied from, and its picture that frame's mark. Null where the picture was
 * taken out, or several layers could be it.
 */
export function findPicture(frame: FrameNode): RectangleNode | null {
  const [picture = null, ...others] = markedIn(frame)
  return others.length === 0 ? picture : null
}

function markedIn(frame: FrameNode): RectangleNode[] {
  const variant = variantIdOf(frame)
  return findMarked(frame, 'RECTANGLE', pictureKey).filter((child) => {
    if (holderIn(frame, child) === null) return false
    const mark = child.getPluginData(pictureKey)
    return variant === frame.id ? mark === markOf(frame, child) : mark.startsWith(`${variant} `)
  })
}

/**
 * The layer itself, or the outermost frame that a designer has wrapped around it in a frame. A group has no
 * coordinates of its own: what is in it is placed as if it were directly in the frame. Null where another
 * variant has the layer.
 */
export function holderIn(frame: FrameNode, layer: SceneNode): SceneNode | null {
  const around = frameAround(layer)
  if (around?.id === frame.id) return layer
  return around?.type !== 'FRAME' || hasRecipe(around) ? null : holderIn(frame, around)
}

export function markPicture(frame: FrameNode, picture: RectangleNode): void {
  picture.setPluginData(pictureKey, markOf(frame, picture))
}

function markOf(frame: FrameNode, picture: RectangleNode): string {
  return `${frame.id} ${picture.id}`
}

function createPicture(figma: Pick<PluginAPI, 'createRectangle'>, frame: FrameNode): RectangleNode {
  const likely = markedIn(frame).pop()
  // Goes to the bottom, but above the rest of an earlier picture, which would cover it.
  const picture = addRectangle(figma, frame, indexIn(frame, likely) + 1)
  picture.name = 'Picture'
  markPicture(frame, picture)
  return picture
}

/**
 * Adds a rectangle of ours to a frame, or a group in it. An auto layout, which is a designer's, does not move
 * for it.
 */
export function addRectangle(
  figma: Pick<PluginAPI, 'createRectangle'>,
  parent: FrameNode | GroupNode,
  index: number,
): RectangleNode {
  const rectangle = figma.createRectangle()
  // A full grid grows for each new layer.
  const giveBack = isGrid(parent) ? keepTracks(parent) : null
  // Done at once: Figma creates a node on whichever page the designer is looking at.
  parent.insertChild(index, rectangle)
  if (isAutoLayout(parent)) rectangle.layoutPositioning = 'ABSOLUTE'
  giveBack?.()
  // Scales with the frame if a designer resizes it; the fill crops and does not stretch.
  rectangle.constraints = { horizontal: 'SCALE', vertical: 'SCALE' }
  return rectangle
}

/**
 * All images of some recipes. Figma keeps an image only while something in the file uses it. So what a
 * recipe needs later is kept as hidden paints, which travel to other files too.
 */
function imagesOf(recipes: readonly Recipe[]): ImageHash[] {
  return recipes.flatMap(({ reference, details, progress }) => [
    reference.hash,
    ...details.references.map((further) => further.reference.hash),
    ...(progress.state === 'done' ? [progress.picture.hash] : []),
  ])
}

function fillsOf(kept: readonly ImageHash[], shown: ImageHash): ImagePaint[] {
  return [...[...new Set(kept)].map(unseen), imageFill(shown)]
}

function isImage(paint: Paint, hash: ImageHash): boolean {
  return paint.type === 'IMAGE' && paint.imageHash === hash
}

function unseen(hash: ImageHash): ImagePaint {
  return { ...imageFill(hash), visible: false }
}

function imageFill(imageHash: ImageHash): ImagePaint {
  return { type: 'IMAGE', scaleMode: 'FILL', imageHash }
}

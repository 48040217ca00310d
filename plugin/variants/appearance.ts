import type { FocalPoint, Size } from '../../contract/model/geometry.ts'
import type { ImageHash } from '../../contract/model/ids.ts'
import type { PartPlan } from '../../contract/model/job-plan.ts'
import type { Done, Recipe } from '../../contract/model/recipe.ts'
import { cover } from '../../contract/model/cover.ts'
import { failedName, plainName } from './layer-name.ts'
import { readRecipe } from '../plugin-data/recipes.ts'

/**
 * Under which key a variant's picture is marked, by the ids of the variant and of itself: a duplicate of
 * it carries the same mark, and is known by that.
 */
const pictureKey = 'picture'

/** How much of the source shows through while its variant waits. */
const dimmed = 0.35

const waitingFill: SolidPaint = { type: 'SOLID', color: { r: 0.93, g: 0.93, b: 0.94 } }
const failedStroke: SolidPaint = { type: 'SOLID', color: { r: 0.86, g: 0.19, b: 0.13 } }

/** The recipe of a picture that is there. */
export type DoneRecipe = Recipe & { readonly progress: Done }

/** Draws a new frame as one that waits for its picture: the source, dimmed, on light grey. */
export function drawWaiting(
  figma: Pick<PluginAPI, 'createRectangle'>,
  frame: FrameNode,
  recipe: Recipe,
  format: PartPlan['format'],
): void {
  drawBackground(frame)
  // A frame of whole pixels is exported in just those.
  frame.exportSettings = [{ format, constraint: { type: 'SCALE', value: 1 } }]
  const picture = createPicture(figma, frame)
  picture.resizeWithoutConstraints(frame.width, frame.height)
  picture.x = 0
  picture.y = 0
  picture.opacity = dimmed
  picture.fills = fillsOf(imagesOf([recipe]), recipe.reference.hash)
}

/** Makes a new frame cut what is in it, on light grey. */
export function drawBackground(frame: FrameNode): void {
  frame.clipsContent = true
  frame.fills = [waitingFill]
}

/**
 * Fills a frame with its picture, cover-fit. What a designer has laid over it stays on top.
 *
 * @param others whatever else can be picked for the frame: its pictures are kept with it, unseen
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
  picture.opacity = 1
  const kept = imagesOf([recipe, ...others]).filter((hash) => hash !== shown.hash)
  picture.fills = fillsOf(kept, shown.hash)
  markPicture(frame, picture)
}

/**
 * Lays a frame's picture again, cover-fit in the size that the frame has now. A picture that a designer
 * has taken out, or replaced by another, is left to them.
 */
export function movePicture(
  frame: FrameNode,
  hash: ImageHash,
  size: Size,
  focalPoint: FocalPoint,
): void {
  const picture = findPicture(frame)
  if (picture === null || typeof picture.fills === 'symbol') return
  const shows = picture.fills.some((paint) => paint.type === 'IMAGE' && paint.imageHash === hash)
  if (shows) layPicture(picture, frame, size, focalPoint)
}

function layPicture(
  picture: RectangleNode,
  frame: FrameNode,
  size: Size,
  focalPoint: FocalPoint,
): void {
  const place = cover(size, frame, focalPoint)
  picture.resizeWithoutConstraints(place.width, place.height)
  picture.x = place.x
  picture.y = place.y
}

/**
 * Keeps the pictures that a recipe names in a frame that stays as it looks.
 *
 * @returns the way to take that back
 */
export function keepImages(frame: FrameNode, recipe: Recipe): () => void {
  const picture = findPicture(frame)
  const before = picture?.fills
  if (picture === null || before === undefined || typeof before === 'symbol') return () => undefined
  const kept = new Set(before.map((paint) => (paint.type === 'IMAGE' ? paint.imageHash : null)))
  const added = imagesOf([recipe]).filter((hash) => !kept.has(hash))
  if (added.length > 0) picture.fills = [...added.map(unseen), ...before]
  return () => {
    if (picture.removed || typeof picture.fills === 'symbol') return
    picture.fills = picture.fills.filter(
      (paint) => paint.type !== 'IMAGE' || !added.some((hash) => hash === paint.imageHash),
    )
  }
}

export function drawFailed(frame: FrameNode): void {
  frame.name = failedName(frame.name)
  frame.strokes = [failedStroke]
  frame.strokeWeight = 2
  frame.strokeAlign = 'INSIDE'
  frame.dashPattern = [8, 6]
}

/** Takes back what `drawFailed` did. */
export function clearFailed(frame: FrameNode): void {
  frame.name = plainName(frame.name)
  frame.strokes = []
  frame.dashPattern = []
}

/** Whether a frame holds nothing but what was drawn into it. */
export function isUntouched(frame: FrameNode): boolean {
  return addedTo(frame).length === 0
}

/** All that somebody has put into a frame, whatever that is in now. */
export function addedTo(frame: FrameNode): SceneNode[] {
  const picture = findPicture(frame)
  return frame.findAll(({ id }) => id !== picture?.id)
}

/**
 * The layer that shows a frame's picture, whatever a designer calls it. A copied frame still has the recipe
 * of the frame that it was copied from, and its picture the mark of that one's. Null where it was taken
 * out, and where several could be it.
 */
export function findPicture(frame: FrameNode): RectangleNode | null {
  const [picture = null, ...others] = markedIn(frame)
  return others.length === 0 ? picture : null
}

function markedIn(frame: FrameNode): RectangleNode[] {
  const variant = readRecipe(frame)?.node ?? frame.id
  return frame.children.filter((child): child is RectangleNode => {
    if (child.type !== 'RECTANGLE') return false
    const mark = child.getPluginData(pictureKey)
    return variant === frame.id ? mark === markOf(frame, child) : mark.startsWith(`${variant} `)
  })
}

/** Makes a layer the one that shows a frame's picture. */
export function markPicture(frame: FrameNode, picture: RectangleNode): void {
  picture.setPluginData(pictureKey, markOf(frame, picture))
}

function markOf(frame: FrameNode, picture: RectangleNode): string {
  return `${frame.id} ${picture.id}`
}

function createPicture(figma: Pick<PluginAPI, 'createRectangle'>, frame: FrameNode): RectangleNode {
  const likely = markedIn(frame).pop()
  const picture = figma.createRectangle()
  // At once: a new node stands on whichever page the designer is looking at. At the bottom, unless that would
  // be under what is left of the last picture, unseen.
  frame.insertChild(frame.children.findIndex(({ id }) => id === likely?.id) + 1, picture)
  picture.name = 'Picture'
  markPicture(frame, picture)
  // With the frame, should a designer resize it; the fill crops rather than stretch.
  picture.constraints = { horizontal: 'SCALE', vertical: 'SCALE' }
  return picture
}

/**
 * All images that recipes name. Figma keeps one in a file for as long as something in it shows it: what
 * a recipe needs to be made again, or to be picked again, travels along unseen, to other files too.
 */
function imagesOf(recipes: readonly Recipe[]): ImageHash[] {
  return recipes.flatMap(({ reference, details, progress }) => [
    reference.hash,
    ...details.references.map((further) => further.reference.hash),
    ...(progress.state === 'done' ? [progress.picture.hash] : []),
  ])
}

/** The paints of a layer that shows one image, and keeps others. */
function fillsOf(kept: readonly ImageHash[], shown: ImageHash): ImagePaint[] {
  return [...[...new Set(kept)].map(unseen), imageFill(shown)]
}

function unseen(hash: ImageHash): ImagePaint {
  return { ...imageFill(hash), visible: false }
}

function imageFill(imageHash: ImageHash): ImagePaint {
  return { type: 'IMAGE', scaleMode: 'FILL', imageHash }
}

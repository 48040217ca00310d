import type { Rect, Size } from '../protocol/geometry.ts'
import type { RequestOf } from '../protocol/messages.ts'
import type { Recipe } from '../protocol/recipe.ts'
import { keepImage, sizeOf } from './images.ts'
import { clearFailed, drawPicture } from './looks.ts'
import { type Finder, pageOf } from './nodes.ts'
import { requireVariant, writeProgress } from './progress.ts'
import { holds, overlap } from './slots.ts'
import { neighbours, spotBelow } from './surroundings.ts'

type Request = RequestOf<'place'>
type Painter = Finder & Pick<PluginAPI, 'createImage' | 'createRectangle' | 'commitUndo'>

/**
 * Fills a variant with its picture, as one undo step. Asked again for the same task, it only answers.
 *
 * @throws {PluginError} `variant-gone`, `picture-refused`
 */
export async function place(figma: Painter, request: Request): Promise<{ picture: Size }> {
  const before = await requireVariant(figma, request.node)
  const already = placedPicture(before.recipe, request)
  if (already !== null) return { picture: already }

  const { image, hash } = keepImage(figma, request.bytes)
  const picture = await sizeOf(image)
  if (request.frame !== null) {
    // Its neighbours are looked at, and a page's children can only be read once it is loaded.
    const { frame } = await requireVariant(figma, request.node)
    await pageOf(frame)?.loadAsync()
  }

  // From here to the end without an await: no edit of anyone's gets into this undo step.
  const { frame, recipe } = await requireVariant(figma, request.node)
  const meanwhile = placedPicture(recipe, request)
  if (meanwhile !== null) return { picture: meanwhile }
  if (request.frame !== null) changeSize(frame, request.frame)
  drawPicture(figma, frame, hash, picture, recipe.focalPoint)
  if (recipe.progress.state === 'failed') clearFailed(frame)
  const progress: Recipe['progress'] = {
    state: 'done',
    at: Date.now(),
    task: request.task,
    picture: { hash, ...picture },
  }
  writeProgress(frame, { ...recipe, progress }, request.remark)
  figma.commitUndo()
  return { picture }
}

function placedPicture({ progress }: Recipe, { task }: Request): Size | null {
  if (progress.state !== 'done' || progress.task !== task) return null
  return { width: progress.picture.width, height: progress.picture.height }
}

/** Keeps the top left corner where the new size has room there, and looks for room where it hasn't. */
function changeSize(frame: FrameNode, size: Size): void {
  const before = frame.absoluteBoundingBox
  frame.resizeWithoutConstraints(size.width, size.height)
  if (before === null || frame.rotation !== 0) return
  const after: Rect = { x: before.x, y: before.y, width: size.width, height: size.height }
  if (hasRoom(frame, before, after)) return
  const spot = spotBelow(frame, after)
  const slot = spot?.slots[0]
  if (!spot || !slot) return
  if (frame.parent?.id !== spot.container.id) spot.container.appendChild(frame)
  frame.x = slot.x
  frame.y = slot.y
}

/** What a person has put the frame over, or out of, before is as they want it. */
function hasRoom(frame: FrameNode, before: Rect, after: Rect): boolean {
  const around = neighbours(frame)
  if (around === null) return true
  const { bounds, obstacles } = around
  if (bounds !== null && holds(bounds, before) && !holds(bounds, after)) return false
  return !obstacles.some((obstacle) => overlap(obstacle, after) && !overlap(obstacle, before))
}

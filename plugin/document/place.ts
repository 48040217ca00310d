import { PluginError } from '../protocol/errors.ts'
import type { Rect, Size } from '../protocol/geometry.ts'
import type { RequestOf, ResponseOf } from '../protocol/messages.ts'
import { recipeKey, type Recipe } from '../protocol/recipe.ts'
import { keepImage, sizeOf } from './images.ts'
import { clearFailed, drawPicture } from './looks.ts'
import { type Finder, pageOf } from './nodes.ts'
import { findVariants, type Present, writeProgress } from './progress.ts'
import { dropPending, readRecipe, type Variant } from './recipes.ts'
import { holds, overlap } from './slots.ts'
import { neighbours, spotBelow } from './surroundings.ts'

type Request = RequestOf<'place'>
type Painter = Finder & Pick<PluginAPI, 'createImage' | 'createRectangle' | 'commitUndo'>

/**
 * Fills the variants of a job with its picture, as one undo step. Asked again for the same task, it
 * only answers.
 *
 * @throws {PluginError} `variant-gone` where none of them is there, `picture-refused`
 */
export async function place(figma: Painter, request: Request): Promise<ResponseOf<'place'>> {
  const before = await requireVariants(figma, request)
  const already = placedPicture(before, request)
  if (already !== null) return { picture: already, gone: before.gone, moved: [] }

  const { image, hash } = keepImage(figma, request.bytes)
  const picture = await sizeOf(image)
  await loadPages(await requireVariants(figma, request), request)

  // From here to the end without an await: no edit of anyone's gets into this undo step.
  const now = await requireVariants(figma, request)
  const meanwhile = placedPicture(now, request)
  if (meanwhile !== null) return { picture: meanwhile, gone: now.gone, moved: [] }
  const progress: Recipe['progress'] = {
    state: 'done',
    at: Date.now(),
    task: request.task,
    picture: { hash, ...picture },
  }
  for (const variant of now.there) {
    const { frame, recipe } = variant
    if (hasPicture(variant, request)) {
      dropPending(frame, request.job)
      continue
    }
    const size = newSize(frame, request)
    if (size !== null) changeSize(frame, size)
    const isFailed = readRecipe(frame)?.progress.state === 'failed'
    drawPicture(figma, frame, hash, picture, recipe)
    if (isFailed) clearFailed(frame)
    writeProgress({ frame, key: recipeKey }, { ...recipe, progress }, request.remark)
    dropPending(frame, request.job)
  }
  figma.commitUndo()
  return { picture, gone: now.gone, moved: [] }
}

async function requireVariants(figma: Finder, { job, variants }: Request): Promise<Present> {
  const nodes = variants.map(({ node }) => node)
  const present = await findVariants(figma, job, nodes)
  if (present.there.length === 0) throw new PluginError('variant-gone')
  return present
}

/** The picture, where all variants that are there have it. */
function placedPicture({ there }: Present, request: Request): Size | null {
  const [first] = there
  if (first?.recipe.progress.state !== 'done') return null
  if (!there.every((variant) => hasPicture(variant, request))) return null
  const { width, height } = first.recipe.progress.picture
  return { width, height }
}

function hasPicture({ recipe: { progress } }: Variant, { task }: Request): boolean {
  return progress.state === 'done' && progress.task === task
}

/** The neighbours of what changes its size are looked at: a page's children can only be read then. */
async function loadPages({ there }: Present, request: Request): Promise<void> {
  const changing = there.filter(({ frame }) => newSize(frame, request) !== null)
  const pages = new Set(changing.map(({ frame }) => pageOf(frame)))
  for (const page of pages) await page?.loadAsync()
}

function newSize({ id }: FrameNode, { variants }: Request): Size | null {
  return variants.find(({ node }) => node === id)?.frame ?? null
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

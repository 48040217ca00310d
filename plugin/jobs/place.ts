import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { Size } from '../../contract/model/geometry.ts'
import type { Scrim } from '../../contract/model/live-text.ts'
import { NodeId, type OwnerId } from '../../contract/model/ids.ts'
import type { Done } from '../../contract/model/plugin-data/recipe.ts'
import { keepImage, sizeOf } from '../canvas/images.ts'
import { clearFailed, type DoneRecipe } from '../variants/appearance.ts'
import { type Finder, idsOf, pageOf } from '../canvas/nodes.ts'
import { isPair, loadSwapNodes, resolveSwaps } from '../swaps/find-swaps.ts'
import { showRender } from '../swaps/visibility.ts'
import {
  layElsewhere,
  type LayerMaker,
  loadText,
  type Wanted,
  wantedBySwap,
} from '../live-text/lay-layers.ts'
import type { Loader } from '../live-text/loaded-layers.ts'
import { adoptLaid } from '../variants/laid-layers.ts'
import { adoptScrim } from '../variants/scrim.ts'
import { showPicture } from '../variants/show-picture.ts'
import { writeProgress } from '../variants/progress.ts'
import {
  alternativeKey,
  currentSlot,
  dropReplacement,
  othersIn,
  readRecipe,
  type Variant,
  writeRecipe,
} from '../plugin-data/recipes.ts'
import { readLink } from '../plugin-data/swap-links.ts'
import { removeEmptySection } from '../layout/run-section.ts'
import { canTakePlace, swapIn } from '../swaps/replace-layer.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'
import { findVariants, type Present } from '../variants/find-variants.ts'
import { changeSize } from './resize-variant.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

type Request = RequestOf<'place'>
type Painter = Loader & LayerMaker & Pick<PluginAPI, 'createFrame' | 'commitUndo'>

/**
 * Fills a job's frames with its picture, and replaces its layers by renders, in one undo step. Repeated for
 * the same task, it only answers.
 *
 * @param onFilled called with the variants' owner, within that undo step
 * @throws {PluginError} `variant-gone` where no variant is left, `picture-refused`
 */
export async function place(
  figma: Painter,
  request: Request,
  onFilled: (owner: OwnerId | null) => void = () => {},
): Promise<ResponseOf<'place'>> {
  const before = await requireVariants(figma, request)
  const already = placedBefore(before, request)
  if (already !== null) return already

  const { image, hash } = keepImage(figma, request.bytes)
  const picture = await sizeOf(image)
  const present = await requireVariants(figma, request)
  await loadPages(present, request)
  const { nodes } = await loadSwapNodes(figma, idsOf(present.there.map(({ node }) => node)))
  const layouts = layoutsIn(present, request)
  const loaded = await loadText(figma, [...swapTextsIn(present), ...layouts.values()])
  for (const [frame, wanted] of layouts) await layElsewhere(figma, loaded, frame, wanted)

  // No await from here on: nobody else's edit gets into this undo step.
  const now = await requireVariants(figma, request)
  const meanwhile = placedBefore(now, request)
  if (meanwhile !== null) return meanwhile
  const { task, remark } = request
  const progress: Done = { state: 'done', at: Date.now(), task, picture: { hash, ...picture } }
  const moved = [...now.moved]
  const links: Promise<void>[] = []
  for (const variant of now.there) {
    const recipe = { ...variant.recipe, progress }
    if (variant.kind === 'pending-render') {
      const { node: layer } = variant
      if (!canTakePlace(layer)) continue
      const scrim = scrimFor(recipe.node, request)
      const arrival = swapIn(figma, { layer, recipe, nodes, remark, loaded, scrim })
      moved.push({ layer: recipe.node, render: NodeId.parse(arrival.render.id) })
      if (arrival.links !== null) links.push(arrival.links)
    } else if (variant.kind === 'alternative' || hasPicture(variant, request)) {
      dropReplacement(variant.node, request.job)
    } else {
      fill(figma, variant.node, recipe, request)
      // The designer waits for this picture, even where the original was on show.
      for (const swap of resolveSwaps({ ids: idsOf([variant.node]), nodes }, isPair).swaps) {
        showRender(swap)
      }
    }
  }
  onFilled(now.there[0]?.recipe.owner ?? null)
  // The only await: Figma offers no synchronous way to set prototype links.
  if (links.length > 0) await Promise.all(links)
  commitUndo(figma)
  return { picture, missing: now.missing, moved }
}

function fill(figma: Painter, frame: FrameNode, recipe: DoneRecipe, request: Request): void {
  const size = newSize(frame, request)
  const before = readRecipe(frame)
  if (size !== null) {
    const { parent } = frame
    changeSize(frame, before?.job === recipe.job ? size : keepingArea(frame, size))
    // The frame may have grown out of it.
    removeEmptySection(parent, (before ?? recipe).run)
  }
  // What a render showed stays one of its choices.
  const isChoice = before?.progress.state === 'done' && readLink(frame)?.end === 'render'
  if (isChoice) writeRecipe(frame, before, alternativeKey(before.job))
  const scrim = scrimFor(recipe.node, request)
  showPicture(figma, frame, recipe, othersIn(frame, recipe.job), scrim)
  if (before?.node !== recipe.node) {
    // A copy: its layers still have the marks of the original's.
    adoptScrim(frame)
    adoptLaid(frame)
  }
  if (before?.progress.state === 'failed') clearFailed(frame)
  writeProgress(currentSlot(frame), recipe, request.remark)
  dropReplacement(frame, request.job)
}

/** A size for a next picture, with the area of a frame that was resized since that was ordered. */
function keepingArea(frame: FrameNode, { width, height }: Size): Size {
  const scale = Math.sqrt((frame.width * frame.height) / (width * height))
  // The size is in whole pixels.
  if (Math.abs(scale - 1) < 0.01) return { width, height }
  const scaled = (side: number) => Math.max(1, Math.round(side * scale))
  return { width: scaled(width), height: scaled(height) }
}

/** The scrim that the window wants for a variant; undefined to keep the present one. */
function scrimFor(id: NodeId, request: Request): Scrim | null | undefined {
  return wishFor(id, request)?.scrim
}

/** Variants that can still be filled. A layer whose parent no longer accepts children counts as missing. */
async function requireVariants(figma: Finder, { job, variants }: Request): Promise<Present> {
  const nodes = variants.map(({ node }) => node)
  const { there, missing, moved } = await findVariants(figma, job, nodes)
  const isLost = ({ kind, node }: Variant) => kind === 'pending-render' && !canTakePlace(node)
  const lost = there.filter(isLost).map(({ recipe }) => recipe.node)
  if (lost.length === there.length) throw new PluginError('variant-gone')
  return {
    there: there.filter((variant) => !isLost(variant)),
    missing: [...missing, ...lost],
    moved,
  }
}

/** The text of renders that will take a layer's place. */
function swapTextsIn({ there }: Present): Wanted[] {
  return there.flatMap(({ kind, recipe }) =>
    kind === 'pending-render' ? (wantedBySwap(recipe) ?? []) : [],
  )
}

/** The frames whose text gets another layout, with that layout. */
function layoutsIn({ there }: Present, request: Request): Map<FrameNode, Wanted> {
  const layouts = new Map<FrameNode, Wanted>()
  for (const { kind, node, recipe } of there) {
    const blocks = wishFor(recipe.node, request)?.layout
    if (kind === 'current' && blocks !== undefined) {
      layouts.set(node, { root: recipe.source.id, blocks })
    }
  }
  return layouts
}

/** The answer where all variants present have the picture; null where one of them lacks it. */
function placedBefore(
  { there, missing, moved }: Present,
  request: Request,
): ResponseOf<'place'> | null {
  const [first] = there
  if (first?.recipe.progress.state !== 'done') return null
  if (!there.every((variant) => hasPicture(variant, request))) return null
  const { width, height } = first.recipe.progress.picture
  return { picture: { width, height }, missing, moved }
}

function hasPicture({ recipe: { progress } }: Variant, { task }: Request): boolean {
  return progress.state === 'done' && progress.task === task
}

/** A resized frame needs its neighbours, and an unloaded page does not give its children. */
async function loadPages({ there }: Present, request: Request): Promise<void> {
  const changing = there.filter(({ node }) => newSize(node, request) !== null)
  const pages = new Set(changing.map(({ node }) => pageOf(node)))
  for (const page of pages) await page?.loadAsync()
}

function newSize({ id }: SceneNode, request: Request): Size | null {
  return wishFor(id, request)?.frame ?? null
}

/** What the window wants of one variant. */
function wishFor(id: string, { variants }: Request): Request['variants'][number] | undefined {
  return variants.find(({ node }) => node === id)
}

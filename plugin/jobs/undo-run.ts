import type { NodeId } from '../../contract/model/ids.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'
import { type Finder, findLoaded, isLocked } from '../canvas/nodes.ts'
import { removeFrame } from './remove-variants.ts'
import { createGuideFinder } from '../plugin-data/guides.ts'
import {
  alternativeKey,
  currentSlot,
  hasRecipe,
  readRecipe,
  type Variant,
} from '../plugin-data/recipes.ts'
import { readLink } from '../plugin-data/swap-links.ts'
import { endLoaded } from '../swaps/end-swaps.ts'
import { loadSwapNodes } from '../swaps/find-swaps.ts'
import { choicesIn } from '../swaps/list-pictures.ts'
import { restoring } from '../swaps/restore.ts'
import { isAdopted } from '../variants/added-layers.ts'
import type { DoneRecipe } from '../variants/appearance.ts'
import { showPicture } from '../variants/show-picture.ts'
import { variantOf } from '../variants/find-variants.ts'
import { writeProgress } from '../variants/progress.ts'
import { notePlaced } from './find-undone.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

type Jobs = RequestOf<'undoRun'>['jobs']
type Editor = Finder & Pick<PluginAPI, 'commitUndo' | 'createRectangle' | 'getImageByHash' | 'root'>

/**
 * Removes the variants of some jobs in one undo step, whatever they show or wait for. Variants that are
 * regenerated keep their picture, and layers that wait for a render stay as they are.
 */
export async function undoRun(figma: Editor, jobs: Jobs): Promise<ResponseOf<'undoRun'>> {
  const ids = jobs.flatMap(({ nodes }) => nodes)
  const gathered = await loadSwapNodes(figma, ids)
  const variants = () =>
    jobs.flatMap(({ job, nodes }) =>
      nodes.flatMap((id) => variantOf(gathered.nodes.get(id) ?? null, job) ?? []),
    )
  const layers = await findLoaded(
    figma,
    variants().map(({ recipe }) => recipe.source.id),
  )

  // No await from here on: nobody can add anything to what is being removed.
  const there = variants()
  const guidesOf = createGuideFinder()
  const live = new Set(layers.flatMap((layer) => (layer?.removed === false ? layer.id : [])))
  const renders = new Map<NodeId, FrameNode>()
  const touched: NodeId[] = []
  const locked: NodeId[] = []
  const removed: NodeId[] = []
  for (const variant of there) {
    const { kind, node, recipe } = variant
    if (kind === 'replacement' || kind === 'pending-render') continue
    if (readLink(node)?.end === 'render') renders.set(recipe.node, node)
    else if (isLocked(node)) locked.push(recipe.node)
    else if (isTaken(variant, live)) touched.push(recipe.node)
    else {
      removeFrame(node, recipe, guidesOf)
      removed.push(recipe.node)
    }
  }

  const restored: NodeId[] = []
  for (const [id, render] of renders) {
    const left = picturesLeft(figma, render, jobs)
    const [next] = left
    if (next === undefined) restored.push(id)
    else if (isLocked(render)) locked.push(id)
    else {
      showInstead(figma, render, next, left, jobs)
      removed.push(id)
    }
  }
  const asked = restored.map((node) => ({ node, agreed: '' }))
  const ended = endLoaded({ ...gathered, ids: restored }, asked, restoring)
  const stays = new Set([...ended.touched, ...ended.locked, ...ended.unclear, ...ended.missing])
  removed.push(...restored.filter((id) => !stays.has(id)))

  forgetJobs(figma, there, removed)
  if (removed.length > 0) commitUndo(figma)
  const isRemade = (id: NodeId) => {
    const node = gathered.nodes.get(id)
    return (
      node?.removed === false && hasRecipe(node) && there.every(({ recipe }) => recipe.node !== id)
    )
  }
  return {
    removed,
    // A render whose original was deleted has no layer to restore. Others have a later run's picture.
    touched: [...touched, ...ended.touched, ...ended.missing, ...ids.filter(isRemade)],
    locked: [...locked, ...ended.locked],
    unclear: ended.unclear,
  }
}

/** Whether a designer has made a variant part of something, or kept it in the place of a layer that is deleted. */
function isTaken({ kind, node, recipe }: Variant, live: ReadonlySet<string>): boolean {
  const isKept = recipe.target.kind === 'swap' && !live.has(recipe.source.id)
  return kind !== 'current' || isKept || isAdopted(node)
}

/** A render's pictures of other jobs that the file still has, newest first. */
function picturesLeft(figma: Editor, render: FrameNode, jobs: Jobs): DoneRecipe[] {
  return choicesIn(render)
    .filter(({ job }) => !jobs.some((each) => each.job === job))
    .filter(({ progress }) => figma.getImageByHash(progress.picture.hash) !== null)
    .sort((a, b) => b.progress.at - a.progress.at)
}

/** Removes some jobs' pictures from a render, and shows `next` if one of them was on show. */
function showInstead(
  figma: Editor,
  render: FrameNode,
  next: DoneRecipe,
  left: readonly DoneRecipe[],
  jobs: Jobs,
): void {
  const shown = readRecipe(render)
  for (const { job } of jobs) render.setPluginData(alternativeKey(job), '')
  if (!jobs.some(({ job }) => job === shown?.job)) return
  showPicture(figma, render, next, left)
  writeProgress(currentSlot(render), next, null)
  render.setPluginData(alternativeKey(next.job), '')
}

/** A job counts as undone once none of its variants is left. */
function forgetJobs(figma: Editor, there: readonly Variant[], removed: readonly NodeId[]): void {
  for (const { recipe } of there) {
    const { node: id, owner, job } = recipe
    const isLeft = (each: Variant) => each.recipe.job === job && variantOf(each.node, job) !== null
    if (removed.includes(id) && !there.some(isLeft)) notePlaced(figma, owner, job, false)
  }
}

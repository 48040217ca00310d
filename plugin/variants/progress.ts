import type { JobId, NodeId, TaskId } from '../../contract/model/ids.ts'
import type { Progress, Recipe } from '../../contract/model/recipe.ts'
import { description } from './layer-name.ts'
import { type Finder, findNode, isScene } from '../canvas/nodes.ts'
import { type Variant, variantsIn, writeRecipe } from '../plugin-data/recipes.ts'
import { readLink, renderIdOf } from '../plugin-data/swap-links.ts'
import type { Command } from '../../contract/protocol/commands.ts'

/** What both ends of a swap offer by buttons of their own. */
export const swapOffers: readonly Command[] = ['flip', 'compare', 'restore-original']
/** What a variant offers once it has its picture. */
const offers: readonly Command[] = ['regenerate', 'vary', 'use-recipe']
const showRecipe: Command = 'show-recipe'

/** The variants of a job as they are now, and those of the nodes that are none of them (any more). */
export interface Present {
  readonly there: readonly Variant[]
  readonly missing: NodeId[]
  /** The layers among the nodes, and the renders of the job that have taken their places. */
  readonly moved: { readonly layer: NodeId; readonly render: NodeId }[]
}

/**
 * Looks the variants of a job up among some nodes: for a layer that was swapped, its render. What it
 * finds holds until the next await.
 */
export async function findVariants(
  figma: Finder,
  job: JobId,
  nodes: readonly NodeId[],
): Promise<Present> {
  const found = await findAll(figma, nodes)
  const renders = await findAll(
    figma,
    found.map((node) => (node === null ? null : renderIdOf(node))),
  )
  const there: Variant[] = []
  const missing: NodeId[] = []
  const moved: Present['moved'] = []
  for (const [index, id] of nodes.entries()) {
    const own = variantOf(found[index] ?? null, job)
    const variant = own ?? variantOf(renders[index] ?? null, job)
    if (variant === null) missing.push(id)
    else there.push(variant)
    if (variant !== own && variant !== null) moved.push({ layer: id, render: variant.recipe.node })
  }
  return { there, missing, moved }
}

function findAll(figma: Finder, ids: readonly (string | null)[]): Promise<(BaseNode | null)[]> {
  return Promise.all(ids.map(async (id) => (id === null ? null : findNode(figma, id))))
}

/** What a node is to a job; null where it is no variant of it. */
function variantOf(node: BaseNode | null, job: JobId): Variant | null {
  // Looking others up takes time, in which this one may have gone.
  if (node === null || node.removed || !isScene(node)) return null
  return (
    variantsIn(node, (text) => text.includes(job)).find(({ recipe }) => recipe.job === job) ?? null
  )
}

/**
 * Writes how far a variant has come, and says so by the relaunch buttons of a frame. What is still to
 * come for a frame, or a layer, leaves it those that it has.
 */
export function writeProgress(
  { node, key, kind }: Pick<Variant, 'node' | 'key' | 'kind'>,
  recipe: Recipe,
  remark: string | null,
): void {
  writeRecipe(node, recipe, key)
  if (kind !== 'own') return
  const before = readLink(node)?.end === 'render' ? swapOffers : []
  const after = recipe.progress.state === 'done' ? offers : []
  node.setRelaunchData({
    ...buttons(before),
    [showRecipe]: description(recipe, remark),
    ...buttons(after),
  })
}

/** Relaunch buttons without a description. */
export function buttons(commands: readonly Command[]): Record<string, string> {
  return Object.fromEntries(commands.map((command) => [command, '']))
}

/** Whether a picture is still to come for it, as far as the document knows. */
export function isWaiting({ progress }: Recipe): boolean {
  return progress.state === 'reserved' || progress.state === 'submitted'
}

/** The task behind a variant, whatever became of it. */
export function taskOf(progress: Progress): TaskId | null {
  switch (progress.state) {
    case 'reserved':
      return null
    case 'submitted':
    case 'done':
    case 'failed':
      return progress.task
  }
}

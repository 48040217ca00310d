import type { JobId, NodeId, TaskId } from '../protocol/ids.ts'
import type { Command } from '../protocol/messages.ts'
import { type Progress, type Recipe, recipeKey } from '../protocol/recipe.ts'
import { description } from './names.ts'
import { type Finder, findNode } from './nodes.ts'
import { type Variant, variantsIn, writeRecipe } from './recipes.ts'

/** What a variant offers by buttons of its own once it has its picture. */
const offers: readonly Command[] = ['regenerate', 'vary', 'use-recipe']
const showRecipe: Command = 'show-recipe'

/** The variants of a job as they are now, and those of the nodes that are none of them (any more). */
export interface Present {
  readonly there: readonly Variant[]
  readonly gone: NodeId[]
}

/** Looks the variants of a job up among some nodes. What it finds holds until the next await. */
export async function findVariants(
  figma: Finder,
  job: JobId,
  nodes: readonly NodeId[],
): Promise<Present> {
  const found = await Promise.all(nodes.map((node) => findNode(figma, node)))
  const there: Variant[] = []
  const gone: NodeId[] = []
  for (const [index, node] of nodes.entries()) {
    const variant = variantOf(found[index] ?? null, job)
    if (variant === null) gone.push(node)
    else there.push(variant)
  }
  return { there, gone }
}

/** What a node is to a job; null where it is no variant of it. */
export function variantOf(node: BaseNode | null, job: JobId): Variant | null {
  // Looking others up takes time, in which this one may have gone.
  if (node?.type !== 'FRAME' || node.removed) return null
  return variantsIn(node).find(({ recipe }) => recipe.job === job) ?? null
}

/**
 * Writes how far a variant has come, and says so by its relaunch buttons. One that is regenerated
 * keeps those of the picture that it has.
 */
export function writeProgress(
  { frame, key }: Pick<Variant, 'frame' | 'key'>,
  recipe: Recipe,
  remark: string | null,
): void {
  writeRecipe(frame, recipe, key)
  if (key !== recipeKey) return
  const more = recipe.progress.state === 'done' ? offers : []
  frame.setRelaunchData({
    [showRecipe]: description(recipe, remark),
    ...Object.fromEntries(more.map((command) => [command, ''])),
  })
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

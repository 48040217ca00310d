import type { Editor, Gone } from './record.ts'
import type { RequestOf } from '../../contract/protocol/procedures.ts'
import { taskOf, writeProgress } from '../variants/progress.ts'
import type { Progress } from '../../contract/model/plugin-data/recipe.ts'
import { drawFailed } from '../variants/appearance.ts'
import type { Variant } from '../plugin-data/recipes.ts'
import { findVariants } from '../variants/find-variants.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

/**
 * Marks a job's variants as failed. A variant that has a picture keeps it, whatever is reported later. A
 * layer that gets no render is as it was before.
 */
export async function failJob(
  figma: Editor,
  {
    job,
    nodes,
    reason,
    settled,
  }: Pick<RequestOf<'failJob'>, 'job' | 'nodes' | 'reason' | 'settled'>,
): Promise<Gone> {
  const { there, missing } = await findVariants(figma, job, nodes)
  let isSeen = false
  for (const variant of there) {
    const { node, key, kind, recipe } = variant
    if (recipe.progress.state === 'done') continue
    if (kind === 'pending-render' && settled) {
      node.setPluginData(key, '')
      continue
    }
    if (markFailed(variant, reason)) isSeen = true
  }
  if (isSeen) commitUndo(figma)
  return { missing }
}

/** @returns whether it is seen */
export function markFailed(variant: Variant, reason: string): boolean {
  const { node, kind, recipe } = variant
  const task = taskOf(recipe.progress)
  const progress: Progress = { state: 'failed', at: Date.now(), task, reason }
  writeProgress(variant, { ...recipe, progress }, null)
  if (kind === 'current') drawFailed(node)
  return kind === 'current'
}

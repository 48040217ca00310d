import type { JobId, NodeId } from '../../contract/model/ids.ts'
import type { Progress } from '../../contract/model/recipe.ts'
import { clearFailed, drawFailed, isUntouched, keepImages } from '../variants/appearance.ts'
import { type Finder, isLocked } from '../canvas/nodes.ts'
import { findVariants, taskOf, writeProgress } from '../variants/progress.ts'
import { removeEmptySection } from '../layout/run-section.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>
type Gone = ResponseOf<'updateJob'>

/**
 * Writes on the variants of a job how far it has come. Not an undo step of its own: should a person
 * undo it, the ledger still knows, and `place` is told it anew.
 */
export async function recordProgress(
  figma: Finder,
  job: JobId,
  nodes: readonly NodeId[],
  {
    request,
    reference,
    submission,
  }: Pick<RequestOf<'updateJob'>, 'request' | 'reference' | 'submission'>,
): Promise<Gone> {
  const { there, missing } = await findVariants(figma, job, nodes)
  for (const variant of there) {
    const { recipe } = variant
    const progress = progressed(recipe.progress, submission)
    if (progress === null) continue
    if (recipe.progress.state === 'failed' && variant.kind === 'own') clearFailed(variant.node)
    const known = { ...recipe, request, reference: reference ?? recipe.reference, progress }
    if (variant.kind !== 'coming') keepImages(variant.node, known)
    writeProgress(variant, known, null)
  }
  return { missing }
}

/** How far a variant is now; null where it is further already. */
function progressed(
  before: Progress,
  submission: RequestOf<'updateJob'>['submission'],
): Progress | null {
  if (submission.state === 'created') {
    const { task, at } = submission
    return before.state === 'done' && before.task === task ? null : { state: 'submitted', at, task }
  }
  // An undo can have brought an older task back, of which nothing is to be expected any more.
  return before.state === 'done' ? null : { state: 'reserved', at: Date.now() }
}

/**
 * Marks the variants of a job as failed. One that has a picture keeps it, whatever is said later. A
 * layer whose place nothing will take any more is as it was before.
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
    if (kind === 'coming' && settled) {
      node.setPluginData(key, '')
      continue
    }
    const task = taskOf(recipe.progress)
    const progress: Progress = { state: 'failed', at: Date.now(), task, reason }
    writeProgress(variant, { ...recipe, progress }, null)
    if (kind !== 'own') continue
    drawFailed(node)
    isSeen = true
  }
  if (isSeen) figma.commitUndo()
  return { missing }
}

/**
 * Removes the placeholders of a job that no task stands behind, and what was to replace a picture or a
 * layer. A placeholder that a person has put something into, or locked, stays.
 */
export async function cancelJob(
  figma: Editor,
  job: JobId,
  nodes: readonly NodeId[],
): Promise<Gone> {
  const { there, missing } = await findVariants(figma, job, nodes)
  let isSeen = false
  for (const { node, key, kind, recipe } of there) {
    const waits = recipe.progress.state === 'reserved' || recipe.progress.state === 'failed'
    if (!waits || taskOf(recipe.progress) !== null) continue
    if (kind !== 'own') node.setPluginData(key, '')
    else if (isUntouched(node) && !isLocked(node)) {
      const { parent } = node
      node.remove()
      removeEmptySection(parent, recipe.run)
      isSeen = true
    }
  }
  if (isSeen) figma.commitUndo()
  return { missing }
}

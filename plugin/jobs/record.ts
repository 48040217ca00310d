import type { JobId, NodeId } from '../../contract/model/ids.ts'
import type { Progress } from '../../contract/model/plugin-data/recipe.ts'
import { clearFailed, keepImages } from '../variants/appearance.ts'
import type { Finder } from '../canvas/nodes.ts'
import { writeProgress } from '../variants/progress.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'
import { findVariants } from '../variants/find-variants.ts'

export type Editor = Finder & Pick<PluginAPI, 'commitUndo'>
export type Gone = ResponseOf<'updateJob'>

/**
 * Records on a job's variants how far it has come. Not an undo step of its own: if a designer undoes it, the
 * ledger still knows, and `place` gets the task again.
 */
export async function recordProgress(
  figma: Finder,
  job: JobId,
  nodes: readonly NodeId[],
  {
    request,
    reference,
    submission,
    price,
  }: Pick<RequestOf<'updateJob'>, 'request' | 'reference' | 'submission' | 'price'>,
): Promise<Gone> {
  const { there, missing } = await findVariants(figma, job, nodes)
  for (const variant of there) {
    const { recipe } = variant
    const progress = progressed(recipe.progress, submission)
    if (progress === null) continue
    if (recipe.progress.state === 'failed' && variant.kind === 'current') clearFailed(variant.node)
    const known = {
      ...recipe,
      request,
      price: price ?? recipe.price,
      reference: reference ?? recipe.reference,
      progress,
    }
    if (variant.kind !== 'pending-render') keepImages(variant.node, known)
    writeProgress(variant, known, null)
  }
  return { missing }
}

/** A variant's new progress; null where it is further already. */
function progressed(
  before: Progress,
  submission: RequestOf<'updateJob'>['submission'],
): Progress | null {
  if (submission.state === 'created') {
    const { task, at } = submission
    return before.state === 'done' && before.task === task ? null : { state: 'submitted', at, task }
  }
  // An undo can have brought back an older task, which is no longer expected to finish.
  return before.state === 'done' ? null : { state: 'reserved', at: Date.now() }
}

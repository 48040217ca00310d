import type { Editor, Gone } from './record.ts'
import type { JobId, NodeId } from '../../contract/model/ids.ts'
import { taskOf } from '../variants/progress.ts'
import { isUntouched } from '../variants/added-layers.ts'
import { findLoaded, isLocked } from '../canvas/nodes.ts'
import { removeFrame } from './remove-variants.ts'
import { findVariants } from '../variants/find-variants.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

/**
 * Removes a job's placeholders that have no task, and its recipes for the next picture of a variant or
 * layer. A placeholder stays where a designer has locked it or put something into it.
 */
export async function cancelJob(
  figma: Editor,
  job: JobId,
  nodes: readonly NodeId[],
): Promise<Gone> {
  // A page that is not loaded does not give its safe zones.
  await findLoaded(figma, nodes)
  const { there, missing } = await findVariants(figma, job, nodes)
  let isSeen = false
  for (const { node, key, kind, recipe } of there) {
    const waits = recipe.progress.state === 'reserved' || recipe.progress.state === 'failed'
    if (!waits || taskOf(recipe.progress) !== null) continue
    if (kind !== 'current') node.setPluginData(key, '')
    else if (isUntouched(node) && !isLocked(node)) {
      removeFrame(node, recipe)
      isSeen = true
    }
  }
  if (isSeen) commitUndo(figma)
  return { missing }
}

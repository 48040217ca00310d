import { markFailed } from './fail.ts'
import type { Editor, Gone } from './record.ts'
import type { JobId, NodeId } from '../../contract/model/ids.ts'
import { isWaiting, taskOf } from '../variants/progress.ts'
import { isUntouched } from '../variants/added-layers.ts'
import { findLoaded, isLocked } from '../canvas/nodes.ts'
import { removeFrame } from './remove-variants.ts'
import { findVariants } from '../variants/find-variants.ts'
import { createGuideFinder } from '../plugin-data/guides.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

/**
 * Removes a job's placeholders that have no task, and its recipes for the next picture of a variant or
 * layer. A placeholder that a designer has locked or put something into stays, and says that it was stopped.
 */
export async function cancelJob(
  figma: Editor,
  job: JobId,
  nodes: readonly NodeId[],
): Promise<Gone> {
  // A page that is not loaded does not give its safe zones.
  await findLoaded(figma, nodes)
  const { there, missing } = await findVariants(figma, job, nodes)
  const guidesOf = createGuideFinder()
  let isSeen = false
  for (const variant of there) {
    const { node, key, kind, recipe } = variant
    const waits = recipe.progress.state === 'reserved' || recipe.progress.state === 'failed'
    if (!waits || taskOf(recipe.progress) !== null) continue
    if (kind !== 'current') node.setPluginData(key, '')
    else {
      if (isUntouched(node) && !isLocked(node)) removeFrame(node, recipe, guidesOf)
      // Still waiting, it would be offered again each time the plugin is opened.
      else if (isWaiting(recipe)) markFailed(variant, 'Stopped before it was sent.')
      isSeen = true
    }
  }
  if (isSeen) commitUndo(figma)
  return { missing }
}

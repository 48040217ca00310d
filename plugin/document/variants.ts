import type { NodeId } from '../protocol/ids.ts'
import type { RequestOf } from '../protocol/messages.ts'
import type { Progress } from '../protocol/recipe.ts'
import { clearFailed, drawFailed, isUntouched } from './looks.ts'
import type { Finder } from './nodes.ts'
import { requireVariant, writeProgress } from './progress.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/**
 * Writes on a variant how far its job has come. Not an undo step of its own: should a person undo it,
 * the ledger still knows, and `place` is told it anew.
 *
 * @throws {PluginError} `variant-gone`
 */
export async function recordProgress(
  figma: Finder,
  node: NodeId,
  { request, submission }: Pick<RequestOf<'record'>, 'request' | 'submission'>,
): Promise<void> {
  const { frame, recipe } = await requireVariant(figma, node)
  const { progress } = recipe
  if (submission.state === 'created') {
    const { task, at } = submission
    if (progress.state === 'done' && progress.task === task) return
    if (progress.state === 'failed') clearFailed(frame)
    writeProgress(frame, { ...recipe, request, progress: { state: 'submitted', at, task } }, null)
    return
  }
  if (progress.state === 'done') return
  if (progress.state === 'failed') clearFailed(frame)
  // An undo can have brought an older task back, of which nothing is to be expected any more.
  writeProgress(
    frame,
    { ...recipe, request, progress: { state: 'reserved', at: Date.now() } },
    null,
  )
}

/**
 * Marks a variant as failed. One that has its picture keeps it, whatever is said later.
 *
 * @throws {PluginError} `variant-gone`
 */
export async function markFailed(figma: Editor, node: NodeId, reason: string): Promise<void> {
  const { frame, recipe } = await requireVariant(figma, node)
  const task = taskOf(recipe.progress)
  if (recipe.progress.state === 'done') return
  drawFailed(frame)
  const progress: Progress = { state: 'failed', at: Date.now(), task, reason }
  writeProgress(frame, { ...recipe, progress }, null)
  figma.commitUndo()
}

/**
 * Removes a placeholder that no task stands behind. One that a person has put something into stays.
 *
 * @throws {PluginError} `variant-gone`
 */
export async function release(figma: Editor, node: NodeId): Promise<void> {
  const { frame, recipe } = await requireVariant(figma, node)
  const waits = recipe.progress.state === 'reserved' || recipe.progress.state === 'failed'
  if (!waits || taskOf(recipe.progress) !== null || !isUntouched(frame)) return
  frame.remove()
  figma.commitUndo()
}

function taskOf(progress: Progress): Extract<Progress, { state: 'failed' }>['task'] {
  switch (progress.state) {
    case 'reserved':
      return null
    case 'submitted':
    case 'done':
    case 'failed':
      return progress.task
  }
}

import type { Scrim } from '../../contract/model/live-text.ts'
import { PluginError } from '../../contract/protocol/plugin-error.ts'
import { type JobId, NodeId } from '../../contract/model/ids.ts'
import { choicesIn } from './list-pictures.ts'
import { showPicture } from '../variants/show-picture.ts'
import type { Finder } from '../canvas/nodes.ts'
import { adoptCopiedSwap } from './adopt-copy.ts'
import { loadSwapNodes, hasRender, resolveSwaps } from './find-swaps.ts'
import { writeProgress } from '../variants/progress.ts'
import {
  alternativeKey,
  currentSlot,
  othersIn,
  readRecipe,
  writeRecipe,
} from '../plugin-data/recipes.ts'
import { showRender } from './visibility.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo' | 'createRectangle' | 'getImageByHash'>

/**
 * Shows another of a render's pictures, and hides the original, in one undo step.
 *
 * @throws {PluginError} `swap-gone`
 */
export async function choosePicture(
  figma: Editor,
  node: NodeId,
  job: JobId,
  scrim?: Scrim | null,
): Promise<void> {
  const [swap] = resolveSwaps(await loadSwapNodes(figma, [node]), hasRender).swaps
  if (swap === undefined) throw new PluginError('swap-gone')
  const { render } = swap
  const choice = choicesIn(render).find((one) => one.job === job)
  if (choice === undefined || figma.getImageByHash(choice.progress.picture.hash) === null) {
    throw new PluginError('swap-gone', 'no such picture')
  }
  adoptCopiedSwap(swap)
  const shown = readRecipe(render)
  if (shown?.job !== job) {
    if (shown !== null) writeRecipe(render, shown, alternativeKey(shown.job))
    const recipe = { ...choice, node: NodeId.parse(render.id) }
    showPicture(figma, render, recipe, othersIn(render, job), scrim)
    writeProgress(currentSlot(render), recipe, null)
    render.setPluginData(alternativeKey(job), '')
  }
  showRender(swap)
  commitUndo(figma)
}

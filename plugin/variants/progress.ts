import type { TaskId } from '../../contract/model/ids.ts'
import type { Progress, Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { description } from './layer-name.ts'
import { remarksOnText } from './laid-layers.ts'
import { type Variant, writeRecipe } from '../plugin-data/recipes.ts'
import { readLink } from '../plugin-data/swap-links.ts'
import { buttons, offers, showRecipe, swapOffers } from './relaunch-buttons.ts'

/**
 * Records a variant's progress; a frame's relaunch buttons show it. A recipe for a next picture leaves the
 * buttons unchanged.
 */
export function writeProgress(
  { node, key, kind }: Pick<Variant, 'node' | 'key' | 'kind'>,
  recipe: Recipe,
  remark: string | null,
): void {
  writeRecipe(node, recipe, key)
  if (kind !== 'current') return
  const before = readLink(node)?.end === 'render' ? swapOffers : []
  const after = recipe.progress.state === 'done' ? offers : []
  node.setRelaunchData({
    ...buttons(before),
    [showRecipe]: description(recipe, remark, ...remarksOnText(node)),
    ...buttons(after),
  })
}

/** Whether the document expects a picture for a recipe. */
export function isWaiting({ progress }: Recipe): boolean {
  return progress.state === 'reserved' || progress.state === 'submitted'
}

/** The task of a variant, however it ended; null before it is known. */
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

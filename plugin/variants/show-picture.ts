import type { Scrim } from '../../contract/model/live-text.ts'
import type { Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { type DoneRecipe, drawPicture } from './appearance.ts'
import { showLaid } from './laid-layers.ts'
import { drawScrim } from './scrim.ts'

/**
 * Fills a frame with its picture, as `drawPicture` does. If the picture itself shows the words, live text
 * that nobody has touched is hidden, and its scrim removed: otherwise the words would be visible twice.
 *
 * @param scrim left out to keep the present one
 */
export function showPicture(
  figma: Pick<PluginAPI, 'createRectangle'>,
  frame: FrameNode,
  recipe: DoneRecipe,
  others: readonly Recipe[],
  scrim?: Scrim | null,
): void {
  const isLive = recipe.details.live !== undefined
  drawPicture(figma, frame, recipe, others)
  showLaid(frame, recipe.details.live?.blocks ?? [])
  const wanted = isLive ? scrim : null
  if (wanted !== undefined) drawScrim(figma, frame, wanted)
}

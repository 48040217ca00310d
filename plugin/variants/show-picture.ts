import type { Scrim } from '../../contract/model/live-text.ts'
import type { Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { type DoneRecipe, drawPicture } from './appearance.ts'
import { showLaid } from './laid-layers.ts'
import { drawScrim } from './scrim.ts'

/**
 * Fills a frame with its picture, as `drawPicture` does. Live text that nobody has touched is hidden over a
 * picture that was made with its words, with its scrim: else they would be seen twice.
 *
 * @param scrim left out where what stands between picture and text stays as it is
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
  showLaid(frame, isLive)
  const wanted = isLive ? scrim : null
  if (wanted !== undefined) drawScrim(figma, frame, wanted)
}

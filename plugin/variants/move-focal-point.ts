import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { FocalPoint } from '../../contract/model/geometry.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import type { Scrim } from '../../contract/model/live-text.ts'
import { replacementKey } from '../../contract/model/plugin-data/recipe.ts'
import { drawScrim } from './scrim.ts'
import { movePicture } from './appearance.ts'
import { type Finder, findNode } from '../canvas/nodes.ts'
import { readRecipe, writeRecipe } from '../plugin-data/recipes.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

/**
 * Moves the picture of a variant, or of a copy of one, to another focal point, in one undo step. Its next
 * picture gets the focal point too.
 *
 * @throws {PluginError} `variant-gone`
 */
export async function moveFocalPoint(
  figma: Finder & Pick<PluginAPI, 'commitUndo' | 'createRectangle'>,
  node: NodeId,
  focalPoint: FocalPoint,
  scrim?: Scrim | null,
): Promise<void> {
  const frame = await findNode(figma, node)
  if (frame?.type !== 'FRAME') throw new PluginError('variant-gone')
  const recipe = readRecipe(frame)
  if (recipe === null) throw new PluginError('variant-gone', 'no recipe')
  const { progress } = recipe
  if (progress.state === 'done') {
    movePicture(frame, progress.picture.hash, progress.picture, focalPoint)
  }
  if (scrim !== undefined) drawScrim(figma, frame, scrim)
  writeRecipe(frame, { ...recipe, focalPoint })
  const pending = readRecipe(frame, replacementKey)
  if (pending !== null) writeRecipe(frame, { ...pending, focalPoint }, replacementKey)
  commitUndo(figma)
}

import { PluginError } from '../protocol/errors.ts'
import type { NodeId } from '../protocol/ids.ts'
import type { Command } from '../protocol/messages.ts'
import type { Recipe } from '../protocol/recipe.ts'
import { description } from './names.ts'
import { type Finder, findNode } from './nodes.ts'
import { readRecipe, writeRecipe } from './recipes.ts'

const showRecipe: Command = 'show-recipe'

/**
 * A variant as it is now. A duplicate that a person made carries its original's recipe, and is none.
 *
 * @throws {PluginError} `variant-gone`
 */
export async function requireVariant(
  figma: Finder,
  id: NodeId,
): Promise<{ frame: FrameNode; recipe: Recipe }> {
  const frame = await findNode(figma, id)
  if (frame?.type !== 'FRAME') throw new PluginError('variant-gone')
  const recipe = readRecipe(frame)
  if (recipe?.node !== id) throw new PluginError('variant-gone', 'no recipe of its own')
  return { frame, recipe }
}

/** Writes a variant's recipe, and says by its relaunch button how far it has come. */
export function writeProgress(frame: FrameNode, recipe: Recipe, remark: string | null): void {
  writeRecipe(frame, recipe)
  frame.setRelaunchData({ [showRecipe]: description(recipe, remark) })
}

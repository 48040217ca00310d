import { Recipe, recipeKey } from '../protocol/recipe.ts'

/** The piece of a node that keeps data. */
export type Keeper = Pick<PluginDataMixin, 'getPluginData' | 'setPluginData'>

/** The recipe kept on a node; null where there is none, or none that can be read. */
export function readRecipe(node: Keeper): Recipe | null {
  const text = node.getPluginData(recipeKey)
  if (text === '') return null
  try {
    const decoded = Recipe.safeParse(JSON.parse(text))
    return decoded.success ? decoded.data : null
  } catch {
    return null
  }
}

export function writeRecipe(node: Keeper, recipe: Recipe): void {
  node.setPluginData(recipeKey, JSON.stringify(recipe))
}

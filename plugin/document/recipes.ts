import type { JobId } from '../protocol/ids.ts'
import { Recipe, pendingKey, recipeKey } from '../protocol/recipe.ts'

/** The piece of a node that keeps data. */
export type Keeper = Pick<PluginDataMixin, 'getPluginData' | 'setPluginData'>

/** What made a variant's picture, or what is to replace it. */
export type RecipeKey = typeof recipeKey | typeof pendingKey

/** What Figma takes is 100 kB an entry, its key and the plugin's id included. */
const mostBytes = 90_000

/** A frame with a recipe of its own. One that is regenerated in place is a variant twice. */
export interface Variant {
  readonly frame: FrameNode
  readonly key: RecipeKey
  readonly recipe: Recipe
}

/** The recipe kept on a node; null where there is none, or none that can be read. */
export function readRecipe(node: Keeper, key: RecipeKey = recipeKey): Recipe | null {
  const text = node.getPluginData(key)
  if (text === '') return null
  try {
    const decoded = Recipe.safeParse(JSON.parse(text))
    return decoded.success ? decoded.data : null
  } catch {
    return null
  }
}

/**
 * Keeps a recipe on a node: the prompt as it was sent, and as it was written where there is room. Not
 * where HiAPI is to announce the task: such an address can hold a secret, and everyone reads the file.
 */
export function writeRecipe(node: Keeper, recipe: Recipe, key: RecipeKey = recipeKey): void {
  const kept = { ...recipe, request: { ...recipe.request, callbackUrl: '' } }
  const text = JSON.stringify(kept)
  const short = () => JSON.stringify({ ...kept, making: { ...recipe.making, template: '' } })
  node.setPluginData(key, bytesOf(text) > mostBytes ? short() : text)
}

/** What a frame is a variant by. A duplicate carries another frame's id in its recipes, and is none. */
export function variantsIn(frame: FrameNode): Variant[] {
  const [made, ...others] = ([recipeKey, pendingKey] as const).flatMap((key): Variant[] => {
    const recipe = readRecipe(frame, key)
    return recipe?.node === frame.id ? [{ frame, key, recipe }] : []
  })
  if (made === undefined) return []
  // It is there, and the plugin was closed before it could take what was to come away.
  return [made, ...others.filter(({ recipe }) => recipe.job !== made.recipe.job)]
}

/** Takes what was to come away from a variant that has it. */
export function dropPending(frame: FrameNode, job: JobId): void {
  if (frame.removed) return
  if (readRecipe(frame, pendingKey)?.job === job) frame.setPluginData(pendingKey, '')
}

/** In UTF-8. The sandbox has no `TextEncoder`. */
function bytesOf(text: string): number {
  let bytes = text.length
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x80) bytes += 1
    // A pair of surrogates has been counted as two, and takes four.
    if (code >= 0x800) bytes += 1
  }
  return bytes
}

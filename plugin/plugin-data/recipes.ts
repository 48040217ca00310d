import type { JobId } from '../../contract/model/ids.ts'
import { Recipe, replacementKey, recipeKey } from '../../contract/model/recipe.ts'
import { alternativePrefix, pendingRenderPrefix } from '../../contract/model/swap-link.ts'
import { type PluginDataNode, readKept } from './plugin-data-node.ts'

type AlternativeKey = `${typeof alternativePrefix}${string}`
type PendingRenderKey = `${typeof pendingRenderPrefix}${string}`

/** Under which keys recipes are kept. */
export type RecipeKey = typeof recipeKey | typeof replacementKey | AlternativeKey | PendingRenderKey

/** Where a render keeps the recipe of another picture that can be picked for it. */
export function alternativeKey(job: JobId): AlternativeKey {
  return `${alternativePrefix}${job}`
}

/** Where a layer keeps the recipe of a render that is to take its place. */
export function pendingRenderKey(job: JobId): PendingRenderKey {
  return `${pendingRenderPrefix}${job}`
}

/** What Figma takes is 100 kB an entry, its key and the plugin's id included. */
const mostBytes = 90_000

/**
 * What the document has of a job: a layer, with a recipe of its own.
 *
 * - `current`: a frame, by the picture that it shows or waits for
 * - `replacement`: the same frame, by what will replace that picture; so it is a variant twice
 * - `alternative`: a render, by a picture that can be picked for it
 * - `pending-render`: any layer, by the render that will take its place
 */
export type Variant =
  | {
      readonly kind: 'current'
      readonly node: FrameNode
      readonly key: typeof recipeKey
      recipe: Recipe
    }
  | {
      readonly kind: 'replacement'
      readonly node: FrameNode
      readonly key: typeof replacementKey
      recipe: Recipe
    }
  | {
      readonly kind: 'alternative'
      readonly node: FrameNode
      readonly key: AlternativeKey
      recipe: Recipe
    }
  | {
      readonly kind: 'pending-render'
      readonly node: SceneNode
      readonly key: PendingRenderKey
      recipe: Recipe
    }

/** The recipe kept on a node; null where there is none, or none that can be read. */
export function readRecipe(node: PluginDataNode, key: RecipeKey = recipeKey): Recipe | null {
  return readKept(node, key, Recipe)
}

/** Whether a frame, as a variant or a copy of one, keeps a recipe. */
export function hasRecipe(node: PluginDataNode): boolean {
  return node.getPluginData(recipeKey) !== ''
}

/** What a recipe goes without where there is no room, step by step: nothing else needs it. */
const lighter = [{}, { template: '' }, { template: '', serves: [] }]

/**
 * Keeps a recipe on a node. Where there is no room for all of it, without the prompt as it was written;
 * then without the names of all that its picture serves. Never where HiAPI is to announce the task:
 * such an address can hold a secret, and everyone reads the file.
 */
export function writeRecipe(
  node: PluginDataNode,
  recipe: Recipe,
  key: RecipeKey = recipeKey,
): void {
  const request = { ...recipe.request, callbackUrl: '' }
  let text = ''
  for (const without of lighter) {
    text = JSON.stringify({ ...recipe, request, details: { ...recipe.details, ...without } })
    if (bytesOf(text) <= mostBytes) break
  }
  node.setPluginData(key, text)
}

/**
 * All recipes that a layer, or a copy of one, keeps.
 *
 * @param isWanted passes over what need not be decoded, by its text
 */
export function recipesIn(
  node: SceneNode,
  isWanted: (text: string) => boolean = () => true,
): Variant[] {
  return node.getPluginDataKeys().flatMap((key): Variant[] => {
    const slot = slotOf(node, key)
    if (slot === null || !isWanted(node.getPluginData(key))) return []
    const recipe = readRecipe(node, slot.key)
    return recipe === null ? [] : [{ ...slot, recipe }]
  })
}

/**
 * What a layer is a variant by. A duplicate carries another layer's id in its recipes, and is none.
 *
 * @param isWanted passes over what need not be decoded, by its text
 */
export function variantsIn(node: SceneNode, isWanted?: (text: string) => boolean): Variant[] {
  const found = recipesIn(node, isWanted).filter(({ recipe }) => recipe.node === node.id)
  const own = found.find(({ kind }) => kind === 'current')
  // It is there, and the plugin was closed before it could take what was to come away.
  const isOver = ({ kind, recipe }: Variant) =>
    kind === 'replacement' && recipe.job === own?.recipe.job
  return found.filter((variant) => !isOver(variant))
}

/** Where a recipe is kept. */
export type RecipeSlot<Any extends Variant = Variant> = Any extends Variant
  ? Omit<Any, 'recipe'>
  : never

/** What a layer is by a recipe under this key; null where that is no recipe's. */
function slotOf(node: SceneNode, key: string): RecipeSlot | null {
  if (startsWith(key, pendingRenderPrefix)) return { kind: 'pending-render', node, key }
  if (node.type !== 'FRAME') return null
  if (key === recipeKey) return { kind: 'current', node, key }
  if (key === replacementKey) return { kind: 'replacement', node, key }
  return startsWith(key, alternativePrefix) ? { kind: 'alternative', node, key } : null
}

function startsWith<Prefix extends string>(
  key: string,
  prefix: Prefix,
): key is `${Prefix}${string}` {
  return key.startsWith(prefix)
}

/** All recipes that a frame, or a copy of one, keeps beside the one of a job. */
export function othersIn(frame: FrameNode, job: JobId): Recipe[] {
  const isOther = ({ kind }: Variant) => kind === 'replacement' || kind === 'alternative'
  const others = recipesIn(frame).filter(isOther)
  return others.map(({ recipe }) => recipe).filter((recipe) => recipe.job !== job)
}

/** Takes what was to come away from a variant that has it. */
export function dropReplacement(frame: FrameNode, job: JobId): void {
  if (frame.removed) return
  if (readRecipe(frame, replacementKey)?.job === job) frame.setPluginData(replacementKey, '')
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

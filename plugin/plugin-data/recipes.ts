import type { JobId } from '../../contract/model/ids.ts'
import { Recipe, pendingKey, recipeKey } from '../../contract/model/recipe.ts'
import { choicePrefix, comingPrefix } from '../../contract/model/swap-link.ts'
import { type PluginDataNode, readKept } from './plugin-data-node.ts'

type ChoiceKey = `${typeof choicePrefix}${string}`
type ComingKey = `${typeof comingPrefix}${string}`

/** Under which keys recipes are kept. */
export type RecipeKey = typeof recipeKey | typeof pendingKey | ChoiceKey | ComingKey

/** Where a render keeps the recipe of another picture that can be picked for it. */
export function choiceKey(job: JobId): ChoiceKey {
  return `${choicePrefix}${job}`
}

/** Where a layer keeps the recipe of a render that is to take its place. */
export function comingKey(job: JobId): ComingKey {
  return `${comingPrefix}${job}`
}

/** What Figma takes is 100 kB an entry, its key and the plugin's id included. */
const mostBytes = 90_000

/**
 * What the document has of a job: a layer, with a recipe of its own.
 *
 * - `own`: a frame, by the picture that it shows or waits for
 * - `pending`: the same frame, by what is to replace that; so it is a variant twice
 * - `choice`: a render, by a picture that can be picked for it
 * - `coming`: any layer, by the render that is to take its place
 */
export type Variant =
  | {
      readonly kind: 'own'
      readonly node: FrameNode
      readonly key: typeof recipeKey
      recipe: Recipe
    }
  | {
      readonly kind: 'pending'
      readonly node: FrameNode
      readonly key: typeof pendingKey
      recipe: Recipe
    }
  | { readonly kind: 'choice'; readonly node: FrameNode; readonly key: ChoiceKey; recipe: Recipe }
  | { readonly kind: 'coming'; readonly node: SceneNode; readonly key: ComingKey; recipe: Recipe }

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
    text = JSON.stringify({ ...recipe, request, making: { ...recipe.making, ...without } })
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
  const own = found.find(({ kind }) => kind === 'own')
  // It is there, and the plugin was closed before it could take what was to come away.
  const isOver = ({ kind, recipe }: Variant) => kind === 'pending' && recipe.job === own?.recipe.job
  return found.filter((variant) => !isOver(variant))
}

/** Where a recipe is kept. */
export type RecipeSlot<Any extends Variant = Variant> = Any extends Variant
  ? Omit<Any, 'recipe'>
  : never

/** What a layer is by a recipe under this key; null where that is no recipe's. */
function slotOf(node: SceneNode, key: string): RecipeSlot | null {
  if (startsWith(key, comingPrefix)) return { kind: 'coming', node, key }
  if (node.type !== 'FRAME') return null
  if (key === recipeKey) return { kind: 'own', node, key }
  if (key === pendingKey) return { kind: 'pending', node, key }
  return startsWith(key, choicePrefix) ? { kind: 'choice', node, key } : null
}

function startsWith<Prefix extends string>(
  key: string,
  prefix: Prefix,
): key is `${Prefix}${string}` {
  return key.startsWith(prefix)
}

/** All recipes that a frame, or a copy of one, keeps beside the one of a job. */
export function othersIn(frame: FrameNode, job: JobId): Recipe[] {
  const isOther = ({ kind }: Variant) => kind === 'pending' || kind === 'choice'
  const others = recipesIn(frame).filter(isOther)
  return others.map(({ recipe }) => recipe).filter((recipe) => recipe.job !== job)
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

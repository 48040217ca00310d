import type { JobId } from '../../contract/model/ids.ts'
import { Recipe, replacementKey, recipeKey } from '../../contract/model/plugin-data/recipe.ts'
import {
  alternativePrefix,
  pendingRenderPrefix,
} from '../../contract/model/plugin-data/swap-link.ts'
import { type PluginDataNode, readKept } from './plugin-data-node.ts'

type AlternativeKey = `${typeof alternativePrefix}${string}`
type PendingRenderKey = `${typeof pendingRenderPrefix}${string}`

/** Plugin data keys of recipes. */
type RecipeKey = typeof recipeKey | typeof replacementKey | AlternativeKey | PendingRenderKey

/** Key for the recipe of another picture that a render can show. */
export function alternativeKey(job: JobId): AlternativeKey {
  return `${alternativePrefix}${job}`
}

/** Key for the recipe of a render that will take a layer's place. */
export function pendingRenderKey(job: JobId): PendingRenderKey {
  return `${pendingRenderPrefix}${job}`
}

/** Figma takes 100 kB an entry, including the key and the plugin's id. */
const mostBytes = 90_000

/**
 * A layer of the document with a job's recipe.
 *
 * - `current`: a frame, for the picture that it shows or waits for
 * - `replacement`: the same frame, for its next picture; so it is a variant twice
 * - `alternative`: a render, for another picture that can be picked for it
 * - `pending-render`: a layer that is swapped, for the render that will take its place
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

/** The recipe of a node; null where there is none, or none that can be read. */
export function readRecipe(node: PluginDataNode, key: RecipeKey = recipeKey): Recipe | null {
  return readKept(node, key, Recipe)
}

/** A variant's id; in a copy of one, the id of what was copied. */
export function variantIdOf(frame: FrameNode): string {
  return readRecipe(frame)?.node ?? frame.id
}

/** Whether a frame has a recipe; true for copies of variants too. */
export function hasRecipe(node: PluginDataNode): boolean {
  return node.getPluginData(recipeKey) !== ''
}

/** An addition is the end of the template, and means nothing without it. */
const withoutTemplate = { template: '', addition: undefined }

/** Parts that are dropped, step by step, from a recipe that is too large: nothing else needs them. */
const lighter = [{}, withoutTemplate, { ...withoutTemplate, serves: [] }]

/**
 * Writes a recipe to a node. A recipe that is too large loses the prompt template, then the names of its
 * targets. The callback URL is never written: it can hold a secret, and everyone can read the file.
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
 * All recipes of a layer, or of a copy of one.
 *
 * @param isWanted skips recipes by their text, before they are decoded
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
 * The recipes that are a layer's own. A duplicate has another layer's id in its recipes, and is no variant.
 *
 * @param isWanted skips recipes by their text, before they are decoded
 */
export function variantsIn(node: SceneNode, isWanted?: (text: string) => boolean): Variant[] {
  const found = recipesIn(node, isWanted).filter(({ recipe }) => recipe.node === node.id)
  const own = found.find(({ kind }) => kind === 'current')
  // The next picture has arrived, but the plugin was closed before the replacement was removed.
  const isOver = ({ kind, recipe }: Variant) =>
    kind === 'replacement' && recipe.job === own?.recipe.job
  return found.filter((variant) => !isOver(variant))
}

export type RecipeSlot<Any extends Variant = Variant> = Any extends Variant
  ? Omit<Any, 'recipe'>
  : never

/** The slot of a variant's own recipe. */
export function currentSlot(node: FrameNode): RecipeSlot<Variant & { readonly kind: 'current' }> {
  return { kind: 'current', node, key: recipeKey }
}

/** The slot of a recipe key on a layer; null for any other key. */
function slotOf(node: SceneNode, key: string): RecipeSlot | null {
  if (startsWith(key, pendingRenderPrefix)) return { kind: 'pending-render', node, key }
  if (node.type !== 'FRAME') return null
  if (key === recipeKey) return currentSlot(node)
  if (key === replacementKey) return { kind: 'replacement', node, key }
  return startsWith(key, alternativePrefix) ? { kind: 'alternative', node, key } : null
}

function startsWith<Prefix extends string>(
  key: string,
  prefix: Prefix,
): key is `${Prefix}${string}` {
  return key.startsWith(prefix)
}

/** All recipes of a frame, or of a copy, except a job's own and the current one. */
export function othersIn(frame: FrameNode, job: JobId): Recipe[] {
  const isOther = ({ kind }: Variant) => kind === 'replacement' || kind === 'alternative'
  const others = recipesIn(frame).filter(isOther)
  return others.map(({ recipe }) => recipe).filter((recipe) => recipe.job !== job)
}

/** Removes a replacement whose picture the variant now has. */
export function dropReplacement(frame: FrameNode, job: JobId): void {
  if (frame.removed) return
  if (readRecipe(frame, replacementKey)?.job === job) frame.setPluginData(replacementKey, '')
}

/** Length in UTF-8. The sandbox has no `TextEncoder`. */
function bytesOf(text: string): number {
  let bytes = text.length
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x80) bytes += 1
    // A surrogate pair has been counted as two, and takes four bytes.
    if (code >= 0x800) bytes += 1
  }
  return bytes
}

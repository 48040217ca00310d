import { replacementKey, Recipe, recipeKey } from '../../contract/model/plugin-data/recipe.ts'
import type { HostDocument } from '../host/document/document.ts'
import { built } from './world.ts'

/** A variant on the canvas, as a designer and the file know it. */
export interface Variant {
  readonly node: string
  readonly recipe: Recipe
  /** The pictures that it shows, by hash. */
  readonly shown: readonly string[]
}

/** All variants of a file: frames with a recipe of their own. */
export function variantsOf(document: HostDocument): Variant[] {
  return carriersOf(document, recipeKey)
}

/** The variants of a file that are made again, by the recipes of what is to come. */
export function pendingOf(document: HostDocument): Variant[] {
  return carriersOf(document, replacementKey)
}

function carriersOf(document: HostDocument, key: string): Variant[] {
  return document.descendants(document.rootId).flatMap((node) => {
    const text = document.node(node).pluginData[`${built.manifest.id}/${key}`]
    if (text === undefined) return []
    const recipe = Recipe.parse(JSON.parse(text))
    return recipe.node === node ? [{ node, recipe, shown: picturesIn(document, node) }] : []
  })
}

/** A variant by what it is for: which part of which job. */
export function partNameOf({ recipe }: Variant): string {
  return `${recipe.job}/${String(recipe.part)}`
}

function picturesIn(document: HostDocument, node: string): string[] {
  return document
    .descendants(node)
    .flatMap((below) => document.prop(below, 'fills'))
    .flatMap((fill) => {
      // What a recipe is made of is kept in the file unseen.
      const isShown = fill.type === 'IMAGE' && fill.visible !== false
      return isShown && fill.imageHash !== null ? [fill.imageHash] : []
    })
}

/** Everything that the plugin must leave alone, as it is now. */
export type Surroundings = ReadonlyMap<string, string>

/**
 * @param ids the nodes that a designer made
 */
export function surroundingsOf(document: HostDocument, ids: readonly string[]): Surroundings {
  return new Map(ids.map((id) => [id, JSON.stringify(remarkable(document, id))]))
}

function remarkable(document: HostDocument, id: string): unknown {
  const node = document.find(id)
  if (node?.type === 'PAGE') return { ...node, children: [] }
  // The document carries a mark of the plugin's: that it is this one.
  if (node?.type === 'DOCUMENT') return { ...node, pluginData: {} }
  return node
}

/** What is not as it was, in words. */
export function changesTo(document: HostDocument, before: Surroundings): string[] {
  const now = surroundingsOf(document, [...before.keys()])
  return [...before]
    .filter(([id, was]) => now.get(id) !== was)
    .map(([id, was]) => `node ${id} was ${was} and is ${now.get(id) ?? 'gone'}`)
}

/** Nodes that neither a designer made nor any variant holds. */
export function straysIn(document: HostDocument, surroundings: Surroundings): string[] {
  const held = new Set(
    variantsOf(document).flatMap(({ node }) => [node, ...document.descendants(node)]),
  )
  return document
    .descendants(document.rootId)
    .filter((node) => !held.has(node) && !surroundings.has(node))
}

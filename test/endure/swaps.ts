import { Recipe, recipeKey } from '../../contract/model/plugin-data/recipe.ts'
import {
  alternativePrefix,
  pendingRenderPrefix,
  type RenderLink,
  SwapLink,
  swapKey,
} from '../../contract/model/plugin-data/swap-link.ts'
import type { HostDocument } from '../host/document/document.ts'
import type { NodeRecord } from '../host/document/types.ts'
import { built } from './world.ts'

/** The plugin's own data on a node, by key. */
function dataOf({ pluginData }: NodeRecord): Map<string, string> {
  const own = `${built.manifest.id}/`
  const keys = Object.keys(pluginData).filter((key) => key.startsWith(own))
  return new Map(keys.map((key) => [key.slice(own.length), pluginData[key] ?? '']))
}

/** A frame that took a layer's place, or was about to. */
export interface Render {
  readonly node: string
  readonly end: RenderLink
  /** By what it shows; null while that is not there yet. */
  readonly recipe: Recipe | null
  /** All pictures that can be picked for it, the one that it shows first. */
  readonly pictures: readonly Recipe[]
}

/** All renders of a file that stand for layers. */
export function rendersOf(document: HostDocument): Render[] {
  return document.descendants(document.rootId).flatMap((node): Render[] => {
    const data = dataOf(document.node(node))
    const text = data.get(swapKey) ?? ''
    if (text === '') return []
    const end = SwapLink.parse(JSON.parse(text))
    if (end.end !== 'render') return []
    const read = (key: string) => Recipe.parse(JSON.parse(data.get(key) ?? ''))
    const has = (key: string) => (data.get(key) ?? '') !== ''
    const recipe = has(recipeKey) ? read(recipeKey) : null
    const choices = [...data.keys()].filter((key) => key.startsWith(alternativePrefix) && has(key))
    const pictures = [...(recipe === null ? [] : [recipe]), ...choices.map(read)]
    return [{ node, end, recipe, pictures }]
  })
}

/** The jobs that layers wait for. */
export function comingTo(document: HostDocument, layers: readonly string[]): Recipe[] {
  return layers.flatMap((layer) =>
    [...dataOf(document.node(layer))].flatMap(([key, text]) =>
      key.startsWith(pendingRenderPrefix) && text !== '' ? [Recipe.parse(JSON.parse(text))] : [],
    ),
  )
}

/**
 * What is wrong with layers that are swapped, at any time: a hole where one is hidden and its render is
 * not seen right above it, or two renders of one.
 */
export function holesIn(document: HostDocument, layers: readonly string[]): string[] {
  const renders = rendersOf(document)
  return layers.flatMap((layer) => {
    const own = renders.filter(({ end }) => end.original === layer)
    if (own.length > 1) return [`layer ${layer} has ${own.length} renders`]
    const isHidden = !document.prop(layer, 'visible')
    const [render] = own
    const siblings = document.node(document.node(layer).parent ?? '').children
    const above = siblings[siblings.indexOf(layer) + 1]
    if (render === undefined) return isHidden ? [`layer ${layer} is hidden, with no render`] : []
    if (above !== render.node) return [`the render of ${layer} is not in its place`]
    const isSeen = document.prop(render.node, 'visible')
    const isDone = render.recipe?.progress.state === 'done'
    if (isHidden && !(isSeen && isDone)) return [`layer ${layer} is hidden, and nothing is seen`]
    if (!isHidden && isSeen && isDone) return [`layer ${layer} is seen as well as its render`]
    return []
  })
}

/** Takes away all pictures that nothing in the file shows, or keeps unseen among its paints. */
export function dropUnseenImages(document: HostDocument): number {
  const kept = new Set(
    document
      .descendants(document.rootId)
      .flatMap((node) => document.node(node).props.fills ?? [])
      .flatMap((paint) => (paint.type === 'IMAGE' ? (paint.imageHash ?? []) : [])),
  )
  const dropped = document.images.hashes().filter((hash) => !kept.has(hash))
  for (const hash of dropped) document.images.forget(hash)
  return dropped.length
}

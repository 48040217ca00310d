import type { Rect } from '../../contract/model/geometry.ts'
import { type ImageHash, NodeId, PageId, type RunId } from '../../contract/model/ids.ts'
import { replacementKey, type Recipe, recipeKey } from '../../contract/model/plugin-data/recipe.ts'
import { shortName } from '../../contract/model/shorten.ts'
import { createGuideFinder } from '../plugin-data/guides.ts'
import {
  type Finder,
  findLoaded,
  findMarked,
  findNode,
  idsOf,
  isFixed,
  isScene,
  pageOf,
} from '../canvas/nodes.ts'
import { inReadingOrder } from '../canvas/reading-order.ts'
import { readRecipe } from '../plugin-data/recipes.ts'
import { inProtocol, sizeInProtocol } from '../canvas/rect.ts'
import { isSourceNode } from '../canvas/source-node.ts'
import { plainName } from './layer-name.ts'
import type { VariantInfo } from '../../contract/model/variant.ts'

type Reader = Finder & Pick<PluginAPI, 'getImageByHash'>

/** The recipes of variants and of their copies; nodes that are gone, or have no recipe, are left out. */
export async function readRecipes(figma: Reader, nodes: readonly NodeId[]): Promise<VariantInfo[]> {
  const missing = new Map<NodeId, VariantInfo['missing']>()
  for (const { node, recipe } of knownAmong(await findLoaded(figma, nodes))) {
    missing.set(node, await missingFrom(figma, recipe))
  }
  const guidesOf = createGuideFinder()
  return knownAmong(await findLoaded(figma, [...missing.keys()])).flatMap((known) => {
    const { node, frame, recipe } = known
    const page = pageOf(frame)
    const lacks = missing.get(node)
    if (page === null || lacks === undefined) return []
    return {
      node,
      page: PageId.parse(page.id),
      name: plainName(frame.name),
      // Of a turned frame the bounds have another size.
      bounds: { ...inProtocol(boundsOf(frame)), ...sizeInProtocol(frame) },
      recipe,
      pending: readRecipe(frame, replacementKey),
      isCopy: recipe.node !== node,
      hasGuide: guidesOf(frame).length > 0,
      missing: lacks,
    }
  })
}

/**
 * The variants, and copies of variants, on the current page, in reading order. Those in instances are left
 * out: they can't be changed.
 *
 * @param source only those of this source; null for all
 * @param run only those of this run
 */
export function findVariantsOf(
  figma: Pick<PluginAPI, 'currentPage'>,
  source: NodeId | null,
  run?: RunId,
): NodeId[] {
  const frames = findMarked(figma.currentPage, 'FRAME', recipeKey).filter((frame) => {
    // Decoding a thousand recipes for a few takes seconds.
    if (run !== undefined && !frame.getPluginData(recipeKey).includes(run)) return false
    if (isFixed(frame)) return false
    const recipe = readRecipe(frame)
    return recipe !== null && (source === null || recipe.source.id === source)
  })
  return idsOf(inReadingOrder(frames, boundsOf))
}

interface Known {
  readonly node: NodeId
  readonly frame: FrameNode
  readonly recipe: Recipe
}

function knownAmong(nodes: readonly (BaseNode | null)[]): Known[] {
  return nodes.flatMap((frame) => {
    const recipe = frame?.type === 'FRAME' ? readRecipe(frame) : null
    if (frame?.type !== 'FRAME' || recipe === null) return []
    return { node: NodeId.parse(frame.id), frame, recipe }
  })
}

async function missingFrom(figma: Reader, recipe: Recipe): Promise<VariantInfo['missing']> {
  const { reference, details, progress } = recipe
  const isMissing = (hash: ImageHash) => figma.getImageByHash(hash) === null
  return {
    source: !(await hasSource(figma, recipe)),
    reference: isMissing(reference.hash),
    further: details.references.filter((further) => isMissing(further.reference.hash)).length,
    picture: progress.state === 'done' && isMissing(progress.picture.hash),
  }
}

/**
 * Ids start again in each file, so another file can have an unrelated frame under the source's id. The frame
 * counts as the source if its name or its size is the same.
 */
async function hasSource(figma: Finder, { source, target }: Recipe): Promise<boolean> {
  const node = await findNode(figma, source.id)
  // A swapped layer may be a text; a variant's source never is.
  const isKind = target.kind === 'swap' ? isScene : isSourceNode
  if (node === null || !isKind(node)) return false
  const { width, height } = source.size
  return shortName(node.name) === source.name || (node.width === width && node.height === height)
}

function boundsOf(frame: FrameNode): Rect {
  const { x, y, width, height } = frame
  return frame.absoluteBoundingBox ?? { x, y, width, height }
}

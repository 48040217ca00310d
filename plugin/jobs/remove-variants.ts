import type { NodeId } from '../../contract/model/ids.ts'
import type { Recipe } from '../../contract/model/plugin-data/recipe.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import { type Finder, findLoaded, isLocked, isScene } from '../canvas/nodes.ts'
import { removeEmptySection } from '../layout/run-section.ts'
import { createGuideFinder } from '../plugin-data/guides.ts'
import { variantsIn } from '../plugin-data/recipes.ts'
import { isAdopted } from '../variants/added-layers.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

/**
 * Removes variants, and the safe zones over them, in one undo step. A variant stays, and is reported, if it
 * is locked, has something of the designer's in it, or has taken a layer's place. Copies count as missing.
 *
 * @param onRemoved called for each within that undo step
 */
export async function removeVariants(
  figma: Finder & Pick<PluginAPI, 'commitUndo'>,
  nodes: readonly NodeId[],
  onRemoved: (recipe: Recipe) => void,
): Promise<ResponseOf<'removeVariants'>> {
  const found = await findLoaded(figma, nodes)
  // No await from here on: nobody can add anything to what is being removed.
  const guidesOf = createGuideFinder()
  const left: ResponseOf<'removeVariants'> = { missing: [], touched: [], locked: [] }
  for (const [index, id] of nodes.entries()) {
    const node = found[index] ?? null
    const own = node !== null && !node.removed && isScene(node) ? variantsIn(node) : []
    const variant = own.find(({ kind }) => kind === 'current')
    if (variant?.kind !== 'current') left.missing.push(id)
    else if (isLocked(variant.node)) left.locked.push(id)
    else if (isAdopted(variant.node)) left.touched.push(id)
    else {
      removeFrame(variant.node, variant.recipe, guidesOf)
      onRemoved(variant.recipe)
    }
  }
  commitUndo(figma)
  return left
}

/** Removes a variant's frame, with the safe zones over it, and the section of its run once that is empty. */
export function removeFrame(
  frame: FrameNode,
  { run }: Recipe,
  guidesOf: ReturnType<typeof createGuideFinder>,
): void {
  const { parent } = frame
  for (const { group } of guidesOf(frame)) group.remove()
  frame.remove()
  removeEmptySection(parent, run)
}

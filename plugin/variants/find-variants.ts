import { type Variant, variantsIn } from '../plugin-data/recipes.ts'
import type { JobId, NodeId } from '../../contract/model/ids.ts'
import { type Finder, findNode, isScene } from '../canvas/nodes.ts'
import { renderIdOf } from '../plugin-data/swap-links.ts'

/** A job's variants as they are now; `missing` are the nodes that are none of them (or no longer). */
export interface Present {
  readonly there: readonly Variant[]
  readonly missing: NodeId[]
  /** The layers among the nodes, and the job's renders that took their places. */
  readonly moved: { readonly layer: NodeId; readonly render: NodeId }[]
}

/**
 * Finds a job's variants among some nodes; for a swapped layer, its render. The result is valid until the
 * next await.
 */
export async function findVariants(
  figma: Finder,
  job: JobId,
  nodes: readonly NodeId[],
): Promise<Present> {
  const found = await findAll(figma, nodes)
  const renders = await findAll(
    figma,
    found.map((node) => (node === null ? null : renderIdOf(node))),
  )
  const there: Variant[] = []
  const missing: NodeId[] = []
  const moved: Present['moved'] = []
  for (const [index, id] of nodes.entries()) {
    const own = variantOf(found[index] ?? null, job)
    const variant = own ?? variantOf(renders[index] ?? null, job)
    if (variant === null) missing.push(id)
    else there.push(variant)
    if (variant !== own && variant !== null) moved.push({ layer: id, render: variant.recipe.node })
  }
  return { there, missing, moved }
}

export function findAll(
  figma: Finder,
  ids: readonly (string | null)[],
): Promise<(BaseNode | null)[]> {
  return Promise.all(ids.map(async (id) => (id === null ? null : findNode(figma, id))))
}

/** A node as a variant of a job; null where it is none (or no longer). */
export function variantOf(node: BaseNode | null, job: JobId): Variant | null {
  // While others are looked up, this one may have been removed.
  if (node === null || node.removed || !isScene(node)) return null
  return (
    variantsIn(node, (text) => text.includes(job)).find(({ recipe }) => recipe.job === job) ?? null
  )
}

import { type Variant, variantsIn } from '../plugin-data/recipes.ts'
import type { JobId, NodeId } from '../../contract/model/ids.ts'
import { type Finder, findNode, isScene } from '../canvas/nodes.ts'
import { renderIdOf } from '../plugin-data/swap-links.ts'

/** The variants of a job as they are now, and those of the nodes that are none of them (or no longer). */
export interface Present {
  readonly there: readonly Variant[]
  readonly missing: NodeId[]
  /** The layers among the nodes, and the renders of the job that have taken their places. */
  readonly moved: { readonly layer: NodeId; readonly render: NodeId }[]
}

/**
 * Looks the variants of a job up among some nodes: for a layer that was swapped, its render. What it
 * finds holds until the next await.
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

/** What a node is to a job; null where it is no variant of it. */
export function variantOf(node: BaseNode | null, job: JobId): Variant | null {
  // Looking others up takes time, in which this one may have gone.
  if (node === null || node.removed || !isScene(node)) return null
  return (
    variantsIn(node, (text) => text.includes(job)).find(({ recipe }) => recipe.job === job) ?? null
  )
}

import type { JobId, NodeId, PageId } from '../../contract/model/ids.ts'
import { type Finder, findNode } from '../canvas/nodes.ts'
import { type Variant, variantsIn } from '../plugin-data/recipes.ts'

/**
 * Every variant of a page, with its replacements, and every layer that waits for a render. The page has to
 * be loaded.
 */
export function variantsOn(page: PageNode): Variant[] {
  return nodesWithData(page).flatMap((node) => variantsIn(node))
}

/** All nodes with our plugin data; a key filter would miss recipes kept under a job's own key. */
function nodesWithData(page: PageNode): SceneNode[] {
  return page.findAllWithCriteria({ pluginData: {} })
}

/** As `variantsOn`; empty where the page is gone. */
export async function variantsOnPage(figma: Finder, id: PageId): Promise<Variant[]> {
  const page = await findNode(figma, id)
  if (page?.type !== 'PAGE') return []
  await page.loadAsync()
  return variantsOn(page)
}

/** The frames of a page without their picture, waiting or failed, by job and part. */
export function findUnfilledVariants(
  page: PageNode,
  jobs: readonly JobId[],
): (job: JobId, part: number) => NodeId | null {
  if (jobs.length === 0) return () => null
  // Decoding a thousand recipes for a few takes seconds, so texts without one of the jobs' ids are skipped.
  const mayBeOf = (text: string) => jobs.some((job) => text.includes(job))
  const empty = nodesWithData(page)
    .flatMap((node) => variantsIn(node, mayBeOf))
    .filter(({ kind, recipe }) => kind !== 'pending-render' && recipe.progress.state !== 'done')
  return (job, part) =>
    empty.find(({ recipe }) => recipe.job === job && recipe.part === part)?.recipe.node ?? null
}

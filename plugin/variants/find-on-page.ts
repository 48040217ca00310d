import type { JobId, NodeId, PageId } from '../../contract/model/ids.ts'
import { type Finder, findNode } from '../canvas/nodes.ts'
import { type Variant, variantsIn } from '../plugin-data/recipes.ts'

/**
 * Every variant of a page, with what is to replace its picture, and every layer whose place a render is
 * to take. The page has to be loaded.
 */
export function variantsOn(page: PageNode): Variant[] {
  return nodesWithData(page).flatMap((node) => variantsIn(node))
}

/** All that the plugin has written on: what waits for a job has a key of that job's own. */
function nodesWithData(page: PageNode): SceneNode[] {
  return page.findAllWithCriteria({ pluginData: {} })
}

/** As `variantsOn`; none where the page is gone. */
export async function variantsOnPage(figma: Finder, id: PageId): Promise<Variant[]> {
  const page = await findNode(figma, id)
  if (page?.type !== 'PAGE') return []
  await page.loadAsync()
  return variantsOn(page)
}

/** The frames of a page that wait for a picture, or failed to get one, by job and part. */
export function findUnfilledVariants(
  page: PageNode,
  jobs: readonly JobId[],
): (job: JobId, part: number) => NodeId | null {
  if (jobs.length === 0) return () => null
  // To decode a thousand recipes for the sake of a few takes seconds: what doesn't name one is passed over.
  const mayBeOf = (text: string) => jobs.some((job) => text.includes(job))
  const empty = nodesWithData(page)
    .flatMap((node) => variantsIn(node, mayBeOf))
    .filter(({ kind, recipe }) => kind !== 'pending-render' && recipe.progress.state !== 'done')
  return (job, part) =>
    empty.find(({ recipe }) => recipe.job === job && recipe.part === part)?.recipe.node ?? null
}

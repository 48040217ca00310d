import { type JobId, type OwnerId, PageId, type TaskId } from '../../contract/model/ids.ts'
import type { PartPlan } from '../../contract/model/job-plan.ts'
import type { LedgerEntry } from '../../contract/model/client-storage/ledger.ts'
import { sizeInProtocol } from '../canvas/rect.ts'
import { plainName } from '../variants/layer-name.ts'
import { variantsOn } from '../variants/find-on-page.ts'
import { isWaiting, taskOf } from '../variants/progress.ts'
import type { Variant } from '../plugin-data/recipes.ts'
import type { ForeignVariant, Unfinished } from '../../contract/model/unfinished.ts'

/** Jobs that a page's variants show, and that the ledger does not have for this document. */
interface ReconstructedJob {
  readonly jobs: Unfinished[]
  readonly foreignVariants: ForeignVariant[]
  /** Variants that wait for a picture of another file's run. */
  readonly copies: readonly Variant[]
}

/**
 * @param known the ledger's jobs of this document
 * @param others the ledger's jobs of other files
 * @param owner this designer's mark
 * @param receipts the tasks whose pictures were placed
 */
export function reconstructJobs(
  page: PageNode,
  known: ReadonlySet<JobId>,
  others: ReadonlySet<JobId>,
  owner: OwnerId | null,
  receipts: ReadonlyMap<JobId, TaskId>,
): ReconstructedJob {
  const variants = variantsOn(page).filter(({ recipe }) => !known.has(recipe.job))
  const copies: Variant[] = []
  const foreignVariants: ForeignVariant[] = []
  const own = new Set<JobId>()
  const done = new Set(
    variants.flatMap(({ recipe }) => (recipe.progress.state === 'done' ? recipe.job : [])),
  )
  for (const variant of variants) {
    const { node, kind, recipe } = variant
    // Its picture was placed beside the layer, and the plugin was closed before this was recorded.
    const isLeft = kind === 'pending-render' && done.has(recipe.job)
    if (!isWaiting(recipe) || isLeft) continue
    if (others.has(recipe.job)) copies.push(variant)
    else if (recipe.owner !== null && recipe.owner === owner) own.add(recipe.job)
    else foreignVariants.push({ node: recipe.node, name: node.name })
  }
  const jobs = [...own].flatMap((job): Unfinished[] => {
    const receipt = receipts.get(job) ?? null
    const [first, ...others] = variants.filter(({ recipe }) => recipe.job === job).sort(byPart)
    if (first === undefined) return []
    const entry = entryOf(PageId.parse(page.id), [first, ...others], receipt)
    const knownBy = receipt === null ? 'variant' : 'receipt'
    return [{ entry, knownBy, lostVariant: false, documentTask: null }]
  })
  return { jobs, foreignVariants, copies }
}

function byPart(a: Variant, b: Variant): number {
  return a.recipe.part - b.recipe.part
}

/** A ledger entry for a job, made from its variants. */
function entryOf(
  page: PageId,
  variants: readonly [Variant, ...Variant[]],
  receipt: TaskId | null,
): LedgerEntry {
  const [first, ...others] = variants
  const { node, recipe } = first
  const { run, job, source, request, reference, details } = recipe
  const { x, y } = node.absoluteBoundingBox ?? { x: 0, y: 0 }
  const at = Math.min(...variants.map((variant) => variant.recipe.progress.at))
  const known = variants.flatMap((variant) => taskOf(variant.recipe.progress) ?? [])
  const task = receipt ?? known[0] ?? null
  return {
    plan: {
      id: job,
      run,
      source: { id: source.id, name: source.name, page, bounds: { x, y, ...source.size } },
      anchor: null,
      parts: [partOf(first), ...others.map(partOf)],
      ratio: request.ratio,
      resolution: request.resolution,
      prompt: request.prompt,
      details,
      // Anyone can have written the price: the window estimates it again.
      price: recipe.price ?? 0,
    },
    at,
    request,
    reference,
    nodes: variants.map((each) => each.recipe.node),
    submission: task === null ? { state: 'sending', since: at } : { state: 'created', at, task },
    account: '',
    stopped: false,
  }
}

function partOf({ node, kind, recipe }: Variant): PartPlan {
  return {
    target: recipe.target,
    size: sizeInProtocol(node),
    name: plainName(node.name),
    format: 'exportSettings' in node && node.exportSettings[0]?.format === 'JPG' ? 'JPG' : 'PNG',
    focalPoint: recipe.focalPoint,
    into: kind === 'replacement' ? recipe.node : null,
    swaps: kind === 'pending-render' ? recipe.node : null,
  }
}

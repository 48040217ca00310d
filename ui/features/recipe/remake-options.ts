import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import type { Progress, Recipe } from '../../../contract/model/recipe.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import { framesOf, isAway, isSettled, type Job } from '../../engine/jobs/job.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { pictureKey } from '../../engine/planning/plan-remake.ts'
import { targetText } from '../../text/terms.ts'
import { wordsOf } from '../composer/draft-from-recipes.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'

/** How far a variant has come, as it is told of. */
export type VariantState =
  | { readonly name: 'done' }
  | { readonly name: 'waiting' }
  /** The person has stopped waiting for it, or for the picture that was to replace the one it has. */
  | { readonly name: 'stopped' }
  /** Its picture, or the one that was to replace it, was placed, and is not here: by an undo. */
  | { readonly name: 'undone' }
  | { readonly name: 'failed'; readonly reason: string }
  /** It has a picture, and gets a new one in its place. */
  | { readonly name: 'anew' }
  | { readonly name: 'anew-failed'; readonly reason: string }
  /** It was copied while its original waited, and no picture will come for it. */
  | { readonly name: 'empty-copy' }

/** The two ways in which a new picture is made by a recipe. */
export type RemakeAction = 'regenerate' | 'vary'

/** Why a variant can't be made anew. */
export type RemakeBlock =
  | 'waiting'
  | 'anew'
  | 'stopped'
  | 'undone'
  | 'no-reference'
  | 'no-further'
  | 'no-picture'
  | 'empty-copy'

/** What this window knows of variants beyond what is written on them. */
export interface JobIndex {
  jobOf(job: JobId): Job | undefined
  /** Whether a picture is under way that is to replace the one of this variant. */
  isReplacing(node: NodeId): boolean
}

export function indexJobs(jobs: readonly Job[]): JobIndex {
  const byId = new Map(jobs.map((job) => [job.plan.id, job]))
  const replaced = new Set(
    jobs.filter((job) => !isSettled(job)).flatMap(({ plan }) => plan.parts.map(({ into }) => into)),
  )
  return { jobOf: (job) => byId.get(job), isReplacing: (node) => replaced.has(node) }
}

/** What one press would make anew, and what it leaves out. */
export interface RemakePlan {
  readonly variants: readonly VariantInfo[]
  /** Variants that share a picture share the new one. */
  readonly pictures: number
  /** US dollars, estimated. */
  readonly price: number
  /** Why others can't be, with how many; the most frequent first. */
  readonly blocks: readonly { readonly block: RemakeBlock; readonly count: number }[]
  /** The targets that share a picture with one of them, and keep the picture they have. */
  readonly keepers: readonly string[]
}

export function stateOf(variant: VariantInfo, jobIndex: JobIndex): VariantState {
  const { node, recipe, pending, isCopy } = variant
  const { progress } = recipe
  if (jobIndex.isReplacing(node)) return { name: 'anew' }
  if (progress.state === 'failed') return { name: 'failed', reason: progress.reason }
  if (isWaiting(progress)) {
    if (isCopy) return { name: 'empty-copy' }
    return { name: pauseOf(recipe, jobIndex) ?? 'waiting' }
  }
  if (pending === null) return { name: 'done' }
  if (pending.progress.state === 'failed') {
    return { name: 'anew-failed', reason: pending.progress.reason }
  }
  return { name: pauseOf(pending, jobIndex) ?? 'anew' }
}

/** The jobs whose pictures were placed in some variants, and are not there. */
export function awayAmong(variants: readonly VariantInfo[], jobIndex: JobIndex): readonly JobId[] {
  const jobs = variants.flatMap(({ recipe, pending }) => [recipe.job, pending?.job ?? recipe.job])
  return [...new Set(jobs)].filter((id) => {
    const job = jobIndex.jobOf(id)
    return job !== undefined && isAway(job)
  })
}

/** Why a variant can't be made anew; null where it can. */
export function remakeBlock(
  variant: VariantInfo,
  action: RemakeAction,
  jobIndex: JobIndex,
): RemakeBlock | null {
  const { missing, recipe } = variant
  const state = stateOf(variant, jobIndex).name
  if (state === 'waiting') return state
  if (action === 'vary') {
    if (recipe.progress.state !== 'done' || missing.picture) return 'no-picture'
  } else {
    if (state === 'anew' || state === 'stopped' || state === 'undone') return state
    if (state === 'empty-copy') return state
    if (missing.reference && missing.source) return 'no-reference'
  }
  return missing.further > 0 ? 'no-further' : null
}

/** What a press of "Regenerate" or "Vary" would do to the selected variants. */
export function remakePlan(
  selected: readonly VariantInfo[],
  action: RemakeAction,
  way: RemakeOrder['way'],
  jobIndex: JobIndex,
  price: (resolution: Resolution) => number,
): RemakePlan {
  const variants: VariantInfo[] = []
  const counts = new Map<RemakeBlock, number>()
  for (const variant of selected) {
    const block = remakeBlock(variant, action, jobIndex)
    if (block === null) variants.push(variant)
    else counts.set(block, (counts.get(block) ?? 0) + 1)
  }
  const firsts = [...new Map(variants.map((each) => [pictureKey(each.recipe), each])).values()]
  return {
    variants,
    pictures: firsts.length,
    price: firsts.reduce((sum, { recipe }) => sum + price(recipe.request.resolution), 0),
    blocks: [...counts]
      .map(([block, count]) => ({ block, count }))
      .sort((one, other) => other.count - one.count),
    keepers: way === 'in-place' ? keepersOf(variants) : [],
  }
}

/** What "Regenerate" and "Vary" order. A picture made from a picture never takes its place. */
export function remakeOf(
  { variants }: RemakePlan,
  action: RemakeAction,
  way: RemakeOrder['way'],
): RemakeOrder {
  return action === 'vary'
    ? { variants, way: 'beside', basis: 'picture' }
    : { variants, way, basis: 'reference' }
}

/** The words that all of them were made by; null where they differ. */
export function sharedWords(variants: readonly VariantInfo[]): string | null {
  const all = new Set(variants.map(({ recipe }) => wordsOf(recipe)))
  const [words] = all
  return all.size === 1 && words !== undefined ? words : null
}

/** The sources of some variants, each once; whether the file still has it. */
export function sourcesOf(
  variants: readonly VariantInfo[],
): readonly { readonly id: NodeId; readonly isMissing: boolean }[] {
  const sources = new Map<NodeId, boolean>()
  for (const { recipe, missing } of variants) sources.set(recipe.source.id, missing.source)
  return [...sources].map(([id, isMissing]) => ({ id, isMissing }))
}

/**
 * Changes whenever what is written on some variants may have: their recipes are then to be read again.
 */
export function historyOf(nodes: readonly NodeId[], jobs: readonly Job[]): string {
  const selected = new Set<NodeId | null>(nodes)
  return jobs
    .filter((job) => framesOf(job).some((node) => selected.has(node)))
    .map((job) => `${job.plan.id} ${isSettled(job) ? job.state.name : job.submission}`)
    .join()
}

/**
 * A variant as it is to be judged: a copy has what its original waited for written on it too, and
 * nothing comes of that.
 */
export function ownPending(variant: VariantInfo): VariantInfo {
  return variant.pending === null || variant.pending.node === variant.node
    ? variant
    : { ...variant, pending: null }
}

function isWaiting({ state }: Progress): boolean {
  return state === 'reserved' || state === 'submitted'
}

/** Why nothing comes of itself for what a recipe waits for; null while something may. */
function pauseOf({ job }: Recipe, jobIndex: JobIndex): 'stopped' | 'undone' | null {
  const known = jobIndex.jobOf(job)
  if (known?.state.name === 'stopped') return 'stopped'
  return known !== undefined && isAway(known) ? 'undone' : null
}

function keepersOf(variants: readonly VariantInfo[]): string[] {
  const byJob = new Map<JobId, VariantInfo[]>()
  for (const each of variants) {
    const group = byJob.get(each.recipe.job)
    if (group === undefined) byJob.set(each.recipe.job, [each])
    else group.push(each)
  }
  const keepers = [...byJob.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const anew = new Set([first, ...others].map(({ recipe }) => targetText(recipe.target)))
    return first.recipe.making.serves.filter((name) => !anew.has(name))
  })
  return [...new Set(keepers)]
}

import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import { framesOf, isAway, isSettled, type Job } from '../../engine/jobs/job.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { wordsOf } from '../composer/draft-from-recipes.ts'
import type { Progress, Recipe } from '../../../contract/model/plugin-data/recipe.ts'

/** How far a variant has come, as it is told of. */
export type VariantState =
  | { readonly name: 'done' }
  | { readonly name: 'waiting' }
  /** The designer has stopped waiting for it, or for the picture that was to replace the one it has. */
  | { readonly name: 'stopped' }
  /** Its picture, or the one that was to replace it, was placed, and is not here: by an undo. */
  | { readonly name: 'undone' }
  | { readonly name: 'failed'; readonly reason: string }
  /** It has a picture, and gets a new one in its place. */
  | { readonly name: 'replacing' }
  | { readonly name: 'replacing-failed'; readonly reason: string }
  /** It was copied while its original waited, and no picture will come for it. */
  | { readonly name: 'empty-copy' }

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

export function stateOf(variant: VariantInfo, jobIndex: JobIndex): VariantState {
  const { node, recipe, pending, isCopy } = variant
  const { progress } = recipe
  if (jobIndex.isReplacing(node)) return { name: 'replacing' }
  if (progress.state === 'failed') return { name: 'failed', reason: progress.reason }
  if (isWaiting(progress)) {
    if (isCopy) return { name: 'empty-copy' }
    return { name: pauseOf(recipe, jobIndex) ?? 'waiting' }
  }
  if (pending === null) return { name: 'done' }
  if (pending.progress.state === 'failed') {
    return { name: 'replacing-failed', reason: pending.progress.reason }
  }
  return { name: pauseOf(pending, jobIndex) ?? 'replacing' }
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
    .map((job) => `${job.plan.id} ${isSettled(job) ? job.state.name : job.submission.state}`)
    .join()
}

/**
 * A variant as it is to be judged: a copy has what its original waited for written on it too, and
 * nothing comes of that.
 */
export function ownReplacement(variant: VariantInfo): VariantInfo {
  return variant.pending === null || variant.pending.node === variant.node
    ? variant
    : { ...variant, pending: null }
}

/**
 * The copies of a variant that were ordered with it, and are there, itself included; in the order of their
 * numbers.
 */
export function copiesOf(
  { recipe }: VariantInfo,
  all: readonly VariantInfo[],
): readonly VariantInfo[] {
  const keyOf = ({ run, source, target, request }: Recipe) =>
    JSON.stringify([run, source.id, target, request.prompt])
  return all
    .filter(
      ({ recipe: each, isCopy, pending }) =>
        !isCopy &&
        pending === null &&
        each.progress.state === 'done' &&
        keyOf(each) === keyOf(recipe),
    )
    .sort((one, other) => one.recipe.details.copy - other.recipe.details.copy)
}

export function isWaiting({ state }: Progress): boolean {
  return state === 'reserved' || state === 'submitted'
}

/** Why nothing comes of itself for what a recipe waits for; null while something may. */
export function pauseOf({ job }: Recipe, jobIndex: JobIndex): 'stopped' | 'undone' | null {
  const known = jobIndex.jobOf(job)
  if (known?.state.name === 'stopped') return 'stopped'
  return known !== undefined && isAway(known) ? 'undone' : null
}

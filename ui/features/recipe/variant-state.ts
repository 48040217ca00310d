import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import { framesOf, isAway, isSettled, type Job } from '../../engine/jobs/job.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'
import { mainPromptOf, wordsOf } from '../composer/draft-from-recipes.ts'
import type { Progress, Recipe } from '../../../contract/model/plugin-data/recipe.ts'

/** The state of a variant, as the window names it. */
export type VariantState =
  | { readonly name: 'done' }
  | { readonly name: 'waiting' }
  /** The designer has stopped waiting for its picture, or for the one to replace it. */
  | { readonly name: 'stopped' }
  /** Its picture, or the one to replace it, was placed and then undone. */
  | { readonly name: 'undone' }
  | { readonly name: 'failed'; readonly reason: string }
  /** A new picture will replace its picture. */
  | { readonly name: 'replacing' }
  | { readonly name: 'replacing-failed'; readonly reason: string }
  /** It was copied while its original waited, and no picture will come for it. */
  | { readonly name: 'empty-copy' }

/** What this window knows of variants beyond what is written on them. */
export interface JobIndex {
  jobOf(job: JobId): Job | undefined
  /** Whether a picture to replace that of this variant is under way. */
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

/**
 * The prompt that all of them were made with, with extra prompts for some targets only where these are the
 * same; null if their prompts differ.
 */
export function sharedWords(variants: readonly VariantInfo[]): string | null {
  const shared = (wordsIn: (recipe: Recipe) => string) => {
    const [words, ...others] = new Set(variants.map(({ recipe }) => wordsIn(recipe)))
    return others.length === 0 ? (words ?? null) : null
  }
  return shared(wordsOf) ?? shared(mainPromptOf)
}

/** The sources of some variants, each once, and whether the file lacks it. */
export function sourcesOf(
  variants: readonly VariantInfo[],
): readonly { readonly id: NodeId; readonly isMissing: boolean }[] {
  const sources = new Map<NodeId, boolean>()
  for (const { recipe, missing } of variants) sources.set(recipe.source.id, missing.source)
  return [...sources].map(([id, isMissing]) => ({ id, isMissing }))
}

/** Changes whenever the recipes of some variants may have changed: they must then be read again. */
export function historyOf(nodes: readonly NodeId[], jobs: readonly Job[]): string {
  const selected = new Set<NodeId | null>(nodes)
  return jobs
    .filter((job) => framesOf(job).some((node) => selected.has(node)))
    .map((job) => `${job.plan.id} ${isSettled(job) ? job.state.name : job.submission.state}`)
    .join()
}

/**
 * A variant without the pending picture of another one. A copied variant carries what its original waits
 * for, but never gets it.
 */
export function ownReplacement(variant: VariantInfo): VariantInfo {
  return variant.pending === null || variant.pending.node === variant.node
    ? variant
    : { ...variant, pending: null }
}

/** The finished copies that were ordered with a variant, itself included, in the order of their numbers. */
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

/** Why the picture that a recipe waits for will not arrive by itself; null if it may. */
export function pauseOf({ job }: Recipe, jobIndex: JobIndex): 'stopped' | 'undone' | null {
  const known = jobIndex.jobOf(job)
  if (known?.state.name === 'stopped') return 'stopped'
  return known !== undefined && isAway(known) ? 'undone' : null
}

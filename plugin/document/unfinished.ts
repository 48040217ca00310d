import {
  type FileId,
  type JobId,
  type NodeId,
  type OwnerId,
  PageId,
  type TaskId,
} from '../protocol/ids.ts'
import type { JobRef, LedgerEntry, LedgerRun } from '../protocol/ledger.ts'
import type { Elsewhere, Foreign, ResponseOf, Unfinished } from '../protocol/messages.ts'
import { type Recipe, recipeKey } from '../protocol/recipe.ts'
import { type Finder, findNode, pageOf } from './nodes.ts'
import { readRecipe } from './recipes.ts'

type Reader = Finder & Pick<PluginAPI, 'currentPage' | 'root'>

/** A variant with its own recipe. */
interface Variant {
  readonly frame: FrameNode
  readonly recipe: Recipe
}

/** What the window is told, and what it need not hear of. */
export interface Found extends ResponseOf<'recover'> {
  /** Jobs whose picture is on the canvas already: only the ledger has not heard of it. */
  settled: JobRef[]
  /** The mark that this document has lost, and is to be given again. */
  lostMark: FileId | null
}

/**
 * Holds the ledger against the document.
 *
 * @param runs the whole ledger
 * @param file this document's mark; null while it has none
 * @param owner this person's mark
 */
export async function findUnfinished(
  figma: Reader,
  runs: readonly LedgerRun[],
  file: FileId | null,
  owner: OwnerId | null,
): Promise<Found> {
  const jobs: Unfinished[] = []
  const settled: JobRef[] = []
  const others: LedgerRun[] = []
  let lostMark: FileId | null = null
  const known = new Set<string>()
  for (const run of runs) {
    const matched = await matchRun(figma, run)
    // A document can lose its mark (by an undo, or in a branch that is merged).
    const isHere =
      run.file.id === file ||
      matched.some(({ variant }) => variant !== null) ||
      (file === null && (await hasSources(figma, run)))
    if (!isHere) {
      others.push(run)
      continue
    }
    if (file === null) lostMark ??= run.file.id
    for (const { entry, variant } of matched) {
      known.add(entry.job)
      if (variant?.recipe.progress.state === 'done') settled.push(entry)
      else jobs.push(unfinished(entry, variant))
    }
  }
  const theirs: Foreign[] = []
  const page = PageId.parse(figma.currentPage.id)
  for (const { frame, recipe } of variantsOn(figma.currentPage)) {
    if (known.has(recipe.job) || !isWaiting(recipe)) continue
    if (recipe.owner === null || recipe.owner !== owner) {
      theirs.push({ node: recipe.node, name: frame.name })
    } else {
      const entry = entryOf(frame, page, recipe)
      jobs.push({ entry, isLedgered: false, lostVariant: false })
    }
  }
  return { jobs, theirs, elsewhere: byFile(others), settled, lostMark }
}

/** Whether a document without a mark has the run's name, and its sources where they were. */
async function hasSources(figma: Reader, { file, entries }: LedgerRun): Promise<boolean> {
  if (figma.root.name !== file.name) return false
  for (const { source } of entries) {
    const node = await findNode(figma, source.id)
    if (node?.name === source.name && pageOf(node)?.id === source.page) return true
  }
  return false
}

interface Matched {
  readonly entry: LedgerEntry
  readonly variant: Variant | null
}

/** Finds the variants of a run: by id, or on their source's page where they were just being made. */
async function matchRun(figma: Reader, { entries }: LedgerRun): Promise<Matched[]> {
  const pages = new Map<string, Variant[]>()
  const matched: Matched[] = []
  for (const entry of entries) {
    let variant: Variant | null = null
    if (entry.node !== null) variant = await variantOf(figma, entry.node)
    else {
      const { page } = entry.source
      const there = pages.get(page) ?? (await variantsOnPage(figma, page))
      pages.set(page, there)
      variant = there.find(({ recipe }) => recipe.job === entry.job) ?? null
    }
    matched.push({ entry, variant: variant?.recipe.job === entry.job ? variant : null })
  }
  return matched
}

async function variantOf(figma: Finder, node: NodeId): Promise<Variant | null> {
  const frame = await findNode(figma, node)
  const recipe = frame?.type === 'FRAME' ? readRecipe(frame) : null
  return frame?.type === 'FRAME' && recipe?.node === node ? { frame, recipe } : null
}

async function variantsOnPage(figma: Finder, id: string): Promise<Variant[]> {
  const page = await findNode(figma, id)
  if (page?.type !== 'PAGE') return []
  await page.loadAsync()
  return variantsOn(page)
}

/** Every variant of a page. A duplicate carries another frame's id in its recipe, and is none. */
function variantsOn(page: PageNode): Variant[] {
  return page
    .findAllWithCriteria({ types: ['FRAME'], pluginData: { keys: [recipeKey] } })
    .flatMap((frame) => {
      const recipe = readRecipe(frame)
      return recipe?.node === frame.id ? [{ frame, recipe }] : []
    })
}

/** The tasks that stand behind the variants of a page, whatever became of them. */
export async function tasksOnPage(figma: Finder, page: PageId): Promise<TaskId[]> {
  const variants = await variantsOnPage(figma, page)
  return variants.flatMap(({ recipe: { progress } }) =>
    progress.state === 'reserved' ? [] : (progress.task ?? []),
  )
}

/** The variants of a page that have no picture, by their jobs. */
export async function emptyOnPage(figma: Finder, page: PageId): Promise<Map<JobId, NodeId>> {
  const empty = (await variantsOnPage(figma, page)).filter(
    ({ recipe }) => recipe.progress.state !== 'done',
  )
  return new Map(empty.map(({ recipe }) => [recipe.job, recipe.node]))
}

function isWaiting({ progress }: Recipe): boolean {
  return progress.state === 'reserved' || progress.state === 'submitted'
}

/** What is known of a job from both: the document may have heard of its task before the ledger. */
function unfinished(entry: LedgerEntry, variant: Variant | null): Unfinished {
  const lostVariant = entry.node !== null && variant === null
  if (variant === null) return { entry: { ...entry, node: null }, isLedgered: true, lostVariant }
  const { node, reference, progress } = variant.recipe
  const submission =
    entry.submission.state !== 'created' && progress.state === 'submitted'
      ? { state: 'created' as const, at: progress.at, task: progress.task }
      : entry.submission
  return { entry: { ...entry, node, reference, submission }, isLedgered: true, lostVariant }
}

/** The entry that a job would have, made from what its variant tells. */
function entryOf(
  frame: FrameNode,
  page: PageId,
  { run, job, node, source, target, request, reference, progress }: Recipe,
): LedgerEntry {
  const { x, y, width, height } = frame.absoluteBoundingBox ?? { ...source.size, x: 0, y: 0 }
  const { at } = progress
  return {
    run,
    job,
    at,
    source: { id: source.id, name: source.name, page, bounds: { x, y, ...source.size } },
    target,
    size: { width, height },
    resolution: request.resolution,
    request,
    reference,
    node,
    submission:
      progress.state === 'submitted'
        ? { state: 'created', at, task: progress.task }
        : { state: 'sending', since: at },
    stopped: false,
  }
}

function byFile(runs: readonly LedgerRun[]): Elsewhere[] {
  const files = new Map<FileId, Elsewhere>()
  for (const { file, entries } of runs) {
    const jobs = (files.get(file.id)?.jobs ?? 0) + entries.length
    files.set(file.id, { file: file.id, name: file.name, jobs })
  }
  return [...files.values()]
}

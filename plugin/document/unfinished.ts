import {
  type FileId,
  type JobId,
  type NodeId,
  type OwnerId,
  PageId,
  type TaskId,
} from '../protocol/ids.ts'
import type { Rect } from '../protocol/geometry.ts'
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

/** What this person's storage tells. */
export interface Known {
  readonly runs: readonly LedgerRun[]
  readonly owner: OwnerId | null
  readonly receipts: ReadonlyMap<JobId, TaskId>
}

/** What the window is told, and what it need not hear of. */
export interface Found extends ResponseOf<'recover'> {
  /** Jobs whose picture is on the canvas already: only the ledger has not heard of it. */
  settled: (JobRef & { readonly task: TaskId })[]
  /** The mark that this document has lost, and is to be given again. */
  lostMark: FileId | null
}

/**
 * Holds the ledger against the document.
 *
 * @param known the ledger, this person's mark, and the tasks whose pictures were placed
 * @param file this document's mark; null while it has none
 */
export async function findUnfinished(
  figma: Reader,
  { runs, owner, receipts }: Known,
  file: FileId | null,
): Promise<Found> {
  const jobs: Unfinished[] = []
  const settled: Found['settled'] = []
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
      const progress = variant?.recipe.progress
      if (progress?.state === 'done') settled.push({ ...entry, task: progress.task })
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
      const receipt = receipts.get(recipe.job) ?? null
      const entry = entryOf(frame, page, recipe, receipt)
      jobs.push({ entry, knownBy: receipt === null ? 'variant' : 'receipt', lostVariant: false })
    }
  }
  return { jobs, theirs, elsewhere: byFile(others), settled, lostMark }
}

/**
 * Whether a document without a mark has the run's name, and one of its sources as it was. The whole of
 * it counts: in every new file the first frame has the same id, and the same name.
 */
async function hasSources(figma: Reader, { file, entries }: LedgerRun): Promise<boolean> {
  if (figma.root.name !== file.name) return false
  for (const { source } of entries) {
    const node = await findNode(figma, source.id)
    if (node === null || !('absoluteBoundingBox' in node)) continue
    const isThere = node.name === source.name && pageOf(node)?.id === source.page
    if (isThere && isSameRect(node.absoluteBoundingBox, source.bounds)) return true
  }
  return false
}

function isSameRect(a: Rect | null, b: Rect): boolean {
  return a?.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
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
  if (variant === null) return { entry: { ...entry, node: null }, knownBy: 'ledger', lostVariant }
  const { node, reference, progress } = variant.recipe
  const submission =
    entry.submission.state !== 'created' && progress.state === 'submitted'
      ? { state: 'created' as const, at: progress.at, task: progress.task }
      : entry.submission
  return { entry: { ...entry, node, reference, submission }, knownBy: 'ledger', lostVariant }
}

/** The entry that a job would have, made from what its variant tells. */
function entryOf(
  frame: FrameNode,
  page: PageId,
  { run, job, node, source, target, request, reference, progress }: Recipe,
  receipt: TaskId | null,
): LedgerEntry {
  const { x, y, width, height } = frame.absoluteBoundingBox ?? { ...source.size, x: 0, y: 0 }
  const { at } = progress
  const task = progress.state === 'submitted' ? progress.task : receipt
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
    submission: task === null ? { state: 'sending', since: at } : { state: 'created', at, task },
    account: '',
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

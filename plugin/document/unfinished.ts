import type { FileId, JobId, OwnerId, TaskId } from '../protocol/ids.ts'
import type { Rect } from '../protocol/geometry.ts'
import type { JobRef, LedgerEntry, LedgerRun, Part } from '../protocol/ledger.ts'
import type { Elsewhere, ResponseOf, Unfinished } from '../protocol/messages.ts'
import { shortName } from '../protocol/short.ts'
import { type Finder, findNode, pageOf } from './nodes.ts'
import { variantsOnPage } from './on-page.ts'
import { findVariants, taskOf } from './progress.ts'
import type { Variant } from './recipes.ts'
import { toldByVariants } from './told-by-variants.ts'

type Reader = Finder & Pick<PluginAPI, 'currentPage' | 'root'>

/** What this person's storage tells. */
export interface Known {
  readonly runs: readonly LedgerRun[]
  readonly owner: OwnerId | null
  readonly receipts: ReadonlyMap<JobId, TaskId>
}

/** What the window is told, and what it need not hear of. */
export interface Found extends Omit<ResponseOf<'recover'>, 'unreadable'> {
  /** Jobs whose picture is on the canvas already: only the ledger has not heard of it. */
  settled: (JobRef & { readonly task: TaskId; readonly variants: readonly Variant[] })[]
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
  const known = new Set<JobId>()
  for (const run of runs) {
    const matched = await matchRun(figma, run)
    // A document can lose its mark (by an undo, or in a branch that is merged).
    const isHere =
      run.file.id === file ||
      matched.some(({ variants }) => present(variants).length > 0) ||
      (file === null && (await hasSources(figma, run)))
    if (!isHere) {
      others.push(run)
      continue
    }
    if (file === null) lostMark ??= run.file.id
    for (const { entry, variants } of matched) {
      known.add(entry.job)
      const there = present(variants)
      const task = placedTask(there)
      if (task === null) jobs.push(unfinished(entry, variants))
      else settled.push({ run: entry.run, job: entry.job, task, variants: there })
    }
  }
  const told = toldByVariants(figma.currentPage, known, owner, receipts)
  return {
    jobs: [...jobs, ...told.jobs],
    theirs: told.theirs,
    elsewhere: byFile(others),
    settled,
    lostMark,
  }
}

/** The task whose picture all of these have; null where one of them waits, or there is none. */
function placedTask(variants: readonly Variant[]): TaskId | null {
  const tasks = variants.map(({ recipe: { progress } }) =>
    progress.state === 'done' ? progress.task : null,
  )
  return tasks.includes(null) ? null : (tasks[0] ?? null)
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
    const isThere = shortName(node.name) === source.name && pageOf(node)?.id === source.page
    if (isThere && isSameRect(node.absoluteBoundingBox, source.bounds)) return true
  }
  return false
}

function isSameRect(a: Rect | null, b: Rect): boolean {
  return a?.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

interface Matched {
  readonly entry: LedgerEntry
  /** In the order of the entry's parts; null for those that are not there. */
  readonly variants: readonly (Variant | null)[]
}

/**
 * Finds the variants of a run: by id or, where they were just being made, or the layer was deleted
 * whose place they took, in what they were to replace, or on their source's page.
 */
async function matchRun(figma: Reader, { entries }: LedgerRun): Promise<Matched[]> {
  const pages = new Map<string, Variant[]>()
  const matched: Matched[] = []
  for (const entry of entries) {
    const variants: (Variant | null)[] = []
    for (const [index, part] of entry.parts.entries()) {
      let variant = await variantIn(figma, entry, part)
      if (variant === null && (part.node === null || part.swaps !== null)) {
        const { page } = entry.source
        const there = pages.get(page) ?? (await variantsOnPage(figma, page))
        pages.set(page, there)
        variant = there.find((one) => isPart(one, entry.job, index)) ?? null
      }
      variants.push(variant)
    }
    matched.push({ entry, variants })
  }
  return matched
}

async function variantIn(figma: Finder, { job }: LedgerEntry, part: Part): Promise<Variant | null> {
  const id = part.node ?? part.into
  if (id === null) return null
  const { there } = await findVariants(figma, job, [id])
  return there[0] ?? null
}

function isPart({ recipe }: Variant, job: JobId, part: number): boolean {
  return recipe.job === job && recipe.part === part
}

/** What is known of a job from both: the document may have heard of its task before the ledger. */
function unfinished(entry: LedgerEntry, variants: Matched['variants']): Unfinished {
  const there = present(variants)
  const [first] = there
  // What was only half made is made once more: whoever reserves finds what is there.
  const isHalfMade = variants.includes(null) && entry.parts.every(({ node }) => node === null)
  const parts = entry.parts.map((part, index) => {
    return { ...part, node: isHalfMade ? null : (variants[index]?.recipe.node ?? null) }
  })
  const submission = entry.submission.state === 'created' ? null : there.flatMap(submissionOf)[0]
  return {
    entry: {
      ...entry,
      parts,
      reference: first?.recipe.reference ?? entry.reference,
      submission: submission ?? entry.submission,
    },
    knownBy: 'ledger',
    lostVariant: first === undefined && entry.parts.some(({ node }) => node !== null),
  }
}

function submissionOf({ recipe: { progress } }: Variant): LedgerEntry['submission'][] {
  const { at } = progress
  const task = taskOf(progress)
  const isCreated = progress.state === 'submitted' || progress.state === 'done'
  return isCreated && task !== null ? [{ state: 'created', at, task }] : []
}

function present(variants: Matched['variants']): Variant[] {
  return variants.flatMap((variant) => variant ?? [])
}

function byFile(runs: readonly LedgerRun[]): Elsewhere[] {
  const files = new Map<FileId, Elsewhere>()
  for (const { file, entries } of runs) {
    const jobs = (files.get(file.id)?.jobs ?? 0) + entries.length
    files.set(file.id, { file: file.id, name: file.name, jobs })
  }
  return [...files.values()]
}

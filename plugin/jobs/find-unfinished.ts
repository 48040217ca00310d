import type { FileId, JobId, OwnerId, TaskId } from '../../contract/model/ids.ts'
import {
  type JobRef,
  type LedgerEntry,
  type LedgerRun,
  refOf,
} from '../../contract/model/client-storage/ledger.ts'
import { findElsewhere } from './other-file-jobs.ts'
import type { Finder } from '../canvas/nodes.ts'
import { wantedBy } from '../live-text/lay-layers.ts'
import { isTextLaid } from '../variants/laid-layers.ts'
import { taskOf } from '../variants/progress.ts'
import type { Variant } from '../plugin-data/recipes.ts'
import { reconstructJobs } from './jobs-from-variants.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import type { Unfinished } from '../../contract/model/unfinished.ts'
import { type Matched, matchRun, present } from './match-run.ts'

type Reader = Finder & Pick<PluginAPI, 'currentPage' | 'root'>

/** What this designer's storage contains. */
export interface Known {
  readonly runs: readonly LedgerRun[]
  readonly owner: OwnerId | null
  readonly receipts: ReadonlyMap<JobId, TaskId>
}

/** The answer for the window, and the jobs that it need not know. */
export interface Found extends Omit<ResponseOf<'recover'>, 'unreadable'> {
  /** Jobs whose picture is on the canvas already, unknown to the ledger. */
  settled: (JobRef & { readonly task: TaskId; readonly variants: readonly Variant[] })[]
}

/**
 * Compares the ledger with the document. Only runs started under this document's mark and name count as its
 * own. The others are listed, and the designer decides.
 *
 * @param known the ledger, this designer's mark, and the tasks whose pictures were placed
 * @param file this document's mark; null while it has none
 */
export async function findUnfinished(
  figma: Reader,
  { runs, owner, receipts }: Known,
  file: FileId | null,
): Promise<Found> {
  const jobs: Unfinished[] = []
  const settled: Found['settled'] = []
  const isHere = (run: LedgerRun) => run.file.id === file && run.file.name === figma.root.name
  const others = runs.filter((run) => !isHere(run))
  for (const run of runs.filter(isHere)) {
    for (const { entry, variants } of await matchRun(figma, run)) {
      const there = present(variants)
      const task = placedTask(there)
      if (task !== null && isOf(entry, task, receipts)) {
        settled.push({ ...refOf(entry), task, variants: there })
      } else jobs.push(unfinished(entry, variants))
    }
  }
  const known = jobsOf(runs.filter(isHere))
  const reconstructed = reconstructJobs(figma.currentPage, known, jobsOf(others), owner, receipts)
  return {
    jobs: [...jobs, ...reconstructed.jobs],
    foreignVariants: reconstructed.foreignVariants,
    otherFiles: await findElsewhere(figma, others, file, reconstructed.copies),
    settled,
  }
}

function jobsOf(runs: readonly LedgerRun[]): ReadonlySet<JobId> {
  return new Set(runs.flatMap(({ entries }) => entries.map(({ plan }) => plan.id)))
}

/** The task whose picture all of these variants have; null where one still waits, or there are none. */
function placedTask(variants: readonly Variant[]): TaskId | null {
  const tasks = variants.map(({ recipe: { progress } }) =>
    progress.state === 'done' ? progress.task : null,
  )
  return tasks.includes(null) ? null : (tasks[0] ?? null)
}

/**
 * Whether a task named in the document is certainly the job's. Anyone can edit a recipe: only the ledger and
 * the placed tasks are proof.
 */
function isOf(
  { plan, submission }: LedgerEntry,
  task: TaskId,
  receipts: Known['receipts'],
): boolean {
  const isCreated = submission.state === 'created' && submission.task === task
  return isCreated || receipts.get(plan.id) === task
}

/** What is known of a job. The document never overrides the ledger. */
function unfinished(entry: LedgerEntry, variants: Matched['variants']): Unfinished {
  const there = present(variants)
  const [first] = there
  // A half-reserved job is reserved again: `reserve` finds the frames that exist, and lays their text.
  const isMade = (variant: Variant | null, index: number) =>
    variant !== null && !lacksText(entry, variant, index)
  const isHalfMade = !variants.every(isMade) && entry.nodes.every((node) => node === null)
  const nodes = entry.plan.parts.map((_, index) =>
    isHalfMade ? null : (variants[index]?.recipe.node ?? null),
  )
  // The document can name a task that could not be written to the ledger.
  const isInDoubt = entry.submission.state === 'sending'
  return {
    entry: { ...entry, nodes, reference: entry.reference ?? first?.recipe.reference ?? null },
    knownBy: 'ledger',
    lostVariant: first === undefined && entry.nodes.some((node) => node !== null),
    documentTask: isInDoubt
      ? (there.map(taskOfProgress).find((task) => task !== null) ?? null)
      : null,
  }
}

/** Whether the plugin was closed before a new frame had all of its text. */
function lacksText({ plan }: LedgerEntry, { kind, node }: Variant, index: number): boolean {
  const part = plan.parts[index]
  const isNew = part !== undefined && kind === 'current'
  return isNew && wantedBy(plan, part) !== null && !isTextLaid(node)
}

/** The task of a variant, unless the variant has failed. */
function taskOfProgress({ recipe: { progress } }: Variant): TaskId | null {
  return progress.state === 'failed' ? null : taskOf(progress)
}

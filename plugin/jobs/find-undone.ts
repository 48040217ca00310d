import type { JobId, NodeId, OwnerId } from '../../contract/model/ids.ts'
import type { LedgerEntry } from '../../contract/model/client-storage/ledger.ts'
import type { PartPlan } from '../../contract/model/job-plan.ts'
import { variantFor } from './other-file-jobs.ts'
import type { Finder } from '../canvas/nodes.ts'
import { placedPrefix } from '../plugin-data/keys.ts'
import type { Unfinished } from '../../contract/model/unfinished.ts'

type Root = Pick<PluginAPI, 'root'>

/**
 * How many of the newest notes are kept: far more than records of placed jobs, because a job without a note
 * counts as undone, and long jobs have a note and no record.
 */
const mostNoted = 300

/** One key per designer: two who place pictures at the same time would overwrite each other's. */
const keyOf = (owner: OwnerId | null) => placedPrefix + (owner ?? '')

/**
 * Notes on the document that a job's picture was placed, in the same undo step as the picture. An undo of
 * the picture removes the note too; deleting the picture's frame does not.
 *
 * @param isThere false when Restage removes the picture, or a job's variants on request: it then counts as
 *   undone. An undo of the removal brings the note back too.
 */
export function notePlaced(
  { root }: Root,
  owner: OwnerId | null,
  job: JobId,
  isThere = true,
): void {
  const others = placedJobs({ root }, owner).filter((each) => each !== job)
  const jobs = isThere ? [...others, job] : others
  root.setPluginData(keyOf(owner), jobs.slice(-mostNoted).join(' '))
}

function placedJobs({ root }: Root, owner: OwnerId | null): string[] {
  const noted = root.getPluginData(keyOf(owner)).split(' ')
  // Anybody can have written them, and Figma refuses long data: what is too long for an id is dropped.
  return noted.filter(({ length }) => length <= 64)
}

/**
 * The placed pictures that an undo removed from this document, with their frames or from frames that wait on
 * pages that are not open, or show an earlier failure. Left out are jobs whose frames a designer has deleted,
 * and jobs for which another picture was placed since.
 *
 * @param placed what this designer placed in this document, oldest first
 * @param known the jobs known from the ledger or from the canvas
 */
export async function findUndone(
  figma: Finder & Root,
  owner: OwnerId | null,
  placed: readonly LedgerEntry[],
  known: ReadonlySet<JobId>,
): Promise<Unfinished[]> {
  const noted = placedJobs(figma, owner)
  const undone: Unfinished[] = []
  for (const [at, entry] of placed.entries()) {
    const { id, parts } = entry.plan
    if (noted.includes(id) || known.has(id)) continue
    const later = placed.slice(at + 1).filter((other) => noted.includes(other.plan.id))
    if (later.some((other) => isInSamePlace(other, entry))) continue
    const variants = await Promise.all(parts.map((_, part) => variantFor(figma, entry, part)))
    if (variants.some((variant) => variant?.recipe.progress.state === 'done')) continue
    undone.push({
      // With its nodes: an undo on the canvas can bring them back.
      entry: { ...entry, stopped: false },
      knownBy: 'receipt',
      lostVariant: variants.every((variant) => variant === null),
      documentTask: null,
    })
  }
  return undone
}

/** Whether two jobs regenerate the same variant, or swap the same layer. */
function isInSamePlace(one: LedgerEntry, other: LedgerEntry): boolean {
  const places = other.plan.parts.map(placeOf)
  return one.plan.parts.map(placeOf).some((place) => place !== null && places.includes(place))
}

function placeOf({ into, swaps }: PartPlan): NodeId | null {
  return into ?? swaps
}

import * as z from 'zod/mini'
import { FileId, JobId, RunId } from '../../contract/model/ids.ts'
import {
  LedgerEntry,
  type LedgerRun,
  Submission,
} from '../../contract/model/client-storage/ledger.ts'
import { FurtherReference } from '../../contract/model/reference.ts'
import { JobDetails, JobPlan } from '../../contract/model/job-plan.ts'
import { JobRequest } from '../../contract/model/job-request.ts'
import type { Change } from './ledger-merge.ts'

/**
 * A prompt may have 20,000 characters, and a run 200 jobs: each prompt is stored once, and referred to by
 * its index.
 */
const Place = z.union([z.number(), z.string()])
const StoredRequest = z.object({ ...JobRequest.shape, prompt: Place })

/** The file of some jobs; stored beside them where it differs from the file that they were written for. */
export const StoredFile = z.object({ id: FileId, name: z.string() })

/**
 * Jobs written together, as JSON; what they share is stored once. Never written again: later changes of a
 * job are stored beside it.
 */
const StoredRun = z.object({
  version: z.literal(1),
  run: RunId,
  file: StoredFile,
  prompts: z.array(z.string()),
  references: z.array(FurtherReference),
  /** Each is read by itself: an unreadable entry does not affect the others. */
  entries: z.array(z.unknown()),
})
type StoredRun = z.output<typeof StoredRun>

const StoredEntry = z.object({
  ...LedgerEntry.shape,
  request: StoredRequest,
  plan: z.object({
    ...JobPlan.shape,
    prompt: Place,
    details: z.object({
      ...JobDetails.shape,
      template: Place,
      addition: z.optional(Place),
      references: z.array(z.number()),
    }),
  }),
})

const Named = z.object({ plan: z.object({ id: JobId }) })
type Fields = Readonly<Record<string, unknown>>

/** Records a created task. Belongs to the request that has this idempotency key. */
const CreatedTask = z.object({ key: z.string(), submission: Submission })
export type CreatedTask = z.output<typeof CreatedTask>

export interface Batch {
  /** Null where it can't be read. */
  readonly head: StoredRun | null
  /** The entries whose job id can be read; the rest of them may be unreadable. */
  readonly jobs: ReadonlyMap<JobId, unknown>
  /** How many entries have no readable job id. */
  readonly nameless: number
}

/** @param entries at least one, all of one run */
export function writeRun(
  run: RunId,
  file: LedgerRun['file'],
  entries: readonly LedgerEntry[],
): string {
  const prompts = createPool<string>((prompt) => prompt)
  const references = createPool<FurtherReference>(
    ({ reference, role, name }) => `${role} ${reference.hash} ${name}`,
  )
  const packed = entries.map((entry) => {
    const { details } = entry.plan
    const { addition } = details
    return {
      ...entry,
      request: { ...entry.request, prompt: prompts.put(entry.request.prompt) },
      plan: {
        ...entry.plan,
        prompt: prompts.put(entry.plan.prompt),
        details: {
          ...details,
          template: prompts.put(details.template),
          ...(addition === undefined ? {} : { addition: prompts.put(addition) }),
          references: details.references.map(references.put),
        },
      },
    }
  })
  const shared = { prompts: prompts.all, references: references.all }
  return JSON.stringify({ version: 1, run, file, ...shared, entries: packed } satisfies StoredRun)
}

/** Reads as much as possible of what this version's `writeRun`, or an earlier one, wrote. */
export function readRun(value: unknown): Batch {
  const fields = parsed(value)
  const { data: head = null } = StoredRun.safeParse(fields)
  const entries = head?.entries ??
    z.array(z.unknown()).safeParse(fields?.['entries']).data ?? [null]
  const jobs = new Map<JobId, unknown>()
  for (const entry of head === null ? [] : entries) {
    const named = Named.safeParse(entry).data
    if (named !== undefined) jobs.set(named.plan.id, entry)
  }
  return { head, jobs, nameless: entries.length - jobs.size }
}

/** A job's later state as JSON: the change on top of the stored state. */
export function writeChange({ head }: Batch, state: unknown, { request, ...rest }: Change): string {
  if (request === undefined) return JSON.stringify({ ...parsed(state), ...rest })
  const place = head?.prompts.indexOf(request.prompt) ?? -1
  const prompt = place < 0 ? request.prompt : place
  return JSON.stringify({ ...parsed(state), ...rest, request: { ...request, prompt } })
}

/**
 * A job's current entry; null where any of it can't be read.
 *
 * @param state what `writeChange` wrote; undefined for nothing
 * @param task a `CreatedTask`; undefined for nothing
 */
export function readEntry(
  { head, jobs }: Batch,
  job: JobId,
  state: unknown,
  task: unknown,
): LedgerEntry | null {
  const change = state === undefined ? {} : parsed(state)
  const asked = parsed(jobs.get(job))
  if (head === null || change === null || asked === null) return null
  const decoded = StoredEntry.safeParse({ ...asked, ...change })
  const created = task === undefined ? null : CreatedTask.safeParse(task)
  if (!decoded.success || created?.success === false) return null
  const { request, plan, ...entry } = decoded.data
  const textAt = (place: number | string) =>
    typeof place === 'string' ? place : head.prompts[place]
  const { addition, ...details } = plan.details
  const [prompt, planned] = [textAt(request.prompt), textAt(plan.prompt)]
  const references = details.references.flatMap((place) => head.references[place] ?? [])
  if (prompt === undefined || planned === undefined) return null
  if (references.length < details.references.length) return null
  const known = {
    ...entry,
    request: { ...request, prompt },
    plan: {
      ...plan,
      prompt: planned,
      details: {
        ...details,
        template: textAt(details.template) ?? '',
        ...(addition === undefined ? {} : { addition: textAt(addition) ?? '' }),
        references,
      },
    },
  }
  const { key, submission } = created?.data ?? {}
  const isOfTask = known.submission.state === 'unsent' || request.idempotencyKey === key
  return submission !== undefined && isOfTask ? { ...known, submission } : known
}

/** Stores each thing once; `put` returns its index. */
function createPool<Thing>(nameOf: (thing: Thing) => string) {
  const all: Thing[] = []
  const places = new Map<string, number>()
  return {
    all,
    put: (thing: Thing): number => {
      const name = nameOf(thing)
      const place = places.get(name) ?? all.push(thing) - 1
      places.set(name, place)
      return place
    },
  }
}

function parsed(value: unknown): Fields | null {
  try {
    const fields: unknown = typeof value === 'string' ? JSON.parse(value) : value
    return isFields(fields) ? fields : null
  } catch {
    // The reader of the ledger reports unreadable entries.
    return null
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

import type { NodeId } from '../../contract/model/ids.ts'
import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { RequestOf } from '../../contract/protocol/procedures.ts'
import type { Handlers } from '../../contract/protocol/server.ts'
import { findPlaced } from '../jobs/find-placed.ts'
import { notePlaced } from '../jobs/find-undone.ts'
import { place } from '../jobs/place.ts'
import { recordProgress } from '../jobs/record.ts'
import { reserve } from '../jobs/reserve.ts'
import { fileOf } from '../plugin-data/file-id.ts'
import { ownerOf, readOwner } from '../storage/owner-id.ts'
import type { SpendingBook } from '../storage/spending.ts'
import type { CanvasEvents, Emit } from './canvas-events.ts'
import { fallBackTo } from './fall-back.ts'
import { type JobStores, settle } from './settle-jobs.ts'
import { failJob } from '../jobs/fail.ts'
import { cancelJob } from '../jobs/cancel.ts'
import { undoRun } from '../jobs/undo-run.ts'

interface JobHandlerParts {
  readonly figma: PluginAPI
  readonly stores: JobStores
  readonly spendings: SpendingBook
  readonly events: CanvasEvents
  readonly emit: Emit
}

export function jobHandlers(
  parts: JobHandlerParts,
): Pick<
  Handlers,
  'addJobs' | 'reserve' | 'updateJob' | 'place' | 'failJob' | 'cancelJob' | 'undoRun' | 'findPlaced'
> {
  const { figma, stores, events } = parts
  const { ledger, receipts } = stores

  /** A job's frames as the window knows them; from the ledger where the window knows none. */
  async function framesOf({ nodes, ...ref }: RequestOf<'cancelJob'>): Promise<NodeId[]> {
    if (nodes.length > 0) return nodes
    const run = await ledger.find(ref).catch(fallBackTo(null))
    return run?.entries[0]?.nodes.flatMap((node) => node ?? []) ?? []
  }

  return {
    addJobs: async ({ file, owner, entries }) => {
      await ownerOf(figma.clientStorage, owner)
      await ledger.add(fileOf(figma, file), entries)
      return {}
    },
    reserve: async (request) => {
      const { reference, reservations } = request
      const { run } = reservations[0].plan
      const owner = await readOwner(figma.clientStorage)
      const known = { owner, receipts: await receipts.all() }
      const jobs = reservations.map(({ plan }) => plan.id)
      // Another window may have resumed the run in the meantime.
      const isFirst = request.isFirst && !(await ledger.isChanged(run, jobs))
      return reserve(figma, { ...request, isFirst }, known, async (variants) => {
        const changes = reservations.map(({ plan }, index) => {
          const made = variants[index]?.nodes ?? []
          const nodes = plan.parts.map((_, at) => made[at] ?? null)
          return ledger.change({ run, job: plan.id }, { nodes, reference })
        })
        await Promise.all(changes)
      })
    },
    updateJob: async (known) => {
      const { run, job, nodes, request, reference, submission, account, stopped } = known
      let recorded
      try {
        const change = { request, reference, submission, account, stopped }
        if (!(await ledger.change({ run, job }, change))) throw new PluginError('entry-missing')
      } finally {
        void countSpending(parts, known)
        recorded = await recordProgress(figma, job, nodes, known)
      }
      return recorded
    },
    place: async (request) => {
      const placed = await place(figma, request, (owner) => {
        notePlaced(figma, owner, request.job)
      })
      await settle(stores, request, { task: request.task })
      if (placed.moved.length > 0) events.selectionChanged()
      return placed
    },
    failJob: async (request) => {
      try {
        return await failJob(figma, { ...request, nodes: await framesOf(request) })
      } finally {
        void uncountSpending(parts, request)
        // Without a reason, the picture was placed elsewhere.
        if (request.settled) await settle(stores, request, { isGivenUp: request.reason !== '' })
      }
    },
    cancelJob: async (ref) => {
      try {
        return await cancelJob(figma, ref.job, await framesOf(ref))
      } finally {
        void uncountSpending(parts, ref)
        await settle(stores, ref, { isGivenUp: true })
      }
    },
    undoRun: ({ jobs }) => undoRun(figma, jobs).finally(events.selectionChanged),
    findPlaced: ({ jobs }) => findPlaced(figma, jobs),
  }
}

/** The price is only for display: a job does not fail because of it. */
async function countSpending(
  { spendings, emit }: JobHandlerParts,
  { submission, price }: RequestOf<'updateJob'>,
): Promise<void> {
  if (submission.state !== 'created') return
  try {
    const spending = await spendings.count(submission.task, submission.at, price)
    if (spending !== null) emit('spending', spending)
  } catch (error) {
    console.warn('A task is not counted in its month.', error)
  }
}

async function uncountSpending(
  { spendings, emit }: JobHandlerParts,
  { unpaid }: Pick<RequestOf<'cancelJob'>, 'unpaid'>,
): Promise<void> {
  if (unpaid === undefined) return
  try {
    emit('spending', await spendings.uncount(unpaid))
  } catch (error) {
    console.warn('A task that cost nothing stays counted.', error)
  }
}

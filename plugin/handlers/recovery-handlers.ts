import type { Handlers } from '../../contract/protocol/server.ts'
import { findUndone } from '../jobs/find-undone.ts'
import { findUnfinished } from '../jobs/find-unfinished.ts'
import { fileOf, readMark, renewMark } from '../plugin-data/file-id.ts'
import { dropReplacement } from '../plugin-data/recipes.ts'
import { readOwner } from '../storage/owner-id.ts'
import { type JobStores, settle } from './settle-jobs.ts'

/** The procedures about jobs that earlier windows left unfinished, in this file or another. */
export function recoveryHandlers(
  figma: PluginAPI,
  stores: JobStores,
): Pick<Handlers, 'recover' | 'takeOver' | 'setApart' | 'discardFileJobs'> {
  const { ledger, receipts, placedJobs } = stores
  return {
    recover: async () => {
      const { runs, unreadable } = await ledger.read()
      const owner = await readOwner(figma.clientStorage)
      const known = { runs, owner, receipts: await receipts.all() }
      const file = readMark(figma)?.id ?? null
      const { settled, ...found } = await findUnfinished(figma, known, file)
      for (const { task, variants, ...ref } of settled) {
        for (const { kind, node } of variants) {
          if (kind !== 'pending-render') dropReplacement(node, ref.job)
        }
        await settle(stores, ref, { task })
      }
      const kept = file === null ? [] : await placedJobs.in(file)
      const entries = [
        ...runs.flatMap((run) => run.entries),
        ...found.jobs.map(({ entry }) => entry),
      ]
      const told = new Set(entries.map(({ plan }) => plan.id))
      const undone = await findUndone(figma, owner, kept, told)
      return { ...found, jobs: [...found.jobs, ...undone], unreadable }
    },
    takeOver: async ({ file, fresh }) => {
      await ledger.move(file, fileOf(figma, fresh))
      return {}
    },
    setApart: ({ file, fresh }) => {
      // The document may have got another mark in the meantime, with a run of its own.
      if (readMark(figma)?.id === file) renewMark(figma, fresh)
      return {}
    },
    discardFileJobs: async ({ file }) => {
      await ledger.forget(file)
      return {}
    },
  }
}

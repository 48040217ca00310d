import * as z from 'zod/mini'
import { FileId, RunId } from '../protocol/ids.ts'
import { LedgerEntry, type LedgerRun } from '../protocol/ledger.ts'
import { JobRequest } from '../protocol/recipe.ts'

/**
 * A run as it stands in client storage, as JSON: one string is written many times as fast as an object
 * of two hundred entries, and every change of a job writes it. A prompt may have 20,000 characters and a run 200 jobs, so it
 * is kept once, and requests name it by its place in `prompts`.
 */
const StoredRun = z.object({
  version: z.literal(1),
  run: RunId,
  file: z.object({ id: FileId, name: z.string() }),
  prompts: z.array(z.string()),
  entries: z.array(
    z.object({
      ...LedgerEntry.shape,
      request: z.object({ ...JobRequest.shape, prompt: z.number() }),
    }),
  ),
})
type StoredRun = z.output<typeof StoredRun>

export function writeRun({ run, file, entries }: LedgerRun): string {
  const prompts = [...new Set(entries.map(({ request }) => request.prompt))]
  const stored = entries.map((entry) => ({
    ...entry,
    request: { ...entry.request, prompt: prompts.indexOf(entry.request.prompt) },
  }))
  return JSON.stringify({ version: 1, run, file, prompts, entries: stored } satisfies StoredRun)
}

/** What `writeRun` wrote; null for anything else. */
export function readRun(value: unknown): LedgerRun | null {
  const decoded = StoredRun.safeParse(typeof value === 'string' ? parsed(value) : value)
  if (!decoded.success) return null
  const { run, file, prompts, entries } = decoded.data
  return {
    run,
    file,
    entries: entries.map((entry) => ({
      ...entry,
      request: { ...entry.request, prompt: prompts[entry.request.prompt] ?? '' },
    })),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Whoever reads the ledger says that an entry can't be read.
    return null
  }
}

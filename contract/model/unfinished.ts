import * as z from 'zod/mini'
import { LedgerEntry } from './client-storage/ledger.ts'
import { FileId, NodeId, TaskId } from './ids.ts'
import { similarities } from './file-similarity.ts'
import { nullable } from './schema.ts'

/** A job of this file that an earlier window did not finish. */
export const Unfinished = z.object({
  entry: LedgerEntry,
  /**
   * Where it was found: in the ledger; among the placed tasks, its picture undone since; or only in the
   * document, by its variant.
   */
  knownBy: z.literal(['ledger', 'receipt', 'variant']),
  /** Whether its variants were created and none of them is left. */
  lostVariant: z.boolean(),
  /**
   * The task that its variant names, where the ledger does not know whether one exists. Anyone with the
   * file can have written the name, so it is the last thing to try.
   */
  documentTask: nullable(TaskId),
})
export type Unfinished = z.output<typeof Unfinished>

/** A variant of another designer, or of another computer, that waits for its picture. */
export const ForeignVariant = z.object({ node: NodeId, name: z.string() })
export type ForeignVariant = z.output<typeof ForeignVariant>

/** Unfinished jobs of another file, or of one that only the designer can distinguish from this one. */
export const OtherFileJobs = z.object({
  file: FileId,
  name: z.string(),
  jobs: z.number(),
  similarity: z.literal(similarities),
  /** Layers on the current page that wait for a picture of those jobs. */
  frames: z.array(NodeId),
})
export type OtherFileJobs = z.output<typeof OtherFileJobs>

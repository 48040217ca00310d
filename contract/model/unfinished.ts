import * as z from 'zod/mini'
import { LedgerEntry } from './stored/ledger.ts'
import { FileId, NodeId, TaskId } from './ids.ts'
import { similarities } from './file-similarity.ts'
import { nullable } from './schema.ts'

/** A job of this file that an earlier window did not bring to its end. */
export const Unfinished = z.object({
  entry: LedgerEntry,
  /**
   * What tells of it: the ledger; a receipt and its variant (its picture was placed, and that was
   * undone); or its variant alone, and nobody knows how that came about.
   */
  knownBy: z.literal(['ledger', 'receipt', 'variant']),
  /** Whether its variants were made and none of them is there now. */
  lostVariant: z.boolean(),
  /**
   * The task that its variant names where the ledger does not know whether there is one. Anyone who has
   * the file can have written it: it may be looked at, once nothing else can tell.
   */
  told: nullable(TaskId),
})
export type Unfinished = z.output<typeof Unfinished>

/** A variant of another person, or of another computer, that waits for its picture. */
export const ForeignVariant = z.object({ node: NodeId, name: z.string() })
export type ForeignVariant = z.output<typeof ForeignVariant>

/** Unfinished jobs of another file, or of one that only the designer can tell from this. */
export const OtherFileJobs = z.object({
  file: FileId,
  name: z.string(),
  jobs: z.number(),
  similarity: z.literal(similarities),
  /** Layers of the page that is looked at that wait for a picture of those jobs. */
  frames: z.array(NodeId),
})
export type OtherFileJobs = z.output<typeof OtherFileJobs>

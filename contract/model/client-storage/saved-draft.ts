import * as z from 'zod/mini'
import { NodeId } from '../ids.ts'
import { between, nullable } from '../schema.ts'
import { AspectRatio, Resolution, Sizing } from '../target.ts'

/** Whether text stays live (null if the designer has not chosen), and the blocks that don't. */
const LiveChoice = z.object({ isOn: nullable(z.boolean()), off: z.array(NodeId) })

const copies = between(1, 4)

/** What a designer has set up in a file: prompts and targets, so that a window opens with them again. */
export const SavedDraft = z.object({
  prompt: z.string(),
  swapPrompt: z.string(),
  ratios: z.array(AspectRatio),
  /** Placement ids, in the order in which they were chosen. */
  placements: z.array(z.string()),
  resolution: Resolution,
  sizing: Sizing,
  copies,
  /** Of the Swap tab; earlier drafts lack it. */
  swap: z.optional(z.object({ resolution: Resolution, copies })),
  /** Left out if nothing was chosen. */
  live: z.optional(z.object({ variants: LiveChoice, swap: LiveChoice })),
})
export type SavedDraft = z.output<typeof SavedDraft>

/** The draft of one file, as stored. */
export const FileDraft = z.object({
  /** The file's mark; or its name, as long as it has no mark. */
  file: z.string(),
  /** A `SavedDraft`; read field by field. */
  draft: z.unknown(),
})
export type FileDraft = z.output<typeof FileDraft>

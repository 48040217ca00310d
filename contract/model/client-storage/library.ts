import * as z from 'zod/mini'
import { between } from '../schema.ts'
import { AspectRatio, Resolution, Sizing } from '../target.ts'

const Pixels = between(1, 10_000)

/** A placement of the designer's own. Its id begins with `own-`, which no shipped placement's does. */
export const OwnPlacement = z.object({
  id: z.string(),
  name: z.string(),
  width: Pixels,
  height: Pixels,
})
export type OwnPlacement = z.output<typeof OwnPlacement>

/** A named list of targets with their settings: "Launch kit". */
export const TargetSet = z.object({
  id: z.string(),
  name: z.string(),
  ratios: z.array(AspectRatio),
  /** Placement ids. */
  placements: z.array(z.string()),
  /** For the plain ratios. */
  resolution: Resolution,
  sizing: Sizing,
  copies: z.number(),
})
export type TargetSet = z.output<typeof TargetSet>

/** `at` is the last use, in milliseconds since 1970. */
export const UsedPrompt = z.object({
  text: z.string(),
  at: z.number(),
  favourite: z.boolean(),
})
export type UsedPrompt = z.output<typeof UsedPrompt>

/** What a designer collects while working; kept in this user's client storage, for all files. */
export const Library = z.object({
  version: z.literal(1),
  /** Ids of the placements that are listed first. */
  favourites: z._default(z.array(z.string()), []),
  placements: z._default(z.array(OwnPlacement), []),
  sets: z._default(z.array(TargetSet), []),
  /** Newest first. */
  history: z._default(z.array(UsedPrompt), []),
})
export type Library = z.output<typeof Library>

export const emptyLibrary: Library = Library.parse({ version: 1 })

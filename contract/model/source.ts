import * as z from 'zod/mini'
import { Rect, Size } from './geometry.ts'
import { NodeId, PageId } from './ids.ts'

/** Why a selected layer can't be a source. The sentences are in the window's `text.ts`. */
export const unusableReasons = [
  'text',
  'group',
  'section',
  'component-set',
  'not-a-frame',
  'empty',
  'hidden',
  'too-small',
] as const
export const UnusableReason = z.literal(unusableReasons)
export type UnusableReason = z.output<typeof UnusableReason>

/** A selected layer that can be turned into a reference. */
export const UsableSource = z.object({
  usable: z.literal(true),
  id: NodeId,
  page: PageId,
  name: z.string(),
  /** Where the frame stands on its page, without shadows and the like. */
  bounds: Rect,
  /** Its own width and height where it is turned; left out where they are those of `bounds`. */
  size: z.optional(Size),
})
export type UsableSource = z.output<typeof UsableSource>

/** A source's own width and height: what they are while it is not turned. */
export function ownSize({
  bounds,
  size,
}: {
  readonly bounds: Size
  readonly size?: Size | undefined
}): Size {
  const { width, height } = size ?? bounds
  return { width, height }
}

/** A selected layer that can't, with the reason. */
export const UnusableSource = z.object({
  usable: z.literal(false),
  id: NodeId,
  name: z.string(),
  reason: UnusableReason,
})
export type UnusableSource = z.output<typeof UnusableSource>

/** One selected layer, as the window shows it. */
export const Source = z.union([UsableSource, UnusableSource])
export type Source = z.output<typeof Source>

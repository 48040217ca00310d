import * as z from 'zod/mini'
import { Rect, Size } from './geometry.ts'
import { NodeId, PageId } from './ids.ts'

/** Why a selected layer can't be a source. The sentences are in the window's `text.ts`. */
const unusableReasons = [
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

export const UsableSource = z.object({
  usable: z.literal(true),
  id: NodeId,
  page: PageId,
  name: z.string(),
  /** On its page, without shadows and other effects. */
  bounds: Rect,
  /** Width and height before any rotation; left out where `bounds` has the same. */
  size: z.optional(Size),
})
export type UsableSource = z.output<typeof UsableSource>

/** Width and height before any rotation. */
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

const UnusableSource = z.object({
  usable: z.literal(false),
  id: NodeId,
  name: z.string(),
  reason: UnusableReason,
})
type UnusableSource = z.output<typeof UnusableSource>

export const Source = z.union([UsableSource, UnusableSource])
export type Source = z.output<typeof Source>

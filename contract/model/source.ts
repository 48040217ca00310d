import * as z from 'zod/mini'
import { Rect, Size } from './geometry.ts'
import { NodeId, PageId } from './ids.ts'

/**
 * Why a selected layer can't be a source. The sentences are in the window's `text.ts`.
 *
 * - `text`: a text without a frame around it
 * - `section`: a section without frames of the designer's own
 * - `component-set`: it holds components, and is no picture itself
 * - `not-a-layer`: it can't be exported (a slice, a widget)
 * - `empty`, `hidden`: nothing of it is visible
 * - `too-small`: its picture would show nothing
 * - `gone`: it was pinned, and is deleted
 */
const unusableReasons = [
  'text',
  'section',
  'component-set',
  'not-a-layer',
  'empty',
  'hidden',
  'too-small',
  'gone',
] as const
export const UnusableReason = z.literal(unusableReasons)
export type UnusableReason = z.output<typeof UnusableReason>

/** The selected layer, if it is not the source itself: a text in it, or a section around it. */
const Selected = z.object({ kind: z.literal(['text', 'section']), name: z.string() })

export const UsableSource = z.object({
  usable: z.literal(true),
  id: NodeId,
  page: PageId,
  name: z.string(),
  /** On its page, without shadows and other effects. */
  bounds: Rect,
  /** Width and height before any rotation; left out where `bounds` has the same. */
  size: z.optional(Size),
  selected: z.optional(Selected),
  /** The nearest frame around it, which can be the source instead. */
  frame: z.optional(NodeId),
})
export type UsableSource = z.output<typeof UsableSource>

const UnusableSource = z.object({
  usable: z.literal(false),
  id: NodeId,
  name: z.string(),
  reason: UnusableReason,
  selected: z.optional(Selected),
  frame: z.optional(NodeId),
})
type UnusableSource = z.output<typeof UnusableSource>

export const Source = z.union([UsableSource, UnusableSource])
export type Source = z.output<typeof Source>

import * as z from 'zod/mini'
import { between } from './schema.ts'
import { Rect } from './geometry.ts'
import { NodeId } from './ids.ts'

/** The most blocks that are laid out for one source. */
export const mostBlocks = 24

/** In the document's pixels. */
export const Length = between(0, 100_000)

const Edge = z.literal(['MIN', 'CENTER', 'MAX'])

/** The least factor by which Figma scales a layer (plugin typings, `rescale`), and the greatest that is sensible. */
export const scales = [0.01, 100] as const

/** A block's place in a variant. `x` and `y` count from the variant's corner, in its pixels. */
export const PlacedBlock = z.object({
  /** The block's layer in the source. */
  id: NodeId,
  x: z.number(),
  y: z.number(),
  width: Length,
  /** The most height that it may take; the text is made smaller until it fits. */
  height: Length,
  /** Factor of its size in the source. */
  scale: between(...scales),
  /** Whether its text wraps in `width`; otherwise it keeps its lines. */
  wraps: z.boolean(),
  /** The edge, or the centre, that it keeps its distance to when a designer resizes the variant. */
  horizontal: Edge,
  vertical: Edge,
  /** Whether there is no room for it: its layer is then laid, but hidden. */
  isLeftOut: z.boolean(),
})
export type PlacedBlock = z.output<typeof PlacedBlock>

/** A whole layout: each block of a variant. */
export const LaidBlocks = z.array(PlacedBlock).check(z.refine(({ length }) => length <= mostBlocks))
export type LaidBlocks = z.output<typeof LaidBlocks>

/**
 * The live text of a new variant: from the source, laid out for the variant; or from another variant of the
 * same shape, as a designer left it there.
 */
export const LiveLayout = z.union([
  z.object({ from: z.literal('source'), blocks: LaidBlocks }),
  z.object({ from: z.literal('variant'), variant: NodeId }),
])
export type LiveLayout = z.output<typeof LiveLayout>

/** What a job keeps live. */
export const LiveOrder = z.object({
  /** The source's layers that the reference does not show, because the variants get copies of them. */
  blocks: z.array(NodeId).check(z.refine(({ length }) => length > 0 && length <= 200)),
  /** Layers that the designer chose not to keep live; left out if there are none. */
  off: z.optional(z.array(NodeId)),
  /** The sentences about it in the prompt that is sent. */
  clause: z.string(),
})
export type LiveOrder = z.output<typeof LiveOrder>

export const Share = between(0, 1)

/**
 * A dark or light gradient between picture and text: strongest at `edge`, weaker towards the other side, as
 * in `scrimStops`; for `none`, even all over. `x` and `y` count from the variant's corner.
 */
export const Scrim = z.object({
  ...Rect.shape,
  tone: z.literal(['black', 'white']),
  /** At its strongest. */
  opacity: Share,
  edge: z.literal(['top', 'right', 'bottom', 'left', 'none']),
})
export type Scrim = z.output<typeof Scrim>

import * as z from 'zod/mini'
import { between } from './schema.ts'
import { Rect, Size } from './geometry.ts'
import { NodeId } from './ids.ts'
import { Name } from './shorten.ts'

/** The most blocks that are laid out for one source. */
export const mostBlocks = 24

const Length = z.number().check(between(0, 100_000))

/** One text layer of a block. All lengths are the document's pixels, `box` counts from its source's corner. */
export const LiveLine = z.object({
  id: NodeId,
  name: Name,
  characters: z.string(),
  box: Rect,
  /** Of its largest segment. */
  fontSize: Length,
  /** From one line to the next. */
  lineHeight: Length,
  /** Width of its longest paragraph on one line; an estimate where the paragraph is wrapped now. */
  width: Length,
  align: z.literal(['LEFT', 'CENTER', 'RIGHT', 'JUSTIFIED']),
})
export type LiveLine = z.output<typeof LiveLine>

/**
 * What is laid out as one.
 *
 * - `text`: one text layer, which may wrap in another width
 * - `flow`: an auto layout that holds only live content
 * - `rigid`: a button with its label, a logo, a rotated text: it is only scaled
 */
export const LiveBlock = z.object({
  /** The layer in the source. */
  id: NodeId,
  kind: z.literal(['text', 'flow', 'rigid']),
  isLogo: z.boolean(),
  name: Name,
  /** From its source's corner. */
  box: Rect,
  /** The auto layout that it stands in; blocks with the same one belong together. */
  group: z.optional(NodeId),
  /** In reading order. */
  lines: z.array(LiveLine),
})
export type LiveBlock = z.output<typeof LiveBlock>

/**
 * Why a source's text can't stay live. The sentences are in the window's `text.ts`.
 *
 * - `none`: it shows no text that could
 * - `too-many-blocks`, `too-many-texts`, `too-many-layers`: more than can be laid out
 * - `mostly-text`: text covers too much of it; only a swap, which lays nothing out, can keep it live
 * - `unclear`: a text in it can't be hidden in a copy
 */
export const LiveTextRefusal = z.literal([
  'none',
  'too-many-blocks',
  'too-many-texts',
  'too-many-layers',
  'mostly-text',
  'unclear',
])
export type LiveTextRefusal = z.output<typeof LiveTextRefusal>

/** What of a source stays live, in reading order; no blocks where `refusal` says why. */
export const LiveText = z.object({
  /** The source's own size, before any rotation. */
  size: Size,
  blocks: z.array(LiveBlock),
  refusal: z.optional(LiveTextRefusal),
})
export type LiveText = z.output<typeof LiveText>

const Edge = z.literal(['MIN', 'CENTER', 'MAX'])

/** Where a block stands in a variant. `x` and `y` count from the variant's corner, in its pixels. */
export const PlacedBlock = z.object({
  /** The block's layer in the source. */
  id: NodeId,
  x: z.number(),
  y: z.number(),
  width: Length,
  /** What it may be high; the text is made smaller until it fits. */
  height: Length,
  /** Of its size in the source. */
  scale: z.number().check(between(0.01, 100)),
  /** Whether its text wraps in `width`; otherwise it stands on the lines that it has. */
  wraps: z.boolean(),
  /** The edges that it keeps its distance to, where a designer resizes the variant. */
  horizontal: Edge,
  vertical: Edge,
  /** Whether it has no room: then it is there, and hidden. */
  isLeftOut: z.boolean(),
})
export type PlacedBlock = z.output<typeof PlacedBlock>

/** A whole layout: each block of a variant. */
export const LaidBlocks = z.array(PlacedBlock).check(z.refine(({ length }) => length <= mostBlocks))
export type LaidBlocks = z.output<typeof LaidBlocks>

/**
 * The live text of a new variant: from the source, laid out for it; or from another variant of the same
 * shape, as a designer left it there.
 */
export const LiveLayout = z.union([
  z.object({ from: z.literal('source'), blocks: LaidBlocks }),
  z.object({ from: z.literal('variant'), variant: NodeId }),
])
export type LiveLayout = z.output<typeof LiveLayout>

/** What a job keeps live. */
export const LiveOrder = z.object({
  /** The layers in the source that its reference does not show, and its variants have. */
  blocks: z.array(NodeId).check(z.refine(({ length }) => length > 0 && length <= 200)),
  /** Those that could stay live as well, and were not to; left out where there are none. */
  off: z.optional(z.array(NodeId)),
  /** What the prompt says of it, in the words that are sent. */
  clause: z.string(),
})
export type LiveOrder = z.output<typeof LiveOrder>

const Share = z.number().check(between(0, 1))

/** An opaque colour in sRGB, each channel 0 to 1, as Figma's `RGB`. */
const Colour = z.object({ r: Share, g: Share, b: Share })

/** A text that stands over a picture, as it is now. `box` counts from the variant's corner. */
export const LaidText = z.object({
  id: NodeId,
  /** The layer in the source that it was made from. */
  from: NodeId,
  name: Name,
  box: Rect,
  /** Of its smallest segment, in the variant's pixels. */
  fontSize: Length,
  isBold: z.boolean(),
  /** The colours of its segments; none where its fill is no plain colour. */
  colours: z.array(Colour),
})
export type LaidText = z.output<typeof LaidText>

/**
 * A darker or lighter gradient between picture and text: strongest at `edge` and weaker towards the other
 * side, as `scrimStops` says; or even all over. `x` and `y` count from the variant's corner.
 */
export const Scrim = z.object({
  ...Rect.shape,
  tone: z.literal(['black', 'white']),
  /** At its strongest. */
  opacity: Share,
  edge: z.literal(['top', 'right', 'bottom', 'left', 'none']),
})
export type Scrim = z.output<typeof Scrim>

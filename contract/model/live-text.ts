import * as z from 'zod/mini'
import { between } from './schema.ts'
import { Rect, Size } from './geometry.ts'
import { NodeId } from './ids.ts'
import { Name } from './shorten.ts'

/** The most blocks that are laid out for one source. */
export const mostBlocks = 24

const Length = between(0, 100_000)

/** One text layer of a block. Lengths are the document's pixels; `box` counts from its source's corner. */
export const LiveLine = z.object({
  id: NodeId,
  name: Name,
  characters: z.string(),
  box: Rect,
  /** That of its largest segment. */
  fontSize: Length,
  /** From one line to the next. */
  lineHeight: Length,
  /** Width of its longest paragraph on one line; an estimate where the paragraph is wrapped now. */
  width: between(0),
  align: z.literal(['LEFT', 'CENTER', 'RIGHT', 'JUSTIFIED']),
})
export type LiveLine = z.output<typeof LiveLine>

/**
 * Layers that are laid out as one.
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
  /** The name of the shape right behind a text, such as that of a button; it stays in the picture. */
  shape: z.optional(Name),
  /** The auto layout that contains it; blocks in the same one belong together. */
  group: z.optional(NodeId),
  /** In reading order. */
  lines: z.array(LiveLine),
})
export type LiveBlock = z.output<typeof LiveBlock>

/**
 * Why a source's text can't stay live. The sentences are in the window's `text.ts`.
 *
 * - `none`: the source shows no such text, or nothing else
 * - `too-many-blocks`, `too-many-texts`, `too-many-layers`: more than can be laid out
 * - `mostly-text`: text covers too much of the source; only a swap, which lays nothing out, can keep it live
 * - `unclear`: a text can't be hidden in a copy of the source
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

/** The blocks of a source that stay live, in reading order; none if there is a `refusal`. */
export const LiveText = z.object({
  /** The source's own size, before any rotation. */
  size: Size,
  blocks: z.array(LiveBlock),
  refusal: z.optional(LiveTextRefusal),
})
export type LiveText = z.output<typeof LiveText>

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

const Share = between(0, 1)

/** An opaque colour in sRGB, each channel 0 to 1, as Figma's `RGB`. */
const Colour = z.object({ r: Share, g: Share, b: Share })

/** A text over a picture, as it is now. `box` counts from the variant's corner. */
export const LaidText = z.object({
  id: NodeId,
  /** The layer in the source that it was made from. */
  from: NodeId,
  name: Name,
  box: Rect,
  /** That of its smallest segment, in the variant's pixels. */
  fontSize: Length,
  isBold: z.boolean(),
  /** The colours of its segments; none if a fill is no plain colour. */
  colours: z.array(Colour),
  /** Together with that of what it is in; left out if it is opaque. */
  opacity: z.optional(Share),
})
export type LaidText = z.output<typeof LaidText>

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

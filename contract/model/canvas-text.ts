import * as z from 'zod/mini'
import { Rect, Size } from './geometry.ts'
import { NodeId } from './ids.ts'
import { Length, Share } from './live-text.ts'
import { between } from './schema.ts'
import { Name } from './shorten.ts'

// What the plugin half tells of the text on a canvas. It never decodes that, so nothing in this file is part of it.

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

import * as z from 'zod/mini'
import { Rect, Size } from './geometry.ts'
import { NodeId, PageId } from './ids.ts'
import { nullable } from './schema.ts'

/**
 * Why a render can't take a layer's place, and is placed beside it instead. The sentences are in the
 * window.
 *
 * - `instance`: it is inside an instance, whose layers can't be added to
 * - `component`: it is a main component, or a variant of a component set
 * - `bound`: a variable, or a property of its component, decides whether it is seen
 * - `parent`: it is in something that takes no frames (a boolean operation, a table)
 */
export const besideReasons = ['instance', 'component', 'bound', 'parent'] as const
export const BesideReason = z.literal(besideReasons)
export type BesideReason = z.output<typeof BesideReason>

/**
 * Why a layer can't be swapped at all.
 *
 * - `locked`: it, or something that it is in, is locked
 * - `hidden`: it, or something that it is in, is switched off
 * - `empty`: it shows nothing
 * - `too-small`: so small, or so thin, that nothing could be made out in its picture
 * - `section`, `component-set`: it holds other things together, and is no picture
 * - `mask`: it cuts what is above it to shape
 * - `render`: it is a render that took another layer's place
 * - `not-a-layer`: it can't be exported (a slice, a widget)
 */
export const refusals = [
  'locked',
  'hidden',
  'empty',
  'too-small',
  'section',
  'component-set',
  'mask',
  'render',
  'not-a-layer',
] as const
export const Refusal = z.literal(refusals)
export type Refusal = z.output<typeof Refusal>

/** Where a layer's render goes. */
export const SwapDestination = z.union([
  z.object({
    kind: z.literal('in-place'),
    /** The main component that it is a part of: instances of it show the render too. */
    component: nullable(z.string()),
    /** Whether the layer reaches out of its bounds, and what does is not seen while the render is. */
    overflows: z.boolean(),
  }),
  z.object({ kind: z.literal('beside'), reason: BesideReason }),
])
export type SwapDestination = z.output<typeof SwapDestination>

/** A selected layer that can be swapped. */
export const SwappableLayer = z.object({
  swappable: z.literal(true),
  id: NodeId,
  page: PageId,
  name: z.string(),
  /** Where it stands on its page, axis-aligned. */
  bounds: Rect,
  /** Its own width and height: what they are while it is not turned. */
  size: Size,
  home: SwapDestination,
})
export type SwappableLayer = z.output<typeof SwappableLayer>

/** A selected layer that can't, with the reason. */
export const RefusedLayer = z.object({
  swappable: z.literal(false),
  id: NodeId,
  name: z.string(),
  reason: Refusal,
})
export type RefusedLayer = z.output<typeof RefusedLayer>

/** One selected layer, as the Swap tab shows it. */
export const Layer = z.union([SwappableLayer, RefusedLayer])
export type Layer = z.output<typeof Layer>

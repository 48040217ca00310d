import * as z from 'zod/mini'
import { Rect, Size } from './geometry.ts'
import { NodeId, PageId } from './ids.ts'
import { nullable } from './schema.ts'

/**
 * Why a render is placed beside its layer and does not take the layer's place. The sentences are in the
 * window.
 *
 * - `instance`: the layer is inside an instance, to which no layers can be added
 * - `component`: the layer is a main component, or a variant of a component set
 * - `bound`: a variable, or a component property, decides whether the layer is visible
 * - `parent`: the layer's parent takes no frames (a boolean operation, a table)
 */
const besideReasons = ['instance', 'component', 'bound', 'parent'] as const
export const BesideReason = z.literal(besideReasons)
export type BesideReason = z.output<typeof BesideReason>

/**
 * Why a layer can't be swapped at all.
 *
 * - `locked`, `hidden`: the layer, or something that it is in, is locked or hidden
 * - `empty`: the layer shows nothing
 * - `too-small`: the layer is so small, or so thin, that its picture would show nothing
 * - `section`, `component-set`: the layer holds others, and is no picture itself
 * - `mask`: the layer cuts those above it to its shape
 * - `render`: the layer is a render that took another layer's place
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

export const SwapDestination = z.union([
  z.object({
    kind: z.literal('in-place'),
    /** Name of the main component, or set, around the layer: its instances show the render too. */
    component: nullable(z.string()),
    /** Whether the layer has overflow, which is not visible while its render is. */
    overflows: z.boolean(),
  }),
  z.object({ kind: z.literal('beside'), reason: BesideReason }),
])
export type SwapDestination = z.output<typeof SwapDestination>

export const SwappableLayer = z.object({
  swappable: z.literal(true),
  id: NodeId,
  page: PageId,
  name: z.string(),
  /** On its page, axis-aligned. */
  bounds: Rect,
  /** Width and height before any rotation. */
  size: Size,
  destination: SwapDestination,
})
export type SwappableLayer = z.output<typeof SwappableLayer>

export const RefusedLayer = z.object({
  swappable: z.literal(false),
  id: NodeId,
  name: z.string(),
  reason: Refusal,
})
export type RefusedLayer = z.output<typeof RefusedLayer>

/** A selected layer, as the Swap tab shows it. */
export const Layer = z.union([SwappableLayer, RefusedLayer])
export type Layer = z.output<typeof Layer>

import type { Rect } from '../../contract/model/geometry.ts'
import type { Layer, Look } from '../canvas/layer.ts'

/** What is no more than a rounding error, or the edge of a letter, in pixels. */
const tolerance = 1

/** A turned layer reaches further along the page's axes than along its own: at most by this. */
const diagonal = Math.SQRT2

/**
 * Whether what a layer shows reaches beyond its bounds by more than its render does too: shadows and
 * outer strokes of its own are given to that, what hangs out of it is not.
 */
export function overflowsBounds(layer: Layer, look: Look): boolean {
  const { absoluteBoundingBox: bounds, absoluteRenderBounds: seen } = look
  if (bounds === null || seen === null) return false
  const own = Math.max(0, ...layer.effects.map(reachOf)) + strokeReach(layer)
  return beyond(bounds, seen) > own * diagonal + tolerance
}

/** How far a rectangle reaches beyond another, at the side where it does so most. */
function beyond(bounds: Rect, seen: Rect): number {
  return Math.max(
    bounds.x - seen.x,
    bounds.y - seen.y,
    seen.x + seen.width - (bounds.x + bounds.width),
    seen.y + seen.height - (bounds.y + bounds.height),
  )
}

function reachOf(effect: Effect): number {
  if (effect.type !== 'DROP_SHADOW' || !effect.visible) return 0
  const { radius, spread, offset } = effect
  return radius + Math.max(0, spread ?? 0) + Math.max(Math.abs(offset.x), Math.abs(offset.y))
}

/** How much of a layer's stroke is outside of it. */
function strokeReach(layer: Layer): number {
  if (!('strokeAlign' in layer) || !layer.strokes.some(({ visible = true }) => visible)) return 0
  if (layer.strokeAlign === 'INSIDE') return 0
  const weight = typeof layer.strokeWeight === 'symbol' ? widest(layer) : layer.strokeWeight
  return layer.strokeAlign === 'CENTER' ? weight / 2 : weight
}

function widest(layer: Layer): number {
  if (!('strokeTopWeight' in layer)) return 0
  const { strokeTopWeight, strokeRightWeight, strokeBottomWeight, strokeLeftWeight } = layer
  return Math.max(strokeTopWeight, strokeRightWeight, strokeBottomWeight, strokeLeftWeight)
}

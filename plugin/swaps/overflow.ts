import type { Rect } from '../../contract/model/geometry.ts'
import type { Layer, Look } from '../canvas/layer.ts'

/** Pixels that count as a rounding error, or as the edge of a letter. */
const tolerance = 1

/** A rotated layer reaches further along the page's axes than along its own, at most by this factor. */
const diagonal = Math.SQRT2

/**
 * Whether a layer has overflow that its render lacks. The render gets the layer's own shadows and outer
 * strokes, but not what sticks out of it.
 */
export function overflowsBounds(layer: Layer, look: Look): boolean {
  const { absoluteBoundingBox: bounds, absoluteRenderBounds: seen } = look
  if (bounds === null || seen === null) return false
  const own = Math.max(0, ...layer.effects.map(reachOf)) + strokeReach(layer)
  return beyond(bounds, seen) > own * diagonal + tolerance
}

/** How far `seen` reaches beyond `bounds`, on the side where it does most. */
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

/** How far a layer's stroke reaches outside it. */
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

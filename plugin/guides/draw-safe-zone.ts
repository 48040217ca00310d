import type { Insets, Rect } from '../../contract/model/geometry.ts'
import { type Container, edgesOf } from '../canvas/nodes.ts'
import { safeZone } from './safe-zone.ts'
import { setSize } from '../canvas/rect.ts'

type Draughtsman = Pick<PluginAPI, 'createRectangle'>

const magenta = { r: 1, g: 0, b: 0.6 }
const tint: SolidPaint = { type: 'SOLID', color: magenta, opacity: 0.12 }
const outline: SolidPaint = { type: 'SOLID', color: magenta }

/** Divides a variant's shorter side; the result is the outline's width. */
const outlineShare = 400

/**
 * Draws the margins of a variant's safe zone, tinted, and its outline, dashed. Together they have the
 * variant's size and rotation.
 *
 * @param holder the parent of the new layers: nothing above it is rotated
 */
export function drawSafeZone(
  figma: Draughtsman,
  variant: FrameNode,
  holder: Container,
  insets: Insets,
): RectangleNode[] {
  const { margins, safe } = safeZone(variant, insets)
  const draw = (name: string, area: Rect): RectangleNode => {
    const layer = figma.createRectangle()
    // Done at once: Figma creates a node on whichever page the designer is looking at.
    holder.appendChild(layer)
    layer.name = name
    setSize(layer, area)
    layer.relativeTransform = placeIn(variant, holder, area)
    return layer
  }
  const layers = margins.map((margin) => {
    const layer = draw('Margin', margin)
    layer.fills = [tint]
    return layer
  })
  if (safe === null) return layers
  const box = draw('Safe', safe)
  box.fills = []
  box.strokes = [outline]
  const weight = Math.max(1, Math.round(Math.min(variant.width, variant.height) / outlineShare))
  box.strokeWeight = weight
  box.strokeAlign = 'INSIDE'
  box.dashPattern = [weight * 6, weight * 4]
  return [...layers, box]
}

function placeIn(variant: FrameNode, holder: Container, { x, y }: Rect): Transform {
  const [[a, c, left], [b, d, top]] = variant.absoluteTransform
  const origin = edgesOf(holder) ?? { x: 0, y: 0 }
  return [
    [a, c, left + a * x + c * y - origin.x],
    [b, d, top + b * x + d * y - origin.y],
  ]
}

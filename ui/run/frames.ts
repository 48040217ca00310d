import type { Size } from '../../plugin/protocol/geometry.ts'
import type { Cell, Sizing, Target } from '../../plugin/protocol/target.ts'
import { type Proportion, proportionOf } from '../targets/ratios.ts'
import { frameOfPicture, frameOfRatio } from '../targets/sizes.ts'

const asSource: Sizing = { by: 'source' }

/** The frame of a target before its picture is there. */
export function frameBefore(target: Target, cell: Cell, source: Size): Size {
  if (target.kind === 'placement') return target.size
  const { sizing = asSource } = target
  const proportion = proportionOf(target.ratio)
  if (proportion === null) {
    return sizing.by === 'edge' ? scaledToEdge(source, sizing.pixels) : whole(source)
  }
  switch (sizing.by) {
    case 'source':
      return frameOfRatio(proportion, source)
    case 'picture':
      return frameOfRatio(proportion, estimatedPicture(proportion, cell))
    case 'edge':
      return frameOfEdge(proportion, sizing.pixels)
  }
}

/** The frame of a target once its picture is there; null where that changes nothing. */
export function frameAfter(target: Target, picture: Size, source: Size): Size | null {
  if (target.kind === 'placement') return null
  const { sizing = asSource } = target
  const proportion = proportionOf(target.ratio)
  if (proportion !== null) {
    return sizing.by === 'picture' ? frameOfRatio(proportion, picture) : null
  }
  switch (sizing.by) {
    case 'source':
      return frameOfPicture(picture, source)
    case 'picture':
      return whole(picture)
    case 'edge':
      return scaledToEdge(picture, sizing.pixels)
  }
}

/** The frame `k·a × k·b` whose long edge is nearest to so many pixels; k is at least 1. */
export function frameOfEdge({ width: a, height: b }: Proportion, pixels: number): Size {
  const k = Math.max(1, Math.round(pixels / Math.max(a, b)))
  return { width: k * a, height: k * b }
}

/** The shape of a picture with its long edge at so many pixels, whole ones. */
function scaledToEdge({ width, height }: Size, pixels: number): Size {
  const scale = pixels / Math.max(width, height)
  return whole({ width: width * scale, height: height * scale })
}

function whole({ width, height }: Size): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}

/** An estimate: 1536 × 1024 pixels at 1K, a long edge of 2048 or 3840 and at most 3840 × 2160 beyond. */
function estimatedPicture({ width: a, height: b }: Proportion, { resolution }: Cell): Size {
  const byArea = (area: number) => Math.sqrt(area / (a * b))
  const byEdge = (edge: number) => Math.min(edge / Math.max(a, b), byArea(3840 * 2160))
  const scales = { '1K': byArea(1536 * 1024), '2K': byEdge(2048), '4K': byEdge(3840) }
  const scale = scales[resolution]
  return { width: a * scale, height: b * scale }
}

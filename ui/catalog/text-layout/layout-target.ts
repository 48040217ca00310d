import type { Insets, Size } from '../../../contract/model/geometry.ts'
import type { Target } from '../../../contract/model/target.ts'
import type { PlacementGroup } from '../targets/placement.ts'
import { placementOf } from '../targets/placements.ts'

/** Where text may be placed, and how small it may be. */
export interface LayoutTarget {
  readonly frame: Size
  /** What has to stay free at each edge, in the frame's pixels. */
  readonly safe: Insets
  /** The smallest size of a text, in the frame's pixels. */
  readonly floor: number
}

/** What the solver needs to know of a target, whose frame has this size. */
export function layoutTargetOf(target: Target, frame: Size): LayoutTarget {
  return { frame, safe: safeOf(target, frame), floor: floorOf(target, frame) }
}

/** The safe zone of a placement, the one to follow first; else 5 % of the short side at each edge. */
export function safeOf(target: Target, frame: Size): Insets {
  const zone = zoneOf(target)
  const margin = Math.min(frame.width, frame.height) * 0.05
  const { top, right, bottom, left } = zone ?? { top: 0, right: 0, bottom: 0, left: 0 }
  // A zone may reach to an edge; text still keeps off it.
  return {
    top: Math.max(top, margin),
    right: Math.max(right, margin),
    bottom: Math.max(bottom, margin),
    left: Math.max(left, margin),
  }
}

function zoneOf(target: Target): Insets | undefined {
  return target.kind === 'placement'
    ? placementOf(target.placement)?.safeZones[0]?.insets
    : undefined
}

/** 24 pixels on a phone's canvas of 1080, which shows them as 9 points. */
const onPhone = (width: number) => (width * 24) / 1080
/** Also shown on desktops, where it is larger: 20 pixels at a width of 1200. */
const onBoth = (width: number) => (width * 20) / 1200
/** 8 points on an A4 page; a small card has larger letters for its size. */
const onPaper = (width: number) => Math.max(6, (width * 8) / 595)

const byGroup: Partial<Readonly<Record<PlacementGroup, (width: number) => number>>> = {
  'Covers and headers': onBoth,
  Web: (width) => Math.max(14, (width * 16) / 1920),
  Print: onPaper,
}

/** The smallest size of a text that can be read where the target is shown, in the frame's pixels. */
export function floorOf(target: Target, { width, height }: Size): number {
  const placement = target.kind === 'placement' ? placementOf(target.placement) : null
  const isStrip = height <= 100 || width <= 120
  if (placement?.group === 'Display ads' || Math.max(width, height) <= 300) return isStrip ? 9 : 11
  const zone = zoneOf(target)
  // Devices show only the safe zone of a wide canvas.
  const shown = zone === undefined ? width : width - zone.left - zone.right
  const floor = placement === null ? undefined : byGroup[placement.group]
  if (floor !== undefined) return floor(shown)
  return isStrip ? 9 : width > height * 1.4 ? onBoth(shown) : onPhone(width)
}

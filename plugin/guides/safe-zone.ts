import type { Insets, Rect, Size } from '../../contract/model/geometry.ts'

/** A safe zone in a frame's own coordinates, without rectangles that have no area. */
export interface SafeZone {
  /** What other things may cover: at most four rectangles that don't overlap. */
  readonly margins: readonly Rect[]
  /** What stays visible. */
  readonly safe: Rect | null
}

/** Insets that reach beyond the frame, or beyond each other, are cut. */
export function safeZone({ width, height }: Size, insets: Insets): SafeZone {
  const top = within(insets.top, height)
  const bottom = within(insets.bottom, height - top)
  const left = within(insets.left, width)
  const right = within(insets.right, width - left)
  const inner = { width: width - left - right, height: height - top - bottom }
  const margins = [
    { x: 0, y: 0, width, height: top },
    { x: 0, y: height - bottom, width, height: bottom },
    { x: 0, y: top, width: left, height: inner.height },
    { x: width - right, y: top, width: right, height: inner.height },
  ].filter(hasArea)
  const safe = { x: left, y: top, ...inner }
  return { margins, safe: hasArea(safe) ? safe : null }
}

function within(inset: number, room: number): number {
  return Math.min(Math.max(inset, 0), room)
}

/** Figma does not accept a smaller layer. */
function hasArea({ width, height }: Size): boolean {
  return width >= 0.01 && height >= 0.01
}

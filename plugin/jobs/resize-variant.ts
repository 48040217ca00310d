import type { Rect, Size } from '../../contract/model/geometry.ts'
import { neighbours, spotBelow } from '../layout/free-space.ts'
import { holds, overlap, setSize } from '../canvas/rect.ts'

/** Keeps the top left corner where the new size fits there; otherwise moves the frame to free space. */
export function changeSize(frame: FrameNode, size: Size): void {
  const before = frame.absoluteBoundingBox
  setSize(frame, size)
  if (before === null || frame.rotation !== 0) return
  const after: Rect = { x: before.x, y: before.y, width: size.width, height: size.height }
  if (hasRoom(frame, before, after)) return
  const spot = spotBelow(frame, after)
  const slot = spot?.slots[0]
  if (!spot || !slot) return
  try {
    if (frame.parent?.id !== spot.container.id) spot.container.appendChild(frame)
    frame.x = slot.x
    frame.y = slot.y
  } catch {
    // Figma may refuse to move text whose font is not loaded. The picture is wanted all the same.
  }
}

/**
 * What the frame already overlapped, or extended out of, does not count: the designer placed it like that.
 */
function hasRoom(frame: FrameNode, before: Rect, after: Rect): boolean {
  const around = neighbours(frame)
  if (around === null) return true
  const { bounds, obstacles } = around
  if (bounds !== null && holds(bounds, before) && !holds(bounds, after)) return false
  return !obstacles.some((obstacle) => overlap(obstacle, after) && !overlap(obstacle, before))
}

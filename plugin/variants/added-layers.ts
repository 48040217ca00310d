import { withInner } from '../canvas/copies.ts'
import { findPicture } from './appearance.ts'
import { untouchedIn } from './laid-layers.ts'
import { ownScrim } from './scrim.ts'

/** Whether a frame holds only what the plugin drew or laid into it. */
export function isUntouched(frame: FrameNode): boolean {
  return addedTo(frame).length === 0
}

/**
 * All layers that somebody has put into a frame, at any depth, and the laid text that somebody has edited or
 * moved.
 */
export function addedTo(frame: FrameNode): SceneNode[] {
  const untouched = untouchedIn(frame).flatMap(({ layer }) => withInner(layer))
  const own = new Set([
    findPicture(frame)?.id,
    ownScrim(frame)?.id,
    ...untouched.map(({ id }) => id),
  ])
  return frame.findAll(({ id }) => !own.has(id))
}

import { withInner } from '../canvas/copies.ts'
import { isContainer } from '../canvas/nodes.ts'
import { readLink } from '../plugin-data/swap-links.ts'
import { findPicture } from './appearance.ts'
import { untouchedIn } from './laid-layers.ts'
import { ownScrim } from './scrim.ts'

/** Whether a frame holds only what the plugin drew or laid into it. */
export function isUntouched(frame: FrameNode): boolean {
  return addedTo(frame).length === 0
}

/** Whether a designer has made a frame part of something: put layers into it, put it into another layer, or swapped it. */
export function isAdopted(frame: FrameNode): boolean {
  const { parent } = frame
  return parent === null || !isContainer(parent) || readLink(frame) !== null || !isUntouched(frame)
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

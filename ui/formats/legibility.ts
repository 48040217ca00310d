import type { Size } from '../../contract/model/geometry.ts'
import { isHardToRead, referenceSize } from '../../contract/model/reference-size.ts'
import { digits } from './format.ts'

/**
 * How large the model sees a frame or layer, in words; null where that is nothing to remark upon. It is
 * said before anything is paid. Arguments as of `referenceScale`.
 */
export function hardlySeen(size: Size, bounds: Size): string | null {
  return isHardToRead(size, bounds) ? seenText(referenceSize(size, bounds)) : null
}

/** Of a frame or layer that is so long that little of it can be made out: how large the model sees it. */
export function seenText({ width, height }: Size): string {
  return `The model sees it at ${digits(width)} × ${digits(height)} px at most`
}

/** What to do about that. */
export const seenAdvice = 'Words in it may be lost: divide it, and make each part on its own.'

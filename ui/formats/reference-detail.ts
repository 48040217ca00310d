import type { Size } from '../../contract/model/geometry.ts'
import { isHardToRead, referenceSize } from '../../contract/geometry/reference-size.ts'
import { digits } from './format.ts'

/**
 * How large the model sees a frame or layer, in words; null if there is nothing to remark on. Shown before
 * anything is paid. For the parameters see `referenceScale`.
 */
export function hardlySeen(size: Size, bounds: Size): string | null {
  return isHardToRead(size, bounds) ? seenText(referenceSize(size, bounds)) : null
}

/** How large the model sees a frame or layer that is too long to be recognised well. */
function seenText({ width, height }: Size): string {
  return `The model sees only ${digits(width)} × ${digits(height)} px`
}

export const seenAdvice = 'Small text may be lost. Split it and make each part by itself.'

import type { Size } from '../../contract/model/geometry.ts'
import { isHardToRead, referenceSize } from '../../contract/model/reference-size.ts'
import { seenText } from '../features/tasks/text.ts'

/**
 * How large the model sees a frame or layer, in words; null where that is nothing to remark upon. It is
 * said before anything is paid. Arguments as of `referenceScale`.
 */
export function hardlySeen(size: Size, bounds: Size): string | null {
  return isHardToRead(size, bounds) ? seenText(referenceSize(size, bounds)) : null
}

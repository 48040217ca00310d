import type { ModelCell } from '../../../contract/model/target.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import { firstListed, sizeText } from '../../formats/format.ts'
import { shortPart } from '../../../contract/model/shorten.ts'

/** The picture has another shape than asked for; its frame has the right one. */
export function otherRatioRemark(size: Size): string {
  return `HiAPI returned ${sizeText(size)}, another ratio. The edges are cropped.`
}

/** The pair of ratio and resolution was refused, so the next best was made. */
export function substitutedRemark({ ratio, resolution }: ModelCell): string {
  return `HiAPI does not make ${ratio} at the chosen resolution. This picture is ${resolution}.`
}

/** Some text did not fit at its planned size. The name of a text is its words, with a full stop or without. */
export function smallerRemark(names: readonly string[]): string {
  const named = firstListed([...new Set(names.map(shortPart))])
  return `Some text is smaller than planned: ${named.replace(/\.$/, '')}.`
}

/** The text is easier to read over the picture in another layout than the planned one. */
export const movedRemark = 'Some text stands elsewhere than planned, where it is easy to read.'

/** The picture was placed, but whether its text can be read was not checked. */
export const uncheckedRemark =
  'Restage could not check whether the text is easy to read. Look at it.'

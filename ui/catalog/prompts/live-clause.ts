import { type CalmArea, steps } from './calm-areas.ts'

/** The name of an area, by the third of the picture that contains its middle. */
const names = [
  ['upper left', 'top', 'upper right'],
  ['left', 'centre', 'right'],
  ['lower left', 'bottom', 'lower right'],
] as const

/**
 * The instruction to the model about text that is set over its picture. Wishes come before prohibitions:
 * models follow them better.
 *
 * @param isAll whether the reference shows no text that could have stayed live
 */
export function liveClause(areas: readonly CalmArea[], isAll: boolean): string {
  const parts = [
    isAll
      ? 'Image 1 is the artwork without its text.'
      : 'Image 1 is the artwork without the text that is set over it.',
    'Fill the whole frame with one continuous picture.',
    areas.length === 0
      ? ''
      : `Keep these areas plain and evenly toned, for text is set over them: ${areas.map(areaText).join('; ')}.`,
    isAll
      ? 'Show no lettering, logos or buttons.'
      : 'Add no lettering, logos or buttons to those in image 1.',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** "upper left (5–60 % across, 5–35 % down)" */
function areaText({ left, right, top, bottom }: CalmArea): string {
  const name = names[third(top + bottom)][third(left + right)]
  return `${name} (${share(left)}–${share(right)} % across, ${share(top)}–${share(bottom)} % down)`
}

/** @param sum of both ends: twice the middle */
function third(sum: number): 0 | 1 | 2 {
  const middle = sum / 2 / steps
  return middle < 1 / 3 ? 0 : middle > 2 / 3 ? 2 : 1
}

const share = (line: number) => String((line * 100) / steps)

/** A line of a text: the range of its characters, and whether its paragraph ends with it. */
export type Line = { readonly start: number; readonly end: number; readonly isLast: boolean }

/** Between these a line may break without a space: Han, Kana, Hangul. */
const breaksAnywhere = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

/** Where a line may end: after a space, beside a character that stands for itself. */
const mayBreak = (text: string, at: number): boolean =>
  text[at - 1] === ' ' ||
  breaksAnywhere.test(text[at] ?? '') ||
  breaksAnywhere.test(text[at - 1] ?? '')

/**
 * Wraps a text as Figma does: at spaces, and inside a word only where the word alone is too long. Spaces at
 * the end of a line take no room.
 *
 * @param widthOf the width of a range of characters
 */
export const linesOf = (
  text: string,
  widthOf: (start: number, end: number) => number,
  width: number,
): Line[] => {
  const lines: Line[] = []
  let from = 0
  for (const paragraph of text.split(/[\n\u2028\u2029]/)) {
    const end = from + paragraph.length
    let start = from
    let last = start
    let at = start + 1
    while (at <= end) {
      const isFull = text[at - 1] !== ' ' && widthOf(start, at) > width + 0.01
      if (isFull && at - 1 > start) {
        const to = last > start ? last : at - 1
        lines.push({ start, end: to, isLast: false })
        start = last = to
      } else {
        if (at < end && mayBreak(text, at)) last = at
        at++
      }
    }
    lines.push({ start, end, isLast: true })
    from = end + 1
  }
  return lines
}

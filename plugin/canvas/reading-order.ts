import type { Rect } from '../../contract/model/geometry.ts'

/** How much of the lower one's height two things have to share to stand on one line. */
const shared = 0.5

/**
 * Things in the order in which a designer reads them: line by line, each from left to right. What
 * stands on one line is told by how far it overlaps in height, not by its top: a caption beside a
 * large title begins further down, and belongs to the same line.
 */
export function inReadingOrder<Thing>(
  things: readonly Thing[],
  boxOf: (thing: Thing) => Rect,
): Thing[] {
  const boxes = things.map((thing) => ({ thing, box: boxOf(thing) }))
  boxes.sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)

  const lines: (typeof boxes)[] = []
  // What all of the line's things have in common: beside a tall one, each row is a line of its own.
  let band = { top: 0, bottom: 0 }
  for (const entry of boxes) {
    const { y, height } = entry.box
    const top = Math.max(band.top, y)
    const bottom = Math.min(band.bottom, y + height)
    const line = lines[lines.length - 1]
    const lower = Math.min(band.bottom - band.top, height)
    if (line !== undefined && bottom > top && bottom - top >= lower * shared) {
      line.push(entry)
      band = { top, bottom }
    } else {
      lines.push([entry])
      band = { top: y, bottom: y + height }
    }
  }
  for (const line of lines) line.sort((a, b) => a.box.x - b.box.x)
  return lines.flat().map(({ thing }) => thing)
}

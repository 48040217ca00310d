import type { Rect } from '../../contract/model/geometry.ts'

/** The share of the smaller height that two things must overlap to be on one line. */
const shared = 0.5

/**
 * Things in the order in which a designer reads them: line by line, each from left to right. Overlap in
 * height decides what is on one line, not the top edge: a caption beside a large title begins further
 * down, and belongs to the same line.
 */
export function inReadingOrder<Thing>(
  things: readonly Thing[],
  boxOf: (thing: Thing) => Rect,
): Thing[] {
  const boxes = things.map((thing) => ({ thing, box: boxOf(thing) }))
  boxes.sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)

  const lines: (typeof boxes)[] = []
  // The height that all things on the line share: beside a tall one, each row is a line of its own.
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

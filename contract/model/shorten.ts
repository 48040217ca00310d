import * as z from 'zod/mini'

/** A text of so many code points at most: what is cut off leaves an ellipsis. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** A name as it is kept and compared: on one line, well-formed Unicode, 200 code points at most. */
export function shortName(name: string): string {
  return shortened(name.replace(/[\p{Cc}\p{Cs}]+/gu, ' '), 200)
}

/** A name within a longer one: short enough to leave room for what tells that from others. */
export function shortPart(name: string): string {
  return shortened(name, 80)
}

/**
 * A name that comes in to be kept, cut as it comes: Figma sets no limit to a layer's name, but one to
 * what a layer keeps (see `Recipe`).
 */
export const Name = z.string().check(z.overwrite(shortName))

/** A sentence that comes in to be kept: 400 code points at most. */
export const Sentence = z.string().check(z.overwrite((text) => shortened(text, 400)))

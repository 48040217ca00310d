import * as z from 'zod/mini'

/** Cuts a text to `most` code points, the ellipsis included. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** A name as it is stored and compared: on one line, well-formed Unicode, at most 200 code points. */
export function shortName(name: string): string {
  return shortened(name.replace(/[\p{Cc}\p{Cs}]+/gu, ' '), 200)
}

/** Shortens a name inside a longer one, to leave room for what distinguishes the longer one. */
export function shortPart(name: string): string {
  return shortened(name, 80)
}

/**
 * A name, cut while it is decoded. Figma sets no limit to a layer's name, but one to its plugin data (see
 * `Recipe`).
 */
export const Name = z.string().check(z.overwrite(shortName))

/** A sentence, cut to 400 code points while it is decoded. */
export const Sentence = z.string().check(z.overwrite((text) => shortened(text, 400)))

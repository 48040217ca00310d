import * as z from 'zod/mini'

// Zod's own checks put more into the bundle than all that they would be used for.

/** A number that is neither less than one nor more than another. */
export function between(least: number, most = Infinity) {
  return z.refine<number>((number) => number >= least && number <= most)
}

/** A number above zero that is not more than another. */
export function upTo(most: number) {
  return z.refine<number>((number) => number > 0 && number <= most)
}

/** A text that a pattern is found in. */
export function matching(pattern: RegExp) {
  return z.refine<string>((text) => pattern.test(text))
}

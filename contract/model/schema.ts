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

/**
 * Bytes that cross between the halves. Checked by tag, not by `instanceof`: a message can come
 * from another realm, whose `Uint8Array` is a different constructor.
 */
export const Bytes = z.custom<Uint8Array>(
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
)

/** A list with at least one item. A tuple with a rest, without a class of its own in the bundle. */
export function nonEmpty<Item>(item: z.ZodMiniType<Item>) {
  const list = z.array(item).check(z.refine(({ length }) => length > 0))
  return list as unknown as z.ZodMiniType<[Item, ...Item[]], [Item, ...Item[]]>
}

/** What a schema allows, or null. Like `z.nullable`, without a class of its own in the bundle. */
export function nullable<Schema extends z.core.$ZodType>(schema: Schema) {
  return z.union([schema, z.literal(null)])
}

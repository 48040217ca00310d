import * as z from 'zod/mini'

// Zod's own checks would add more to the bundle than these functions do.

/** A number from `least` to `most`. */
export function between(least: number, most = Infinity) {
  return z.number().check(z.refine((number) => number >= least && number <= most))
}

/** A number above zero, and at most `most`. */
export function upTo(most: number) {
  return z.number().check(z.refine((number) => number > 0 && number <= most))
}

/** A text in which a pattern is found. */
export function matching(pattern: RegExp) {
  return z.string().check(z.refine<string>((text) => pattern.test(text)))
}

/**
 * Bytes sent between the two halves. Checked by tag, not by `instanceof`: a message can come from another
 * realm, whose `Uint8Array` is a different constructor.
 */
export const Bytes = z.custom<Uint8Array>(
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
)

/** A list with at least one item. Zod's tuple with a rest would add a class to the bundle. */
export function nonEmpty<Item>(item: z.ZodMiniType<Item>) {
  const list = z.array(item).check(z.refine(({ length }) => length > 0))
  return list as unknown as z.ZodMiniType<[Item, ...Item[]], [Item, ...Item[]]>
}

/** Like `z.nullable`, which would add a class to the bundle. */
export function nullable<Schema extends z.core.$ZodType>(schema: Schema) {
  return z.union([schema, z.literal(null)])
}

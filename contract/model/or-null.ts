import * as z from 'zod/mini'

/** What a schema allows, or null. Like `z.nullable`, without a class of its own in the bundle. */
export function orNull<Schema extends z.core.$ZodType>(schema: Schema) {
  return z.union([schema, z.literal(null)])
}

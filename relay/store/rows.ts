import * as z from 'zod/mini'
import type { SqlRow } from './database.ts'

/** Decodes every row, because a backup, an older relay or a person may have changed it. */
export function decodeRows<Row>(schema: z.ZodMiniType<Row>, rows: readonly SqlRow[]): Row[] {
  return rows.map((row) => schema.parse(row))
}

/** JSON in a column of text. */
export function jsonText<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string): unknown => JSON.parse(text)),
    ),
    schema,
  )
}

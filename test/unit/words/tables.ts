import { literalsOf } from './literals.ts'
import { orderTables } from './order-tables.ts'
import { resultTables } from './result-tables.ts'
import type { Calls, Tables } from './samples.ts'
import { sharedTables } from './shared-tables.ts'

/** Every table of sentences; those of the catalog say what stands in them. */
export const covered: Tables = { ...sharedTables, ...orderTables, ...resultTables }

export interface Said {
  /** The table and the export that it is of. */
  readonly from: string
  readonly text: string
  readonly isError: boolean
}

/** Data and rules: what stands in them is what they say. */
const isCatalog = (file: string) => file.startsWith('ui/catalog/')

export const isCovered = (file: string) => isCatalog(file) || file in covered

/** All that a table says, its functions called with long values. */
export function saidBy(file: string): readonly Said[] {
  if (isCatalog(file)) {
    return literalsOf(file).map(({ text }) => ({ from: file, text, isError: false }))
  }
  const { exports = {}, calls = {}, errors = [] } = covered[file] ?? {}
  return Object.entries(exports).flatMap(([key, value]) => {
    const isError = errors === 'all' || errors.includes(key)
    const from = `${file} ${key}`
    const texts = typeof value === 'function' ? called(value, calls[key] ?? null, from) : [value]
    return textsIn(texts).map((text) => ({ from, text, isError }))
  })
}

function called(value: object, calls: Calls[string] | null, from: string): readonly unknown[] {
  if (calls === null)
    throw new Error(`Nothing calls ${from}: give it long values in test/unit/words.`)
  const call = value as (...values: Calls[string][number]) => unknown
  return calls.map((values) => call(...values))
}

/** The texts in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

import fc from 'fast-check'

/** One thing that is wrong with an answer. */
export interface Mutation {
  /** Which of its places, counted round; the whole of it is the first. */
  readonly place: number
  readonly change: 'drop' | 'replace' | 'add'
  readonly value: unknown
}

const huge: readonly unknown[] = [
  'x'.repeat(120_000),
  ' '.repeat(40_000),
  '<script>'.repeat(5_000),
  1e308,
  Array.from({ length: 5_000 }, (_, index) => index),
]

/** Any mutation; shrinks towards leaving out the whole. */
export const mutations: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(60),
  change: fc.constantFrom('drop', 'replace', 'add'),
  value: fc.oneof(
    fc.constantFrom<unknown>(null, 0, -1, 1, 400, 402, 404, 429, '', ' ', '0', 'success', 'fail'),
    fc.constantFrom<unknown>(true, [], {}, [null], 'constructor', '__proto__', '2026-11-28T10:00Z'),
    fc.constantFrom(...huge),
    fc.jsonValue({ maxDepth: 2 }),
  ),
})

/** An answer with a mutation at one of its places. */
export function mutated(answer: unknown, { place, change, value }: Mutation): unknown {
  const places = placesIn(answer, [])
  const path = places[place % places.length] ?? []
  return at(answer, path, (old) => {
    if (change !== 'add') return change === 'drop' ? dropped : value
    if (Array.isArray(old)) return [...(old as unknown[]), value]
    return typeof old === 'object' && old !== null ? { ...old, extra: value } : value
  })
}

const dropped = Symbol('left out')
type Path = readonly (string | number)[]

function placesIn(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const within = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  const fields = new Map<string | number, unknown>(
    Array.isArray(value) ? (value as unknown[]).entries() : Object.entries(value),
  )
  return [path, ...within.flatMap((key) => placesIn(fields.get(key), [...path, key]))]
}

function at(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) {
    const changed = change(value)
    return changed === dropped ? null : changed
  }
  if (Array.isArray(value)) {
    return (value as unknown[]).flatMap((each, index) => {
      if (index !== key) return [each]
      const changed = rest.length === 0 ? change(each) : at(each, rest, change)
      return changed === dropped ? [] : [changed]
    })
  }
  const fields = new Map<string, unknown>(Object.entries(value ?? {}))
  const old = fields.get(String(key))
  const changed = rest.length === 0 ? change(old) : at(old, rest, change)
  if (changed === dropped) fields.delete(String(key))
  else fields.set(String(key), changed)
  return Object.fromEntries(fields)
}

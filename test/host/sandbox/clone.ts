/** What `figma.ui.postMessage` and its counterpart do to what can't be sent. */
export class DataCloneError extends Error {
  override readonly name = 'DataCloneError'
}

const tagOf = (value: object) => Object.prototype.toString.call(value).slice(8, -1)

/**
 * A copy of a message. Only plain data, `Date` and `Uint8Array` can be sent
 * (plugin-api.d.ts 2848 and docs/creating-ui: "objects, arrays, numbers, strings, booleans, null,
 * undefined, Date objects and Uint8Array objects"; no Blob, ArrayBuffer or functions).
 */
export const cloneMessage = (value: unknown, path: readonly object[] = []): unknown => {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new DataCloneError(`a ${typeof value} could not be cloned`)
  }
  if (typeof value !== 'object' || value === null) return value
  if (path.includes(value)) throw new DataCloneError('a circular structure could not be cloned')
  const below = [...path, value]
  const tag = tagOf(value)
  if (tag === 'Uint8Array') return new Uint8Array(value as Uint8Array)
  if (tag === 'Date') return new Date((value as Date).getTime())
  if (Array.isArray(value)) return value.map((part) => cloneMessage(part, below))
  if (tag !== 'Object') throw new DataCloneError(`a ${tag} could not be cloned`)
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, cloneMessage(part, below)]),
  )
}

import { computed, type ReadonlySignal } from '@preact/signals'

/**
 * A computed value that stays the same object while its content is equal, so that its dependents are not
 * computed or drawn again.
 *
 * @param compute returns plain data, small enough to be compared as JSON
 */
export function steadyComputed<Value>(compute: () => Value): ReadonlySignal<Value> {
  let last: { readonly json: string; readonly value: Value } | null = null
  return computed(() => {
    const value = compute()
    const json = JSON.stringify(value)
    if (last?.json !== json) last = { json, value }
    return last.value
  })
}

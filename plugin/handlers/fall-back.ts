/** Falls back to a default when reading from storage fails; the failure is logged. */
export function fallBackTo<Value>(fallback: Value): (error: unknown) => Value {
  return (error) => {
    console.warn('What is kept could not be read.', error)
    return fallback
  }
}

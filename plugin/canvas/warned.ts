/** Logs a failure that is no reason to stop: for `catch`. */
export function warned(what: string): (error: unknown) => void {
  return (error) => {
    console.warn(what, error)
  }
}

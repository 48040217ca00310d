import { useEffect, useState } from 'preact/hooks'

/** Draws again whenever a store changes. `read` gives the same object until it does. */
export function useSubscription<Value>(
  subscribe: (listener: () => void) => () => void,
  read: () => Value,
): Value {
  const [value, setValue] = useState(read)
  useEffect(() => {
    const update = () => {
      setValue(() => read())
    }
    // It may have changed between the first drawing and now.
    update()
    return subscribe(update)
    // Stores live as long as the window does; their methods are not to start this again.
  }, [])
  return value
}

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

/**
 * Something that all components of the window share: its provider, and the hook that reads it. The hook
 * throws in a component that is drawn elsewhere.
 */
export function windowContext<Value>() {
  const Context = createContext<Value | null>(null)
  return {
    Provider: Context.Provider,
    useValue: (): Value => {
      const value = useContext(Context)
      if (value === null) throw new Error('It is drawn outside of the window.')
      return value
    },
  }
}

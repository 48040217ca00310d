import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { AppState } from '../../state/app-state.ts'
import { createSwapComposer, type SwapComposer } from './swap-composer.ts'
import { createVariantsComposer, type VariantsComposer } from './variants-composer.ts'

/** The setup of both tabs; each is kept while the other is shown. */
export interface Composer {
  readonly variants: VariantsComposer
  readonly swap: SwapComposer
}

export function createComposer(app: AppState): Composer {
  return { variants: createVariantsComposer(app), swap: createSwapComposer(app) }
}

const Context = createContext<Composer | null>(null)

export const ComposerProvider = Context.Provider

export function useComposer(): Composer {
  const composer = useContext(Context)
  if (composer === null) throw new Error('This component is drawn outside of the window.')
  return composer
}

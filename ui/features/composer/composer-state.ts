import type { SavedDraft } from '../../../contract/model/client-storage/saved-draft.ts'
import { windowContext } from '../../lib/window-context.ts'
import type { AppState } from '../../state/app-state.ts'
import { draftsFrom } from './saved-draft.ts'
import { createSwapComposer, type SwapComposer } from './swap-composer.ts'
import { createVariantsComposer, type VariantsComposer } from './variants-composer.ts'

/** The setup of both tabs; each is kept while the other is shown. */
export interface Composer {
  readonly variants: VariantsComposer
  readonly swap: SwapComposer
}

/** @param saved what was set up in this file before; null if nothing was */
export function createComposer(app: AppState, saved: SavedDraft | null): Composer {
  const { draft, swap } = draftsFrom(saved)
  return { variants: createVariantsComposer(app, draft), swap: createSwapComposer(app, swap) }
}

export const { Provider: ComposerProvider, useValue: useComposer } = windowContext<Composer>()

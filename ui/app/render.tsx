import { render } from 'preact'
import { ComposerProvider } from '../features/composer/composer-state.ts'
import { AppStateProvider } from '../state/app-state.ts'
import type { App } from './create-app.ts'
import './window.css'
import { Window } from './window.tsx'

/** Draws the window, in place of what the shell has drawn. */
export function renderWindow(root: HTMLElement, { state, composer, swapped }: App): void {
  root.replaceChildren()
  render(
    <AppStateProvider value={state}>
      <ComposerProvider value={composer}>
        <Window swapped={swapped} />
      </ComposerProvider>
    </AppStateProvider>,
    root,
  )
}

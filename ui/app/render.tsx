import { render } from 'preact'
import './window.css'
import { Window, type WindowProps } from './window.tsx'

/** Draws the window, in place of what the shell has drawn. */
export function renderWindow(root: HTMLElement, props: WindowProps): void {
  root.replaceChildren()
  render(<Window {...props} />, root)
}

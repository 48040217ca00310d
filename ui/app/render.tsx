import { render } from 'preact'
import './window.css'
import { Window, type WindowProps } from './window.tsx'

/** Draws the window. */
export function renderWindow(root: HTMLElement, props: WindowProps): void {
  render(<Window {...props} />, root)
}

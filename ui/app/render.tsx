import { render } from '@create-figma-plugin/ui'
import './window.css'
import { Window, type WindowProps } from './window.tsx'

/** Draws the window. Figma's own base styles come first, with the library's `render`. */
export function renderWindow(root: HTMLElement, props: WindowProps): void {
  render(Window)(root, props)
}

import type { HostDocument } from '../../host/document/document.ts'
import type { Camera } from '../canvas/camera.ts'
import { element } from './elements.ts'
import type { Undoing } from '../canvas/undoing.ts'

type Parts = {
  document: HostDocument
  camera: Camera
  undoing: Undoing
  run: () => void
  toggleTheme: () => void
}

/** Gives the bar at the top its life. */
export function fillToolbar({ document, camera, undoing, run, toggleTheme }: Parts): void {
  const on = (id: string, act: () => void) => {
    element(id, HTMLButtonElement).addEventListener('click', act)
  }
  on('undo', () => undoing.undo())
  on('redo', () => undoing.redo())
  on('zoom-in', () => camera.zoomAt(camera.middle, 1.25))
  on('zoom-out', () => camera.zoomAt(camera.middle, 0.8))
  on('zoom', () => camera.fit(document.node(document.currentPage).children))
  on('theme', toggleTheme)
  on('run', run)

  const zoom = element('zoom', HTMLButtonElement)
  const undo = element('undo', HTMLButtonElement)
  const redo = element('redo', HTMLButtonElement)
  const show = () => {
    zoom.textContent = `${Math.round(camera.zoom * 100)}%`
    zoom.setAttribute('aria-label', `${zoom.textContent}, zoom to fit`)
    undo.disabled = !undoing.canUndo
    redo.disabled = !undoing.canRedo
  }
  document.subscribe(show)
  show()
}

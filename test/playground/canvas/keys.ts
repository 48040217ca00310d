import type { HostDocument } from '../../host/document/document.ts'
import type { Camera } from './camera.ts'
import { childrenOf, parentsOf } from './picking.ts'
import type { Hand } from './pointer.ts'
import type { Undoing } from './undoing.ts'

const step = { plain: 1, shift: 10 }
const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

type Parts = {
  document: HostDocument
  camera: Camera
  hand: Hand
  undoing: Undoing
  clipboard: { duplicate(): void }
}

/** Figma's keys, as far as the playground has something for them to do. */
export function followKeys(parts: Parts): void {
  addEventListener('keydown', (event) => {
    if (act(event, parts)) event.preventDefault()
  })
  addEventListener('keyup', ({ code }) => {
    if (code === 'Space') parts.hand.hold(false)
  })
  // the key may be let go where the page does not hear of it
  addEventListener('blur', () => parts.hand.hold(false))
}

/** Says whether the key meant something: the browser must not take it for its own then. */
function act(event: KeyboardEvent, parts: Parts): boolean {
  const { document, camera, hand } = parts
  const { code, key, shiftKey } = event
  if (event.ctrlKey || event.metaKey) return withControl(key.toLowerCase(), shiftKey, parts)
  if (shiftKey && code === 'Digit1') camera.fit(document.node(document.currentPage).children)
  else if (shiftKey && code === 'Digit2') camera.fit(document.selection())
  else if (shiftKey && code === 'Digit0') camera.zoomTo(1)
  else if (key === '+' || key === '=') camera.zoomAt(camera.middle, 1.25)
  else if (key === '-') camera.zoomAt(camera.middle, 0.8)
  else if (onControl(event)) return false
  else if (code === 'Space') hand.hold(true)
  else if (key === 'Escape') return hand.cancel() || deselect(document)
  else if (key === 'Delete' || key === 'Backspace') removeSelected(document)
  else if (key === 'Enter') goDeeper(document, shiftKey)
  else if (arrows[key] !== undefined) nudge(document, arrows[key], shiftKey)
  else return false
  return true
}

/** A focused button keeps its own keys: Space presses it. */
const onControl = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLButtonElement || target instanceof HTMLInputElement

function withControl(key: string, shift: boolean, parts: Parts): boolean {
  const { document, undoing, clipboard } = parts
  if (key === 'y' || (key === 'z' && shift)) undoing.redo()
  else if (key === 'z') undoing.undo()
  else if (key === 'd') clipboard.duplicate()
  else if (key === 'a') {
    document.setSelection(document.currentPage, document.node(document.currentPage).children)
  } else return false
  return true
}

function deselect(document: HostDocument): boolean {
  document.setSelection(document.currentPage, [])
  return true
}

/** Enter goes into what is selected, Shift+Enter out of it. */
function goDeeper(document: HostDocument, isBack: boolean): void {
  const selected = document.selection().filter((id) => document.has(id))
  const next = isBack ? parentsOf(document, selected) : childrenOf(document, selected)
  if (next.length > 0) document.setSelection(document.currentPage, next)
}

function removeSelected(document: HostDocument): void {
  document.person(() => {
    for (const id of document.selection()) if (document.has(id)) document.remove(id)
  })
}

function nudge(
  document: HostDocument,
  [dx, dy]: readonly [x: number, y: number],
  shift: boolean,
): void {
  const by = shift ? step.shift : step.plain
  document.person(() => {
    for (const id of document.selection()) {
      const x = document.prop(id, 'x') + dx * by
      document.set(id, { x, y: document.prop(id, 'y') + dy * by })
    }
  })
}

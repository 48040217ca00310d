import { moveTo } from '../../host/document/layout.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import type { HostDocument } from '../../host/document/document.ts'

/** What the system's clipboard holds while it stands for frames of this page. */
const mark = 'frames of the Restage playground'

/** How far a copy stands from its original, down and to the right, as in Figma. */
const aside = 10

/** Copies of frames, with all that a plugin has written on them. */
export function followClipboard(document: HostDocument): { duplicate(): void } {
  // Copies are made of what was copied, whatever has become of it since
  let copied = taken([])

  function taken(ids: readonly string[]) {
    const from = document.snapshot()
    return ids.map((id) => ({ id, from, place: absoluteBoundingBox(document, id) }))
  }

  const place = (layers: typeof copied) => {
    const made = document.person(() =>
      layers.map(({ id, from, place: { x, y } }) => {
        const copy = document.copy(id, document.currentPage, undefined, false, from)
        moveTo(document, copy, x + aside, y + aside)
        return copy
      }),
    )
    if (made.length > 0) document.setSelection(document.currentPage, made)
  }

  addEventListener('copy', (event) => {
    const selected = document.selection()
    if (isTyping(event) || selected.length === 0) return
    copied = taken(selected)
    event.clipboardData?.setData('text/plain', mark)
    event.preventDefault()
  })
  addEventListener('paste', (event) => {
    if (isTyping(event) || event.clipboardData?.getData('text/plain') !== mark) return
    place(copied)
    event.preventDefault()
  })
  return {
    duplicate: () => {
      place(taken(document.selection()))
    },
  }
}

const isTyping = ({ target }: Event): boolean => target instanceof HTMLInputElement

import { useRef } from 'preact/hooks'
import css from './resize-handle.module.css'
import { useAppState } from '../state/app-state.ts'
import { labels } from '../formats/labels.ts'
import { arrowKeys } from '../lib/arrow-keys.ts'

/** Pixels for each press of an arrow key. */
const step = 16

/** The corner that resizes the window: Figma's windows have none. */
export function ResizeHandle() {
  const { plugin } = useAppState()
  const grip = useRef({ x: 0, y: 0 })

  function resize(width: number, height: number) {
    const size = {
      width: Math.round(Math.min(1200, Math.max(320, width))),
      height: Math.round(Math.min(1600, Math.max(240, height))),
    }
    plugin.call('resize', size).catch((error: unknown) => {
      console.warn('The window keeps its size.', error)
    })
  }

  function onKeyDown(event: KeyboardEvent) {
    const arrow = arrowKeys[event.key]
    if (arrow === undefined) return
    event.preventDefault()
    const [x, y] = arrow
    resize(innerWidth + x * step, innerHeight + y * step)
  }

  return (
    <button
      type="button"
      class={css.handle}
      aria-label={labels.resize}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = { x: innerWidth - event.clientX, y: innerHeight - event.clientY }
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
        resize(event.clientX + grip.current.x, event.clientY + grip.current.y)
      }}
    />
  )
}

import { useLayoutEffect, useRef } from 'preact/hooks'
import css from './button.module.css'
import { moveFocusToFallback } from './move-focus.ts'

interface Props {
  readonly label: string
  /** What a press will do, where the label doesn't say it all. */
  readonly hint?: string | undefined
  /** An absent button leaves its space empty, so that nothing moves. */
  readonly isAbsent?: boolean
  /** Whether a press was meant for this button, not for the one here before; else it does nothing. */
  readonly isMeant?: ((event: MouseEvent) => boolean) | undefined
  readonly act: (event: MouseEvent) => void
}

/** A text button. Its hint is shown on hover, and describes the button to screen readers. */
export function ActionButton({ label, hint, isAbsent = false, isMeant, act }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (isAbsent && document.activeElement === button.current) moveFocusToFallback()
  }, [isAbsent])
  return (
    <button
      ref={button}
      type="button"
      class={isAbsent ? css.absent : css.plain}
      title={hint}
      onClick={(event) => {
        // The first half of a double click has already acted.
        if (event.detail > 1 || isMeant?.(event) === false) return
        act(event)
      }}
    >
      {label}
    </button>
  )
}

import { useLayoutEffect, useRef } from 'preact/hooks'
import css from './button.module.css'
import { moveFocusToFallback } from './move-focus.ts'

interface Props {
  readonly label: string
  /** What a press will do, where the label doesn't say it all. */
  readonly hint?: string | undefined
  /** Absent, it leaves its room empty, so that nothing moves. */
  readonly isAbsent?: boolean
  /** Whether a press was meant for this button, not for what was here before; else nothing is done. */
  readonly isMeant?: ((event: MouseEvent) => boolean) | undefined
  readonly act: (event: MouseEvent) => void
}

/** A button of words. Its hint is its description to a reader, and seen on hovering. */
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
        // The second half of a double click was meant for what the first has done already.
        if (event.detail > 1 || isMeant?.(event) === false) return
        act(event)
      }}
    >
      {label}
    </button>
  )
}

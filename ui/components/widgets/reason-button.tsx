import type { TargetedMouseEvent } from 'preact'
import css from './button.module.css'

interface Props {
  readonly label: string
  /** Why it can't be pressed now; null if it can. The element of `describedBy` shows the reason, too. */
  readonly why?: string | null
  readonly title?: string | undefined
  /** The id of the element that describes the button. */
  readonly describedBy?: string | undefined
  readonly isPlain?: boolean
  /** The key that does the same, as ARIA names it: "F". */
  readonly shortcut?: string
  /** Of a button that opens something: whether that is open. */
  readonly isOpen?: boolean
  readonly act: (event: TargetedMouseEvent<HTMLButtonElement>) => void
}

/**
 * A button that keeps its place, and can still be focused, while it can't be pressed: screen readers then
 * say why.
 */
export function ReasonButton(props: Props) {
  const { label, why = null, title, describedBy, isPlain, shortcut, isOpen, act } = props
  return (
    <button
      type="button"
      class={`${isPlain === true ? css.plain : css.reason} ${css.held}`}
      title={why ?? title}
      aria-disabled={why === null ? undefined : 'true'}
      aria-describedby={describedBy}
      aria-keyshortcuts={shortcut}
      aria-expanded={isOpen}
      onClick={(event) => {
        // The first half of a double click has already acted.
        if (why === null && event.detail < 2) act(event)
      }}
    >
      {label}
    </button>
  )
}

import type { TargetedMouseEvent } from 'preact'
import css from './button.module.css'

interface Props {
  readonly label: string
  /** Why it can't be pressed now; null where it can. It is seen where `describedBy` points to, too. */
  readonly why?: string | null
  readonly title?: string | undefined
  /** The id of what says more of it. */
  readonly describedBy?: string | undefined
  readonly isPlain?: boolean
  /** The key that does the same, as ARIA names it: "F". */
  readonly shortcut?: string
  /** Of a button that opens something: whether that is open. */
  readonly isOpen?: boolean
  readonly act: (event: TargetedMouseEvent<HTMLButtonElement>) => void
}

/**
 * A button that stays where it is, and can be found, while it can't be pressed: who listens to the
 * window hears why.
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
        // The second half of a double click was meant for what the first has done already.
        if (why === null && event.detail < 2) act(event)
      }}
    >
      {label}
    </button>
  )
}

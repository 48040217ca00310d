import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import layout from './layout.module.css'
import panel from './panel.module.css'

interface Props {
  /** The accessible name of the question. */
  readonly name: string
  readonly id: string
  readonly text: string
  /** The labels of the confirming and the cancelling button. */
  readonly label: string
  readonly cancel: string
  readonly onConfirm: (event: UIEvent) => void
  readonly onCancel: () => void
}

/**
 * A question before something is done. The dialog takes the focus: screen readers read all of it, and a
 * key meant for the button before confirms nothing. After the answer, that button has the focus again.
 */
export function Question({ name, id, text, label, cancel, onConfirm, onCancel }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const asking = document.activeElement
    const element = box.current
    element?.focus()
    return () => {
      const isHere = element?.contains(document.activeElement) === true
      if (isHere && asking instanceof HTMLElement) asking.focus()
    }
  }, [])
  return (
    <div
      ref={box}
      class={panel.question}
      role="alertdialog"
      aria-label={name}
      aria-describedby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <p id={id}>{text}</p>
      <div class={`${layout.wrap} ${layout.gap8} ${panel.buttons}`}>
        <Button
          onClick={(event) => {
            if (event.detail < 2) onConfirm(event)
          }}
        >
          {label}
        </Button>
        <Button look="secondary" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </div>
  )
}

import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import layout from './layout.module.css'
import panel from './panel.module.css'

interface Props {
  /** What the question is called. */
  readonly name: string
  readonly id: string
  readonly text: string
  /** What the button says that does it, and the one that doesn't. */
  readonly label: string
  readonly cancel: string
  readonly onConfirm: (event: UIEvent) => void
  readonly onCancel: () => void
}

/**
 * A question before something is done. It takes the focus itself, so that it is read out whole, and a
 * key that was meant for the button before confirms nothing. Once it is answered, that button has the
 * focus again.
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

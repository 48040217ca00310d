import { Button } from '@create-figma-plugin/ui'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { confirmText, moneyLabels } from '../text/money.ts'
import css from './confirmation.module.css'
import type { Amount } from './use-confirmation.ts'

interface Props {
  readonly asked: Amount
  /** What the button says that spends it. */
  readonly label: string
  /** US dollars. */
  readonly limit: number
  readonly onConfirm: (event: UIEvent) => void
  readonly onCancel: () => void
}

/**
 * The question before a dear run. It takes the focus itself, so that it is read out whole, and a key
 * that was meant for the button before confirms nothing.
 */
export function ConfirmationBox({ asked, label, limit, onConfirm, onCancel }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    box.current?.focus()
  }, [])
  return (
    <div
      ref={box}
      class={css.box}
      role="alertdialog"
      aria-label={moneyLabels.confirm}
      aria-describedby="confirm-text"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <p id="confirm-text">{confirmText(asked.price, limit)}</p>
      <div class={css.buttons}>
        <Button
          onClick={(event: MouseEvent) => {
            if (event.detail < 2) onConfirm(event)
          }}
        >
          {label}
        </Button>
        <Button secondary onClick={onCancel}>
          {moneyLabels.cancel}
        </Button>
      </div>
    </div>
  )
}

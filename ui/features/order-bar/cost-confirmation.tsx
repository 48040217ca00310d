import { orderLabels } from './text.ts'
import { useId } from 'preact/hooks'
import { confirmText } from '../../text/money.ts'
import { Question } from '../../components/widgets/confirm-dialog.tsx'
import type { Amount } from './use-cost-confirmation.ts'

interface Props {
  readonly asked: Amount
  /** What the button says that spends it. */
  readonly label: string
  /** US dollars. */
  readonly limit: number
  readonly onConfirm: (event: UIEvent) => void
  readonly onCancel: () => void
}

/** The question before a run that costs more than the limit. */
export function ConfirmationBox({ asked, label, limit, onConfirm, onCancel }: Props) {
  return (
    <Question
      name={orderLabels.confirm}
      id={useId()}
      text={confirmText(asked.price, limit)}
      label={label}
      cancel={orderLabels.cancel}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  )
}

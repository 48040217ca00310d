import { useId } from 'preact/hooks'
import { confirmText, moneyLabels } from '../../text/money.ts'
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
      name={moneyLabels.confirm}
      id={useId()}
      text={confirmText(asked.price, limit)}
      label={label}
      cancel={moneyLabels.cancel}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  )
}

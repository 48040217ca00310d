import { orderLabels } from './text.ts'
import { useId } from 'preact/hooks'
import { confirmText } from '../../formats/money.ts'
import { Question } from '../../components/widgets/confirm-dialog.tsx'
import { useAppState } from '../../state/app-state.ts'
import type { Amount } from './use-cost-confirmation.ts'

interface Props {
  readonly asked: Amount
  readonly label: string
  readonly onConfirm: (event: UIEvent) => void
  readonly onCancel: () => void
}

/** The question before a run that costs more than the limit of the settings. */
export function CostConfirmation({ asked, label, onConfirm, onCancel }: Props) {
  const { confirmAbove } = useAppState().settings
  return (
    <Question
      name={orderLabels.confirm}
      id={useId()}
      text={confirmText(asked.price, confirmAbove.value)}
      label={label}
      cancel={orderLabels.cancel}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  )
}

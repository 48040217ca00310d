import {
  confirmKeepText,
  confirmRestoreText,
  keepQuestion,
  restoreQuestion,
  reviewLabels,
} from './text.ts'
import { Question } from '../../components/widgets/confirm-dialog.tsx'
import type { SwapEnding } from './swap-review-snapshot.ts'
import type { SwapInfo } from '../../../contract/model/swap.ts'

interface Props {
  readonly ending: SwapEnding
  readonly swaps: readonly SwapInfo[]
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

const questions = {
  restore: { text: restoreQuestion, label: confirmRestoreText },
  keep: { text: keepQuestion, label: confirmKeepText },
} as const

/** The question before something of the designer's own is lost. */
export function ConfirmEnding({ ending, swaps, onConfirm, onCancel }: Props) {
  const { text, label } = questions[ending]
  return (
    <Question
      key={ending}
      name={reviewLabels.question}
      id="swap-question"
      text={text(swaps)}
      label={label(swaps.length)}
      cancel={reviewLabels.cancel}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />
  )
}

import { ActionButton } from '../../components/widgets/action-button.tsx'
import { taskLabels } from './text.ts'

interface Props {
  /** Whether the designer is being asked; the question itself is shown where there is space for it. */
  readonly isAsked: boolean
  readonly onAsk: (isAsked: boolean) => void
  readonly hint: string
  readonly isMeant?: (event: MouseEvent) => boolean
  readonly onDiscard: () => void
}

/**
 * Forgets something that may be paid, after a second press. "Keep" takes the place and the focus of
 * the first "Discard", so that the second half of a double click forgets nothing.
 */
export function DiscardAction({ isAsked, onAsk, hint, isMeant, onDiscard }: Props) {
  return (
    <>
      {isAsked && (
        <ActionButton label={taskLabels.discard} hint={hint} isMeant={isMeant} act={onDiscard} />
      )}
      <ActionButton
        label={isAsked ? taskLabels.keep : taskLabels.discard}
        hint={isAsked ? undefined : hint}
        isMeant={isMeant}
        act={() => {
          onAsk(!isAsked)
        }}
      />
    </>
  )
}

import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals'
import { exceeds } from '../../engine/planning/quote.ts'
import { useAppState } from '../../state/app-state.ts'

/** What a run makes and costs. */
export interface Amount {
  readonly pictures: number
  /** US dollars, estimated. */
  readonly price: number
}

interface Confirmation {
  /** The amount of the question; null while nothing is asked. */
  readonly asked: ReadonlySignal<Amount | null>
  /** Whether an amount needs a question before it is spent. */
  readonly mustAsk: (amount: Amount) => boolean
  readonly ask: (amount: Amount) => void
  readonly withdraw: () => void
}

/**
 * The question before a run that costs more than the limit of the settings. The question is withdrawn as
 * soon as the amount changes, or the run can't be started.
 *
 * @param current what a run would make now; null if none can be started
 */
export function useCostConfirmation(current: ReadonlySignal<Amount | null>): Confirmation {
  const { confirmAbove } = useAppState().settings
  const question = useSignal<Amount | null>(null)
  const asked = useComputed(() => (isSame(question.value, current.value) ? question.value : null))
  useSignalEffect(() => {
    if (asked.value === null) question.value = null
  })
  return {
    asked,
    mustAsk: ({ pictures, price }) => pictures > 0 && exceeds(price, confirmAbove.value),
    ask(amount) {
      question.value = amount
    },
    withdraw() {
      question.value = null
    },
  }
}

function isSame(one: Amount | null, other: Amount | null): boolean {
  return one?.pictures === other?.pictures && one?.price === other?.price
}

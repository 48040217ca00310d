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
  /** What is asked about just now; null while nothing is asked. */
  readonly asked: ReadonlySignal<Amount | null>
  /** Whether an amount is to be asked about before it is spent. */
  readonly mustAsk: (amount: Amount) => boolean
  readonly ask: (amount: Amount) => void
  readonly withdraw: () => void
}

/**
 * The question before a run that costs more than the limit of the settings. It stands for the very
 * amount that was asked about: as soon as the run would cost another, or can't be started, it is
 * withdrawn.
 *
 * @param current what a run would make now; null where none can be started
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

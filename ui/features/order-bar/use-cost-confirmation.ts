import { useEffect, useState } from 'preact/hooks'
import { exceeds } from '../../engine/planning/quote.ts'

/** What a run makes and costs. */
export interface Amount {
  readonly pictures: number
  /** US dollars, estimated. */
  readonly price: number
}

export interface Confirmation {
  /** What the person is asked about just now; null while nothing is asked. */
  readonly asked: Amount | null
  /** Whether an amount is to be asked about before it is spent. */
  readonly mustAsk: (amount: Amount) => boolean
  readonly ask: (amount: Amount) => void
  readonly withdraw: () => void
}

/**
 * The question before a run that costs more than the person's limit. It stands for the very amount
 * that was asked about: as soon as the run would cost another, or can't be started, it is withdrawn.
 *
 * @param limit US dollars
 * @param current what a run would make now; null where none can be started
 */
export function useConfirmation(limit: number, current: Amount | null): Confirmation {
  const [question, setQuestion] = useState<Amount | null>(null)
  const isCurrent =
    question !== null &&
    current !== null &&
    question.pictures === current.pictures &&
    question.price === current.price
  const asked = isCurrent ? question : null
  useEffect(() => {
    if (question !== null && !isCurrent) setQuestion(null)
  }, [question, isCurrent])
  return {
    asked,
    mustAsk: ({ pictures, price }) => pictures > 0 && exceeds(price, limit),
    ask: setQuestion,
    withdraw: () => {
      setQuestion(null)
    },
  }
}

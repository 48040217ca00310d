import { useState } from 'preact/hooks'
import { betweenOrders, createPressGuard, pressOf } from '../../components/widgets/press-guard.ts'
import { type Amount, useConfirmation } from './use-cost-confirmation.ts'

export interface Ordering {
  /** What the person is asked about just now; null while nothing is asked. */
  readonly asked: Amount | null
  /**
   * The one way to an order: nothing is begun that is blocked, or pressed twice, or dear and not
   * confirmed.
   *
   * @param amount what it makes and costs; null where it is blocked
   */
  readonly press: (event: UIEvent, amount: Amount | null, begin: () => void) => void
  /** Begins what was asked about, which is what would be ordered now: else the question is withdrawn. */
  readonly confirm: (event: UIEvent, begin: () => void) => void
  readonly withdraw: () => void
}

/**
 * @param limit US dollars, above which it is asked
 * @param current what would be ordered now; null where nothing can be
 */
export function useOrdering(limit: number, current: Amount | null): Ordering {
  const [guard] = useState(() => createPressGuard(betweenOrders))
  const { asked, mustAsk, ask, withdraw } = useConfirmation(limit, current)
  return {
    asked,
    press(event, amount, begin) {
      if (amount === null || !guard.admits(pressOf(event, 'order'))) return
      if (mustAsk(amount)) ask(amount)
      else begin()
    },
    confirm(event, begin) {
      if (current === null || !guard.admits(pressOf(event, 'confirm'))) return
      withdraw()
      begin()
    },
    withdraw,
  }
}

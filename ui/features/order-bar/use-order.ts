import type { ReadonlySignal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { betweenOrders, createPressGuard, pressOf } from '../../components/widgets/press-guard.ts'
import { type Amount, useCostConfirmation } from './use-cost-confirmation.ts'

export interface Ordering {
  /** The amount of the question; null while nothing is asked. */
  readonly asked: ReadonlySignal<Amount | null>
  /** Starts the order, unless it is blocked or pressed twice; asks first if it is expensive. */
  readonly press: (event: UIEvent) => void
  /** Starts the order asked about. If the amount changes, the question is withdrawn before. */
  readonly confirm: (event: UIEvent) => void
  readonly withdraw: () => void
}

/**
 * @param current what would be ordered now; null if nothing can be
 * @param start orders it
 */
export function useOrder(current: ReadonlySignal<Amount | null>, start: () => void): Ordering {
  const [guard] = useState(() => createPressGuard(betweenOrders))
  const { asked, mustAsk, ask, withdraw } = useCostConfirmation(current)
  return {
    asked,
    press(event) {
      const amount = current.value
      if (amount === null || !guard.admits(pressOf(event, 'order'))) return
      if (mustAsk(amount)) ask(amount)
      else start()
    },
    confirm(event) {
      if (current.value === null || !guard.admits(pressOf(event, 'confirm'))) return
      withdraw()
      start()
    },
    withdraw,
  }
}

import { labels } from '../../text/labels.ts'
import { useRef, useState } from 'preact/hooks'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { Engine } from '../../engine/engine.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { begunText, remakeBlockText } from './text.ts'
import { betweenOrders, createPressGuard, pressOf } from '../../components/widgets/press-guard.ts'
import { type RemakeAction, remakeOf, type RemakePlan } from './remake-options.ts'
import { type Amount, useConfirmation } from '../order-bar/use-cost-confirmation.ts'
import type { CallProblem } from '../../state/text.ts'

interface Parts {
  readonly engine: Engine
  readonly plans: Readonly<Record<RemakeAction, RemakePlan>>
  readonly way: RemakeOrder['way']
  readonly apiKey: string
  /** US dollars; what costs more is asked about first. */
  readonly limit: number
  readonly onNoKey: (label: string) => void
  readonly onProblem: (problem: CallProblem | null) => void
  readonly onSay: (text: string) => void
  /** An order was taken, or failed. */
  readonly onEnd: () => void
}

/** "Regenerate" and "Vary": from the press to the order. */
export interface RemakeOrders {
  /** What the person is asked to confirm; null while nothing is asked. */
  readonly asking: RemakeAction | null
  /** @param event none where it was not pressed here, but on the canvas */
  press(action: RemakeAction, event?: UIEvent): void
  /** Says whether it was taken: a press too soon after the one that asked is not. */
  confirm(action: RemakeAction, event: UIEvent): boolean
  withdraw(): void
}

/** The one way on which something is made again: nothing is ordered unasked, or pressed twice. */
export function useRemake(parts: Parts): RemakeOrders {
  const { engine, plans, way, onProblem, onSay } = parts
  const [guard] = useState(() => createPressGuard(betweenOrders))
  const [action, setAction] = useState<RemakeAction | null>(null)
  const isOrdering = useRef(false)
  const confirmation = useConfirmation(
    parts.limit,
    action === null ? null : amountOf(plans[action]),
  )

  function withdraw() {
    setAction(null)
    confirmation.withdraw()
  }

  async function begin(what: RemakeAction, isFromCanvas = false): Promise<void> {
    if (isOrdering.current) return
    isOrdering.current = true
    onProblem(null)
    try {
      const remake = { ...remakeOf(plans[what], what, way), isFromCanvas }
      const { pictures, left } = await engine.remake(remake)
      onSay(
        begunText(
          what,
          pictures,
          left.map(({ name }) => name),
        ),
      )
    } catch (error) {
      console.warn('Nothing was made anew.', error)
      const isGone = error instanceof PluginError && error.code === 'reference-gone'
      onProblem(isGone ? 'reference' : 'remake')
    } finally {
      isOrdering.current = false
      parts.onEnd()
    }
  }

  return {
    asking: confirmation.asked === null ? null : action,
    press(what, event) {
      if (parts.apiKey === '') {
        parts.onNoKey(labels[what])
        return
      }
      if (event !== undefined && !guard.admits(pressOf(event, 'remake'))) return
      const amount = amountOf(plans[what])
      if (amount === null) {
        onSay(remakeBlockText(plans[what]) ?? '')
      } else if (confirmation.mustAsk(amount)) {
        setAction(what)
        confirmation.ask(amount)
      } else {
        void begin(what, event === undefined)
      }
    },
    confirm(what, event) {
      // Whoever presses twice out of habit has not read the question.
      if (!guard.admits(pressOf(event, 'remake'))) return false
      withdraw()
      void begin(what)
      return true
    },
    withdraw,
  }
}

/** What a press would make and cost; null where there is nothing to make. */
function amountOf({ pictures, price }: RemakePlan): Amount | null {
  return pictures === 0 ? null : { pictures, price }
}

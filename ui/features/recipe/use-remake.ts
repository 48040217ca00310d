import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals'
import { useRef, useState } from 'preact/hooks'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { betweenOrders, createPressGuard, pressOf } from '../../components/widgets/press-guard.ts'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import { useAppState } from '../../state/app-state.ts'
import { labels } from '../../formats/labels.ts'
import { type Amount, useCostConfirmation } from '../order-bar/use-cost-confirmation.ts'
import type { NewWords } from './new-words.ts'
import { type RemakeAction, remakeOf, type RemakePlan } from './remake-options.ts'
import { begunText, leftText, remakeBlockText } from './text.ts'

export type RemakePlans = Readonly<Record<RemakeAction, RemakePlan>>

/** "Regenerate" and "Vary": from the press to the order. */
export interface RemakeOrders {
  /** The action that needs a confirmation, and its cost; null while nothing is asked. */
  readonly asking: ReadonlySignal<RemakeAction | null>
  readonly asked: ReadonlySignal<Amount | null>
  /** @param event none if a button on the canvas was pressed */
  readonly press: (action: RemakeAction, event?: UIEvent) => void
  /** Orders what was asked about, unless pressed too soon after the question. */
  readonly confirm: (event: UIEvent) => void
  readonly withdraw: () => void
}

/**
 * Makes pictures again: asks before an expensive order, and ignores a second press.
 *
 * @param newWords composes the prompt if it was edited, or says in a sentence why it can't be sent
 * @param say shows and announces the result
 * @param onEnd called when an order was accepted, or has failed
 */
export function useRemake(
  plans: ReadonlySignal<RemakePlans>,
  way: ReadonlySignal<RemakeOrder['way']>,
  newWords: () => Promise<NewWords>,
  say: (text: string) => void,
  onEnd: () => void,
): RemakeOrders {
  const { engine, settings, navigation, feedback } = useAppState()
  const [guard] = useState(() => createPressGuard(betweenOrders))
  const action = useSignal<RemakeAction | null>(null)
  const isOrdering = useRef(false)
  const confirmation = useCostConfirmation(
    useComputed(() => action.value && amountOf(plans.value[action.value])),
  )

  function withdraw() {
    action.value = null
    confirmation.withdraw()
  }

  async function begin(what: RemakeAction, isFromCanvas = false): Promise<void> {
    if (isOrdering.current) return
    isOrdering.current = true
    feedback.report(null)
    say('')
    const remake = { ...remakeOf(plans.value[what], what, way.value), isFromCanvas }
    try {
      const { words, problem } = await newWords()
      if (problem !== null) {
        say(problem)
        return
      }
      const { pictures, left } = await engine.remake({ ...remake, words })
      const lacking = leftText(left.map(({ name }) => name))
      // While pictures are being made, the window shows that by itself.
      if (lacking !== '') say(lacking)
      else if (pictures === 0) say(begunText(pictures))
      else feedback.announce(begunText(pictures))
    } catch (error) {
      console.warn('Nothing was made again.', error)
      const isGone = error instanceof PluginError && error.code === 'reference-gone'
      feedback.report(isGone ? 'reference' : 'remake')
    } finally {
      isOrdering.current = false
      onEnd()
    }
  }

  return {
    asking: useComputed(() => (confirmation.asked.value === null ? null : action.value)),
    asked: confirmation.asked,
    press(what, event) {
      if (!settings.hasKey.value) {
        navigation.askForKey(labels[what])
        return
      }
      if (event !== undefined && !guard.admits(pressOf(event, 'remake'))) return
      const plan = plans.value[what]
      const amount = amountOf(plan)
      if (amount === null) {
        say(remakeBlockText(plan) ?? '')
      } else if (confirmation.mustAsk(amount)) {
        action.value = what
        confirmation.ask(amount)
      } else {
        void begin(what, event === undefined)
      }
    },
    confirm(event) {
      const what = action.value
      // Whoever presses twice out of habit has not read the question.
      if (what === null || !guard.admits(pressOf(event, 'remake'))) return
      withdraw()
      void begin(what)
    },
    withdraw,
  }
}

/** What a press would make and cost; null if there is nothing to make. */
function amountOf({ pictures, price }: RemakePlan): Amount | null {
  return pictures === 0 ? null : { pictures, price }
}

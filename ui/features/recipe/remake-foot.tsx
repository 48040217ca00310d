import { useComputed } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { labels } from '../../formats/labels.ts'
import { join } from '../../formats/format.ts'
import { useAppState } from '../../state/app-state.ts'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import { OrderBar } from '../order-bar/order-bar.tsx'
import type { Ordering } from '../order-bar/use-order.ts'
import {
  confirmLabel,
  croppedText,
  keepersText,
  leftOutText,
  recipeLabels,
  remakeBlockText,
  stateText,
} from './text.ts'
import type { ShownRecipes } from './use-recipes.ts'

interface Props {
  readonly recipes: ShownRecipes
  readonly label: string
  /** Further buttons beside the main one. */
  readonly children?: ComponentChildren
}

/**
 * The button that makes a picture again, with its price, in the place of Generate. If nothing can be made
 * again, but pictures were placed and undone, the button places those again, which costs nothing.
 */
export function RemakeFoot({ recipes, label, children }: Props) {
  const { engine } = useAppState()
  const { plans, orders, problem } = recipes
  const plan = plans.value.regenerate
  const away = recipes.away.value
  const asking = orders.asking.value
  const isAway = away.length > 0 && plan.pictures === 0
  const nothing = useComputed(() => null)
  const placing: Ordering = {
    asked: nothing,
    press: () => {
      for (const job of away) engine.retry(job)
    },
    confirm: () => undefined,
    withdraw: () => undefined,
  }
  const ordering: Ordering = {
    asked: orders.asked,
    press: (event) => {
      if (problem.value === null) orders.press('regenerate', event)
    },
    confirm: orders.confirm,
    withdraw: orders.withdraw,
  }
  const why = remakeBlockText(plan) ?? problem.value
  return (
    <OrderBar
      label={isAway ? labels.placeAgain : label}
      confirmLabel={asking === null ? label : confirmLabel(asking, plans.value[asking].pictures)}
      cost={plan}
      lines={plan.lines}
      linesLabel={recipeLabels.estimate}
      remark={join(leftOutText(plan), keepersText(plan.keepers), croppedText(plan.cropped))}
      free={isAway ? (stateText({ name: 'undone' }) ?? '') : undefined}
      reason={why === null || isAway ? null : { text: why, isCrop: false }}
      ordering={isAway ? placing : ordering}
    >
      {children}
      {away.length > 0 && !isAway && <ReasonButton label={labels.placeAgain} act={placing.press} />}
    </OrderBar>
  )
}

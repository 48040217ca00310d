import { labels } from '../../formats/labels.ts'
import type { Signal } from '@preact/signals'
import type { RemakeOrder } from '../../engine/planning/order.ts'
import {
  confirmLabel,
  costText,
  keepersText,
  leftOutText,
  recipeLabels,
  remakeBlockText,
  wayLabels,
} from './text.ts'
import { CostConfirmation } from '../order-bar/cost-confirmation.tsx'
import type { RemakeAction, RemakePlan } from './remake-options.ts'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import type { RemakeOrders, RemakePlans } from './use-remake.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './recipe-panel.module.css'
import { Segments } from '../../components/widgets/segmented-control.tsx'

interface Props {
  readonly plans: RemakePlans
  readonly way: Signal<RemakeOrder['way']>
  readonly orders: RemakeOrders
  /** The question was answered, and the focus is gone with it. */
  readonly onAnswered: () => void
}

const actions = ['regenerate', 'vary'] as const satisfies readonly RemakeAction[]
const ways = ['in-place', 'beside'] as const satisfies readonly RemakeOrder['way'][]

/** New pictures by the same recipe, with what they would cost. */
export function RecipeRemake({ plans, way, orders, onAnswered }: Props) {
  const asking = orders.asking.value
  return (
    <div class={`${layout.column} ${layout.gap6}`}>
      <Segments
        id="recipe-way"
        label={recipeLabels.newPicture}
        values={ways.map((each) => wayLabels[each])}
        value={wayLabels[way.value]}
        onChange={(label) => {
          way.value = ways.find((each) => wayLabels[each] === label) ?? way.value
        }}
      />
      {actions.map((action) => (
        <Action
          key={action}
          action={action}
          plan={plans[action]}
          onPress={(event) => {
            orders.press(action, event)
          }}
        />
      ))}
      {asking !== null && (
        <CostConfirmation
          asked={plans[asking]}
          label={confirmLabel(asking, plans[asking].pictures)}
          onConfirm={(event) => {
            if (orders.confirm(asking, event)) onAnswered()
          }}
          onCancel={() => {
            orders.withdraw()
            onAnswered()
          }}
        />
      )}
    </div>
  )
}

interface ActionProps {
  readonly action: RemakeAction
  readonly plan: RemakePlan
  readonly onPress: (event: UIEvent) => void
}

function Action({ action, plan, onPress }: ActionProps) {
  const [costId, asideId] = [`recipe-${action}-cost`, `recipe-${action}-aside`]
  const why = remakeBlockText(plan)
  const notes = [leftOutText(plan), keepersText(plan.keepers)].filter((note) => note !== null)
  return (
    <div class={`${layout.wrap} ${css.order}`}>
      <ReasonButton
        label={labels[action]}
        why={why}
        describedBy={`${costId} ${asideId}`}
        act={onPress}
      />
      <span id={costId} class={`${common.hint} ${layout.grow}`}>
        {why ?? costText(plan)}
      </span>
      {notes.length > 0 && (
        <p id={asideId} class={`${common.hint} ${css.aside}`}>
          {notes.join(' ')}
        </p>
      )}
    </div>
  )
}

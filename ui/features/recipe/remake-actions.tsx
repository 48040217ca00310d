import { labels } from '../../text/labels.ts'
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
import { ConfirmationBox } from '../order-bar/cost-confirmation.tsx'
import type { RemakeAction, RemakePlan } from './remake-options.ts'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import css from './recipe-panel.module.css'
import { Segments } from '../../components/widgets/segmented-control.tsx'

interface Props {
  readonly plans: Readonly<Record<RemakeAction, RemakePlan>>
  readonly way: RemakeOrder['way']
  readonly onWay: (way: RemakeOrder['way']) => void
  /** What the person is asked about, as it costs more than they let pass. */
  readonly asking: RemakeAction | null
  /** US dollars, above which it is asked. */
  readonly limit: number
  readonly onPress: (action: RemakeAction, event: UIEvent) => void
  readonly onConfirm: (action: RemakeAction, event: UIEvent) => void
  readonly onCancel: () => void
}

const actions = ['regenerate', 'vary'] as const satisfies readonly RemakeAction[]
const ways = ['in-place', 'beside'] as const satisfies readonly RemakeOrder['way'][]

/** New pictures by the same recipe, with what they would cost. */
export function RecipeRemake(props: Props) {
  const { plans, way, onWay, asking, limit, onPress, onConfirm, onCancel } = props
  return (
    <div class={css.remake}>
      <Segments
        id="recipe-way"
        label={recipeLabels.newPicture}
        values={ways.map((each) => wayLabels[each])}
        value={wayLabels[way]}
        onChange={(label) => {
          onWay(ways.find((each) => wayLabels[each] === label) ?? way)
        }}
      />
      {actions.map((action) => (
        <Action
          key={action}
          action={action}
          plan={plans[action]}
          onPress={(event) => {
            onPress(action, event)
          }}
        />
      ))}
      {asking !== null && (
        <ConfirmationBox
          asked={plans[asking]}
          label={confirmLabel(asking, plans[asking].pictures)}
          limit={limit}
          onConfirm={(event) => {
            onConfirm(asking, event)
          }}
          onCancel={onCancel}
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
    <div class={css.order}>
      <ReasonButton
        label={labels[action]}
        why={why}
        describedBy={`${costId} ${asideId}`}
        act={onPress}
      />
      <span id={costId} class={css.note}>
        {why ?? costText(plan)}
      </span>
      {notes.length > 0 && (
        <p id={asideId} class={css.aside}>
          {notes.join(' ')}
        </p>
      )}
    </div>
  )
}

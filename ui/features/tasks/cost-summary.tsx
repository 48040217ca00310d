import { costsHint, monthCostText, runCostText } from '../../formats/money.ts'
import { useAppState } from '../../state/app-state.ts'
import { costOfNewestRun } from './run-cost.ts'
import common from '../../components/widgets/common.module.css'
import css from './task-list.module.css'

/** What the newest run and this month have cost so far; in quiet type, because the cost is secondary. */
export function Costs() {
  const { jobs, spending, prices } = useAppState()
  const { pictures, dollars } = spending.value
  return (
    <span class={css.costs} title={costsHint(pictures, prices.value.trueOn)}>
      <span class={common.ellipsis}>{runCostText(costOfNewestRun(jobs.list.value))}</span>
      {' · '}
      <span class={common.ellipsis}>{monthCostText(dollars)}</span>
    </span>
  )
}

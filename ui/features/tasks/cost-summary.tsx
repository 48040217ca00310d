import { costOfNewestRun } from './run-cost.ts'
import type { Job } from '../../engine/jobs/job.ts'
import { costsHint, monthCostText, runCostText } from '../../text/money.ts'
import css from './task-list.module.css'
import type { Spending } from '../../../contract/model/stored/spending.ts'

interface Props {
  readonly jobs: readonly Job[]
  readonly spending: Spending
  /** When the prices were true: "2026-11-01". */
  readonly pricesOf: string
}

/** What the newest run and this month have cost so far; quiet, as it is not what one works on. */
export function Costs({ jobs, spending, pricesOf }: Props) {
  return (
    <span class={css.costs} title={costsHint(spending.pictures, pricesOf)}>
      <span>{runCostText(costOfNewestRun(jobs))}</span>{' '}
      <span>{monthCostText(spending.dollars)}</span>
    </span>
  )
}

import { useComputed, useSignal } from '@preact/signals'
import { useCallback, useRef, useState } from 'preact/hooks'
import type { JobId } from '../../../contract/model/ids.ts'
import { useAppState } from '../../state/app-state.ts'
import { isSettled, type Job } from '../../engine/jobs/job.ts'
import { resumedText, retryFailedText, retryStoppedText, slowedText, stopAllText } from './text.ts'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import { CostConfirmation } from '../order-bar/cost-confirmation.tsx'
import { Costs } from './cost-summary.tsx'
import { failedAmong } from './failed-jobs.ts'
import {
  betweenOrders,
  betweenPresses,
  createPressGuard,
  pressOf,
} from '../../components/widgets/press-guard.ts'
import { TaskItem } from './task-item.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './task-list.module.css'
import { useCostConfirmation } from '../order-bar/use-cost-confirmation.ts'
import { useNow } from '../../components/widgets/use-now.ts'
import { labels } from '../../formats/labels.ts'
import { retryCost } from '../../engine/jobs/retry-cost.ts'

/** What the designer is asked about: which jobs, and by which button. */
interface Asked {
  readonly label: string
  readonly jobs: readonly JobId[]
}

/** Every job of this window, newest run on top. It keeps its height, whatever becomes of them. */
export function Tasks() {
  const { engine, clock, jobs: state } = useAppState()
  const jobs = state.list.value
  const slowedUntil = state.slowedUntil.value
  const resumed = state.resumed.value
  const [guard] = useState(() => createPressGuard(betweenPresses))
  const isMeant = (event: MouseEvent) => guard.admits(pressOf(event, 'all'))
  const [orderGuard] = useState(() => createPressGuard(betweenOrders))
  const asked = useSignal<Asked | null>(null)
  const wanted = useComputed(() => jobsOf(asked.value, state.list.value))
  const question = useCostConfirmation(
    useComputed(() => (asked.value === null ? null : retryCost(wanted.value))),
  )
  const underWay = jobs.filter((job) => !isSettled(job))
  const failed = failedAmong(jobs)
  const stopped = jobs.filter(({ state }) => state.name === 'stopped')

  function begin(some: readonly Job[]) {
    for (const { plan } of some) engine.retry(plan.id)
  }

  function retry(label: string, some: readonly Job[], event: MouseEvent) {
    const cost = retryCost(some)
    if (!question.mustAsk(cost)) {
      begin(some)
      return
    }
    // Whoever presses twice out of habit has not read the question.
    orderGuard.admits(pressOf(event, 'retry'))
    asked.value = { label, jobs: some.map(({ plan }) => plan.id) }
    question.ask(cost)
  }

  const latest = useRef(retry)
  latest.current = retry
  // The same for good: a row is not drawn again while its job stays as it is.
  const retryOne = useCallback((job: Job, event: MouseEvent) => {
    latest.current(labels.retry, [job], event)
  }, [])
  const time = useNow(clock, underWay.length > 0)
  const slowed = slowedUntil !== null && slowedUntil > time ? slowedText(slowedUntil - time) : ''
  const news = slowed || (resumed > 0 ? resumedText(resumed) : '')
  return (
    <section class={`${layout.column} ${css.tasks}`}>
      <div
        class={`${layout.row} ${layout.gap4} ${css.head}`}
        onMouseDown={(event) => {
          // The room of a button that has gone takes no focus from where it went.
          if (!(event.target instanceof HTMLButtonElement)) event.preventDefault()
        }}
      >
        <h2 class={common.strong}>{labels.tasks}</h2>
        <span
          class={`${common.clamp} ${common.fact} ${layout.grow} ${css.pause}`}
          title={news === '' ? undefined : news}
        >
          {news === '' ? <Costs /> : news}
        </span>
        {/* One place for both; each button keeps its own, so that none slides under the pointer. */}
        <div class={css.place}>
          <ActionButton
            label={labels.retryFailed}
            hint={retryFailedText(failed)}
            isAbsent={failed.length === 0}
            isMeant={isMeant}
            act={(event) => {
              retry(labels.retryFailed, failed, event)
            }}
          />
          <ActionButton
            label={labels.retryStopped}
            hint={retryStoppedText(stopped)}
            isAbsent={stopped.length === 0 || failed.length > 0}
            isMeant={isMeant}
            act={(event) => {
              retry(labels.retryStopped, stopped, event)
            }}
          />
        </div>
        <ActionButton
          label={labels.stopAll}
          hint={stopAllText(underWay)}
          isAbsent={underWay.length === 0}
          isMeant={isMeant}
          act={() => {
            engine.stopAll()
          }}
        />
      </div>
      {asked.value !== null && question.asked.value !== null && (
        <CostConfirmation
          asked={question.asked.value}
          label={asked.value.label}
          onConfirm={(event) => {
            if (!orderGuard.admits(pressOf(event, 'retry'))) return
            question.withdraw()
            begin(wanted.value)
          }}
          onCancel={question.withdraw}
        />
      )}
      <ul
        id="tasks"
        class={`${layout.scrolls} ${layout.fill} ${css.list}`}
        aria-label={labels.tasks}
        tabIndex={0}
      >
        {jobs.map((job) => (
          <TaskItem
            key={job.plan.id}
            job={job}
            time={isSettled(job) || job.sentAt === null ? 0 : time}
            guard={guard}
            onRetry={retryOne}
          />
        ))}
      </ul>
    </section>
  )
}

/** Those that were asked about, as long as they can be taken up again. */
function jobsOf(asked: Asked | null, jobs: readonly Job[]): readonly Job[] {
  return jobs.filter(
    ({ plan, state }) =>
      asked?.jobs.includes(plan.id) === true &&
      (state.name === 'failed' || state.name === 'stopped'),
  )
}

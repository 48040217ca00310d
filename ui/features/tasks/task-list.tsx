import { useCallback, useRef, useState } from 'preact/hooks'
import type { JobId } from '../../../contract/model/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import { isSettled, type Job } from '../../engine/jobs/job.ts'
import { resumedText, retryFailedText, retryStoppedText, slowedText, stopAllText } from './text.ts'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import { ConfirmationBox } from '../order-bar/cost-confirmation.tsx'
import { Costs } from './cost-summary.tsx'
import { failedAmong } from './failed-jobs.ts'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import {
  betweenOrders,
  betweenPresses,
  createPressGuard,
  pressOf,
} from '../../components/widgets/press-guard.ts'
import { TaskItem } from './task-item.tsx'
import css from './task-list.module.css'
import { useConfirmation } from '../order-bar/use-cost-confirmation.ts'
import { useNow } from '../../components/widgets/use-now.ts'
import { labels } from '../../text/labels.ts'
import type { Spending } from '../../../contract/model/stored/spending.ts'
import { retryCost } from '../../engine/jobs/retry-cost.ts'

interface Props {
  readonly engine: Engine
  readonly jobs: readonly Job[]
  /** Until when, on the clock that only goes forward, the API asked for a pause; null while it hasn't. */
  readonly slowedUntil: number | null
  /** How many unfinished pictures were just taken up again. */
  readonly resumed: number
  /** What this month has cost. */
  readonly spending: Spending
  /** When the prices were true: "2026-11-01". */
  readonly pricesOf: string
  /** US dollars; what costs more to take up again is asked about first. */
  readonly limit: number
  readonly clock: Clock
  readonly onShow: (job: Job) => void
}

/** What the person is asked about: which jobs, and by which button. */
interface Asked {
  readonly label: string
  readonly jobs: readonly JobId[]
}

/** Every job of this window, newest run on top. It keeps its height, whatever becomes of them. */
export function Tasks(props: Props) {
  const { engine, jobs, slowedUntil, resumed, spending, pricesOf, limit, clock, onShow } = props
  const [guard] = useState(() => createPressGuard(betweenPresses))
  const isMeant = (event: MouseEvent) => guard.admits(pressOf(event, 'all'))
  const [orderGuard] = useState(() => createPressGuard(betweenOrders))
  const [asked, setAsked] = useState<Asked | null>(null)
  const wanted = jobs.filter(
    ({ plan, state }) =>
      asked?.jobs.includes(plan.id) === true &&
      (state.name === 'failed' || state.name === 'stopped'),
  )
  const question = useConfirmation(limit, asked === null ? null : retryCost(wanted))
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
    setAsked({ label, jobs: some.map(({ plan }) => plan.id) })
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
    <section class={css.tasks}>
      <div
        class={css.head}
        onMouseDown={(event) => {
          // The room of a button that has gone takes no focus from where it went.
          if (!(event.target instanceof HTMLButtonElement)) event.preventDefault()
        }}
      >
        <h2 class={css.title}>{labels.tasks}</h2>
        <span class={css.pause} title={news === '' ? undefined : news}>
          {news === '' ? <Costs jobs={jobs} spending={spending} pricesOf={pricesOf} /> : news}
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
      {asked !== null && question.asked !== null && (
        <ConfirmationBox
          asked={question.asked}
          label={asked.label}
          limit={limit}
          onConfirm={(event) => {
            if (!orderGuard.admits(pressOf(event, 'retry'))) return
            question.withdraw()
            begin(wanted)
          }}
          onCancel={question.withdraw}
        />
      )}
      <ul id="tasks" class={css.list} aria-label={labels.tasks} tabIndex={0}>
        {jobs.map((job) => (
          <TaskItem
            key={job.plan.id}
            job={job}
            engine={engine}
            time={isSettled(job) || job.sentAt === null ? 0 : time}
            clock={clock}
            guard={guard}
            onRetry={retryOne}
            onShow={onShow}
            onLeave={moveFocusToFallback}
          />
        ))}
      </ul>
    </section>
  )
}

import { useState } from 'preact/hooks'
import type { Spending } from '../../plugin/protocol/messages.ts'
import type { Clock } from '../clock.ts'
import type { Engine } from '../run/engine-contract.ts'
import { type Job, isSettled } from '../run/job.ts'
import {
  labels,
  resumedText,
  retryFailedText,
  retryStoppedText,
  slowedText,
  stopAllText,
} from '../text.ts'
import { ActionButton } from './action-button.tsx'
import { Costs } from './costs.tsx'
import { failedAmong } from './failed-jobs.ts'
import { passFocusOn } from './focus.ts'
import { betweenPresses, createPressGuard, pressOf } from './press-guard.ts'
import { TaskItem } from './task-item.tsx'
import css from './tasks.module.css'
import { useNow } from './use-now.ts'

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
  readonly clock: Clock
  readonly onShow: (job: Job) => void
}

/** Every job of this window, newest run on top. It keeps its height, whatever becomes of them. */
export function Tasks(props: Props) {
  const { engine, jobs, slowedUntil, resumed, spending, pricesOf, clock, onShow } = props
  const [guard] = useState(() => createPressGuard(betweenPresses))
  const isMeant = (event: MouseEvent) => guard.admits(pressOf(event, 'all'))
  const underWay = jobs.filter((job) => !isSettled(job))
  const failed = failedAmong(jobs)
  const stopped = jobs.filter(({ state }) => state.name === 'stopped')
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
            act={() => {
              engine.retryFailed()
            }}
          />
          <ActionButton
            label={labels.retryStopped}
            hint={retryStoppedText(stopped)}
            isAbsent={stopped.length === 0 || failed.length > 0}
            isMeant={isMeant}
            act={() => {
              for (const { plan } of stopped) engine.retry(plan.id)
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
      <ul id="tasks" class={css.list} aria-label={labels.tasks} tabIndex={0}>
        {jobs.map((job) => (
          <TaskItem
            key={job.plan.id}
            job={job}
            engine={engine}
            time={isSettled(job) || job.sentAt === null ? 0 : time}
            clock={clock}
            guard={guard}
            onShow={onShow}
            onLeave={passFocusOn}
          />
        ))}
      </ul>
    </section>
  )
}

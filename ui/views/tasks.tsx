import { useRef } from 'preact/hooks'
import type { Engine } from '../run/engine-contract.ts'
import { type Job, isSettled } from '../run/job.ts'
import { labels, resumedText, retryFailedText, slowedText, stopAllText } from '../text.ts'
import { ActionButton } from './action-button.tsx'
import { failedAmong } from './failed-jobs.ts'
import { TaskItem } from './task-item.tsx'
import css from './tasks.module.css'
import { useNow } from './use-now.ts'

interface Props {
  readonly engine: Engine
  readonly jobs: readonly Job[]
  /** Until when the API asked for a pause; null while it hasn't. */
  readonly slowedUntil: number | null
  /** How many unfinished pictures were just taken up again. */
  readonly resumed: number
  readonly now: () => number
  readonly onShow: (job: Job) => void
}

/** Every job of this window, newest run on top. It keeps its height, whatever becomes of them. */
export function Tasks({ engine, jobs, slowedUntil, resumed, now, onShow }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const underWay = jobs.filter((job) => !isSettled(job))
  const failed = failedAmong(jobs)
  const time = useNow(now, underWay.length > 0)
  const slowed = slowedUntil !== null && slowedUntil > time ? slowedText(slowedUntil - time) : ''
  const news = slowed || (resumed > 0 ? resumedText(resumed) : '')
  return (
    <section class={css.tasks}>
      <div class={css.head}>
        <h2 class={css.title}>{labels.tasks}</h2>
        <span class={css.pause} title={news}>
          {news}
        </span>
        {failed.length > 0 && (
          <ActionButton
            label={labels.retryFailed}
            hint={retryFailedText(failed)}
            act={() => {
              engine.retryFailed()
            }}
          />
        )}
        {underWay.length > 0 && (
          <ActionButton
            label={labels.stopAll}
            hint={stopAllText(underWay)}
            act={() => {
              engine.stopAll()
            }}
          />
        )}
      </div>
      <ul ref={list} class={css.list} aria-label={labels.tasks} tabIndex={0}>
        {jobs.map((job) => (
          <TaskItem
            key={job.plan.id}
            job={job}
            engine={engine}
            time={isSettled(job) || job.sentAt === null ? 0 : time}
            onShow={onShow}
            onLeave={() => list.current?.focus()}
          />
        ))}
      </ul>
    </section>
  )
}

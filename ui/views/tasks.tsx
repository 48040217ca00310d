import type { Engine } from '../run/engine-contract.ts'
import { type Job, isSettled } from '../run/job.ts'
import { labels, slowedText } from '../text.ts'
import common from './common.module.css'
import { TaskItem } from './task-item.tsx'
import css from './tasks.module.css'
import { useNow } from './use-now.ts'

interface Props {
  readonly engine: Engine
  readonly jobs: readonly Job[]
  /** Until when the API asked for a pause; null while it hasn't. */
  readonly slowedUntil: number | null
  readonly now: () => number
  readonly onShow: (job: Job) => void
}

/** Every job of this session, newest run on top. It keeps its height, whatever becomes of them. */
export function Tasks({ engine, jobs, slowedUntil, now, onShow }: Props) {
  const running = jobs.some((job) => !isSettled(job))
  const time = useNow(now, running)
  return (
    <section class={css.tasks}>
      <div class={css.head}>
        <h2 class={css.title}>{labels.tasks}</h2>
        <span class={css.pause}>
          {slowedUntil !== null && slowedUntil > time && slowedText(slowedUntil - time)}
        </span>
        {jobs.some((job) => job.state.name === 'failed') && (
          <button
            type="button"
            class={common.action}
            onClick={() => {
              engine.retryFailed()
            }}
          >
            {labels.retryFailed}
          </button>
        )}
        {running && (
          <button
            type="button"
            class={common.action}
            title={labels.stopHint}
            onClick={() => {
              engine.stopAll()
            }}
          >
            {labels.stopAll}
          </button>
        )}
      </div>
      <ul class={css.list} aria-label={labels.tasks} tabIndex={0}>
        {jobs.map((job) => (
          <TaskItem key={job.plan.id} job={job} engine={engine} time={time} onShow={onShow} />
        ))}
      </ul>
    </section>
  )
}

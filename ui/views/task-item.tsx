import type { Engine } from '../run/engine-contract.ts'
import { type Job, isSettled } from '../run/job.ts'
import {
  elapsedText,
  failureText,
  labels,
  referenceText,
  remedyText,
  stateWords,
  stoppedText,
  targetText,
} from '../text.ts'
import common from './common.module.css'
import css from './tasks.module.css'

interface Props {
  readonly job: Job
  readonly engine: Engine
  readonly time: number
  readonly onShow: (job: Job) => void
}

/** One picture wanted: whose, which, how far; and what can be done about it. */
export function TaskItem({ job, engine, time, onShow }: Props) {
  const { plan, state } = job
  const nameId = `task-${plan.id}`
  return (
    <li class={css.item}>
      <div class={css.line}>
        <span id={nameId} class={css.name}>
          <span class={css.source}>{plan.source.name}</span>
          <span class={css.target}>· {targetText(plan.target)}</span>
        </span>
        <span class={css.state} data-state={state.name}>
          {stateWords[state.name]}
        </span>
        <span class={css.elapsed}>
          {!isSettled(job) && job.sentAt !== null && elapsedText(time - job.sentAt)}
        </span>
        <span class={css.actions} role="group" aria-labelledby={nameId}>
          <Action job={job} engine={engine} onShow={onShow} />
        </span>
      </div>
      <Note job={job} />
    </li>
  )
}

/** The one thing that can be done about a job as it stands. */
function Action({ job, engine, onShow }: Omit<Props, 'time'>) {
  const { plan, state } = job
  if (state.name === 'done') {
    return (
      <ActionButton
        label={labels.show}
        act={() => {
          onShow(job)
        }}
      />
    )
  }
  if (state.name === 'failed' || state.name === 'stopped') {
    return (
      <ActionButton
        label={labels.retry}
        hint={state.name === 'failed' ? remedyText(state.failure.remedy, job) : undefined}
        act={() => {
          engine.retry(plan.id)
        }}
      />
    )
  }
  return (
    <ActionButton
      label={labels.stop}
      hint={labels.stopHint}
      act={() => {
        engine.stop(plan.id)
      }}
    />
  )
}

interface ActionButtonProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly act: () => void
}

function ActionButton({ label, hint, act }: ActionButtonProps) {
  return (
    <button type="button" class={common.action} title={hint} onClick={act}>
      {label}
    </button>
  )
}

/** What went wrong, or is not quite as ordered. */
function Note({ job }: { job: Job }) {
  const { state } = job
  if (state.name === 'failed') {
    const reference = referenceText(state.failure)
    return (
      <p class={css.note}>
        {failureText(state.failure, job)}
        {reference !== null && <span class={css.reference}> {reference}</span>}
      </p>
    )
  }
  if (state.name === 'stopped') {
    return <p class={css.note}>{stoppedText(job)}</p>
  }
  return job.remark === null ? null : <p class={css.note}>{job.remark}</p>
}

import { Component } from 'preact'
import { useState } from 'preact/hooks'
import type { Clock } from '../../lib/clock.ts'
import type { Engine } from '../../engine/engine.ts'
import { isSettled, type Job } from '../../engine/jobs/job.ts'
import { discardQuestion, discardText, stateWords, stopText } from './text.ts'
import { targetsText } from '../../text/terms.ts'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import { DiscardAction } from './discard-button.tsx'
import { canDiscard } from './can-discard.ts'
import { Elapsed } from './elapsed.tsx'
import { type PressGuard, pressOf } from '../../components/widgets/press-guard.ts'
import css from './task-list.module.css'
import { labels } from '../../text/labels.ts'
import {
  failureText,
  goOnText,
  remedyText,
  stoppedText,
  supportText,
} from '../../engine/failures/text.ts'

interface Props {
  readonly job: Job
  readonly engine: Engine
  /** Now, on the clock that only goes forward, for one that is under way; always the same for others. */
  readonly time: number
  readonly clock: Clock
  /** One for all rows. */
  readonly guard: PressGuard
  readonly onRetry: (job: Job, event: MouseEvent) => void
  readonly onShow: (job: Job) => void
  /** The item is about to go, and the focus with it. */
  readonly onLeave: () => void
}

/**
 * One picture wanted: whose, which, how far; and what can be done about it. Hundreds may be there, and
 * every change of one draws the list: the others are left as they are.
 */
export class TaskItem extends Component<Props> {
  override shouldComponentUpdate(next: Readonly<Props>): boolean {
    return next.job !== this.props.job || next.time !== this.props.time
  }

  override render() {
    return <Row {...this.props} />
  }
}

function Row({ job, engine, time, clock, guard, onRetry, onShow, onLeave }: Props) {
  const [isAsked, setIsAsked] = useState(false)
  const { plan, state } = job
  const nameId = `task-${plan.id}`
  const isAsking = isAsked && canDiscard(job)
  const isMeant = (event: MouseEvent) => guard.admits(pressOf(event, plan.id))

  function discard() {
    onLeave()
    engine.discard(plan.id)
  }

  return (
    <li>
      <div class={css.line}>
        <span id={nameId} class={css.name}>
          <span class={css.source}>{plan.source.name}</span>
          <span class={css.target} title={targetsText(plan.parts)}>
            · {targetsText(plan.parts)}
          </span>
        </span>
        <span class={css.state} data-state={state.name}>
          {stateWords[state.name]}
        </span>
        {!isSettled(job) && <Elapsed since={job.sentAt} time={time} clock={clock} />}
        <span class={css.actions} role="group" aria-labelledby={nameId}>
          {!isAsking && (
            <Action job={job} engine={engine} isMeant={isMeant} onRetry={onRetry} onShow={onShow} />
          )}
          {canDiscard(job) && (
            <DiscardAction
              isAsked={isAsking}
              hint={discardText(job)}
              isMeant={isMeant}
              onDiscard={discard}
              onAsk={(asked) => {
                // What was never sent has cost nothing: nothing is lost with it.
                if (asked && job.submission === 'unsent') discard()
                else setIsAsked(asked)
              }}
            />
          )}
        </span>
      </div>
      {isAsking ? <p class={css.note}>{discardQuestion(job)}</p> : <Note job={job} />}
    </li>
  )
}

interface ActionProps extends Pick<Props, 'job' | 'engine' | 'onRetry' | 'onShow'> {
  readonly isMeant: (event: MouseEvent) => boolean
}

/** What brings a job on, or shows what has come of it. */
function Action({ job, engine, isMeant, onRetry, onShow }: ActionProps) {
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
    const remedy = state.name === 'failed' ? state.failure.remedy : null
    return (
      <ActionButton
        label={remedy === 'new-frame' ? labels.placeAgain : labels.retry}
        hint={remedy === null ? goOnText(job) : remedyText(remedy, job)}
        isMeant={isMeant}
        act={(event) => {
          onRetry(job, event)
        }}
      />
    )
  }
  return (
    <ActionButton
      label={labels.stop}
      hint={stopText(job)}
      isMeant={isMeant}
      act={() => {
        engine.stop(plan.id)
      }}
    />
  )
}

/** What went wrong, or is not quite as ordered. */
function Note({ job }: { job: Job }) {
  const { state } = job
  if (state.name === 'failed') {
    const support = supportText(state.failure)
    return (
      <>
        <p class={css.note}>{failureText(state.failure, job)}</p>
        {support !== null && (
          <details class={css.support}>
            <summary>{labels.details}</summary>
            {support}
          </details>
        )}
      </>
    )
  }
  if (state.name === 'stopped') {
    return <p class={css.note}>{stoppedText(job)}</p>
  }
  return job.remark === null ? null : <p class={css.note}>{job.remark}</p>
}

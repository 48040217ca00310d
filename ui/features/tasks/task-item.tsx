import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import { useAppState } from '../../state/app-state.ts'
import type { Thumbnails } from '../../state/pictures.ts'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { framesOf, isAway, isSettled, type Job, type JobState } from '../../engine/jobs/job.ts'
import {
  discardQuestion,
  discardText,
  stateWords,
  stopText,
  undoneWord,
  taskLabels,
} from './text.ts'
import { targetsText } from '../../formats/terms.ts'
import { LinkedText } from '../../components/widgets/linked-text.tsx'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import { DiscardAction } from './discard-button.tsx'
import { canDiscard } from '../../engine/jobs/can-discard.ts'
import { Elapsed } from './elapsed.tsx'
import { type PressGuard, pressOf } from '../../components/widgets/press-guard.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './task-list.module.css'
import { labels } from '../../formats/labels.ts'
import {
  failureText,
  goOnText,
  remedyText,
  stoppedText,
  supportText,
} from '../../engine/failures/text.ts'

interface Props {
  readonly job: Job
  /** Now, on the clock that only goes forward; always the same for jobs that are not under way. */
  readonly time: number
  readonly pictures: Thumbnails
  /** One for all rows. */
  readonly guard: PressGuard
  readonly onRetry: (job: Job, event: MouseEvent) => void
  /** Shown above the item: the head of its group. */
  readonly children: ComponentChildren
}

/**
 * One job: its source, targets, progress and actions. There may be hundreds, and every change of one draws
 * the list. Because this component reads a signal, the unchanged items are not drawn again.
 */
export function TaskItem({ job, time, pictures, guard, onRetry, children }: Props) {
  const { engine, clock } = useAppState()
  /** The state that the question was asked in: a job that goes on, or fails again, is not asked about. */
  const askedIn = useSignal<JobState | null>(null)
  const { plan, state } = job
  const nameId = `task-${plan.id}`
  const isAsking = askedIn.value === state && canDiscard(job)
  const isOver = state.name === 'failed'
  const isMeant = (event: MouseEvent) => guard.admits(pressOf(event, plan.id))

  function discard() {
    // The item is about to disappear with the focus in it.
    moveFocusToFallback()
    engine.discard(plan.id)
  }

  return (
    <li>
      {children}
      <div class={`${layout.listRow} ${common.figures} ${css.line}`}>
        <span id={nameId} class={css.name}>
          {/* The space is kept before the picture is there, so that the name does not move. */}
          {state.name === 'done' ? (
            <SmallPicture of={framesOf(job)[0] ?? null} from={pictures} class={css.picture} />
          ) : (
            <span class={css.picture} />
          )}
          {/* The head of the group shows the name. */}
          <span class={common.visuallyHidden}>{plan.source.name} · </span>
          <span class={common.ellipsis} title={targetsText(plan.parts)} dir="auto">
            {targetsText(plan.parts)}
          </span>
        </span>
        {!isSettled(job) && <Elapsed since={job.sentAt} time={time} clock={clock} />}
        <span
          class={`${layout.row} ${layout.gap6} ${css.state}`}
          data-state={isAway(job) ? 'stopped' : state.name}
        >
          {isAway(job) ? undoneWord : stateWords[state.name]}
        </span>
        <span class={css.actions} role="group" aria-labelledby={nameId}>
          {!isAsking && <Action job={job} isMeant={isMeant} onRetry={onRetry} />}
          {canDiscard(job) && (
            <DiscardAction
              isAsked={isAsking}
              hint={discardText(job, isOver)}
              isMeant={isMeant}
              onDiscard={discard}
              onAsk={(asked) => {
                // A job that was never sent has cost nothing, so there is nothing to ask.
                if (asked && job.submission.state === 'unsent') discard()
                else askedIn.value = asked ? state : null
              }}
            />
          )}
        </span>
      </div>
      {isAsking ? (
        <p class={`${common.note} ${css.note}`}>{discardQuestion(job, isOver)}</p>
      ) : (
        <Note job={job} />
      )}
    </li>
  )
}

interface ActionProps extends Pick<Props, 'job' | 'onRetry'> {
  readonly isMeant: (event: MouseEvent) => boolean
}

/** The button that continues a job, or shows its result. */
function Action({ job, isMeant, onRetry }: ActionProps) {
  const { engine, relay, actions } = useAppState()
  const { plan, state } = job
  if (state.name === 'done') {
    return (
      <ActionButton
        label={labels.show}
        act={() => {
          actions.show(framesOf(job), () => {
            engine.look(plan.id)
          })
        }}
      />
    )
  }
  if (state.name === 'failed' || state.name === 'stopped') {
    const remedy = state.name === 'failed' ? state.failure.remedy : null
    return (
      <ActionButton
        label={remedy === 'new-frame' ? labels.placeAgain : taskLabels.retry}
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
      label={taskLabels.stop}
      hint={stopText(job, state.name === 'queued' && relay.value !== null)}
      isMeant={isMeant}
      act={() => {
        engine.stop(plan.id)
      }}
    />
  )
}

/** What went wrong, or is not quite as ordered. */
function Note({ job }: { job: Job }) {
  const { navigation } = useAppState()
  const { state } = job
  if (state.name === 'failed') {
    const support = supportText(state.failure)
    return (
      <>
        <p class={`${common.note} ${css.note}`}>
          <LinkedText
            text={failureText(state.failure, job)}
            word={labels.settings}
            act={navigation.toSettings.value}
          />
        </p>
        {support !== null && (
          <details class={`${common.note} ${common.copyable} ${css.support}`}>
            <summary>{labels.details}</summary>
            {support}
          </details>
        )}
      </>
    )
  }
  if (state.name === 'stopped') {
    return <p class={`${common.note} ${css.note}`}>{stoppedText(job)}</p>
  }
  return job.remark === null ? null : <p class={`${common.note} ${css.note}`}>{job.remark}</p>
}

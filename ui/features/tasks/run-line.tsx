import { useSignal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ActionButton } from '../../components/widgets/action-button.tsx'
import common from '../../components/widgets/common.module.css'
import { ChevronIcon } from '../../components/widgets/icons.tsx'
import layout from '../../components/widgets/layout.module.css'
import {
  betweenPresses,
  createPressGuard,
  type PressGuard,
  pressOf,
} from '../../components/widgets/press-guard.ts'
import { useNow } from '../../components/widgets/use-now.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import { canClear } from '../../engine/jobs/can-discard.ts'
import { isAway, isSettled, type Job } from '../../engine/jobs/job.ts'
import { labels } from '../../formats/labels.ts'
import { useAppState } from '../../state/app-state.ts'
import { CostConfirmation } from '../order-bar/cost-confirmation.tsx'
import { type FailedJob, retriedTogether } from './failed-jobs.ts'
import { doneFrames, followRuns, readyOf } from './follow-runs.ts'
import css from './run-line.module.css'
import { tallyOf } from './run-tally.ts'
import { TaskList } from './task-list.tsx'
import {
  mayCloseText,
  type Ready,
  progressText,
  resumedText,
  retryFailedText,
  retryStoppedText,
  slowedText,
  stopAllText,
  taskLabels,
} from './text.ts'
import { timeLeft } from './time-left.ts'
import { useRetry } from './use-retry.ts'

/** All runs in one line, which opens into the list of their pictures. */
export function RunLine() {
  const { plugin, jobs } = useAppState()
  useEffect(() => followRuns({ plugin, jobs }), [plugin, jobs])
  return jobs.list.value.length > 0 ? <Line /> : null
}

function Line() {
  const { engine, jobs: state, relay } = useAppState()
  const isOpen = useSignal(false)
  const [guard] = useState(() => createPressGuard(betweenPresses))
  const isMeant = (event: MouseEvent) => guard.admits(pressOf(event, 'all'))
  const { retry, retryOne, question, confirm, withdraw } = useRetry()
  const jobs = state.list.value
  const underWay = jobs.filter((job) => !isSettled(job))
  const counted = state.counted.value
  const failed = retriedTogether(jobs, counted)
  const stopped = jobs.filter((job) => job.state.name === 'stopped')
  const isQueued = ({ state: { name } }: Job) => name === 'queued' && relay.value !== null
  const ready = underWay.length > 0 ? [] : doneFrames(counted)
  return (
    <section class={`${layout.column} ${css.run}`} aria-label={taskLabels.run}>
      {/* Above the line, so that the line stays in place when the sentence goes. */}
      {relay.value?.queue.paused === null && liesElsewhere(underWay) && (
        <p class={`${common.hint} ${css.aside}`}>{mayCloseText}</p>
      )}
      <div
        class={`${layout.row} ${layout.gap4} ${css.line}`}
        onMouseDown={(event) => {
          // A press on the space of an absent button takes no focus from the button that got it.
          const { target } = event
          if (target instanceof Element && target.closest('button') === null) event.preventDefault()
        }}
      >
        <button
          type="button"
          id="run-toggle"
          class={`${layout.row} ${layout.gap4} ${layout.grow} ${common.figures} ${css.toggle}`}
          aria-expanded={isOpen.value}
          aria-controls={isOpen.value ? 'run-list' : undefined}
          onClick={() => {
            isOpen.value = !isOpen.value
          }}
        >
          <ChevronIcon turn={isOpen.value ? 'down' : 'up'} />
          <span class={common.visuallyHidden}>{taskLabels.pictures}</span>{' '}
          <Progress jobs={jobs} ready={ready.length > 0 ? readyOf(counted) : null} />
        </button>
        {underWay.length + failed.length + stopped.length > 0 && (
          <RetryActions failed={failed} stopped={stopped} isMeant={isMeant} onRetry={retry} />
        )}
        {/* One place for both: the button that goes passes its focus on. */}
        <div class={css.place}>
          <ActionButton
            label={taskLabels.stopAll}
            hint={stopAllText(
              underWay.filter((job) => !isQueued(job)),
              underWay.filter(isQueued).length,
            )}
            isAbsent={underWay.length === 0}
            isMeant={isMeant}
            act={() => {
              engine.stopAll()
            }}
          />
          {underWay.length === 0 && <EndActions ready={ready} jobs={jobs} guard={guard} />}
        </div>
      </div>
      {question !== null && (
        <CostConfirmation
          asked={question.asked}
          label={question.label}
          onConfirm={confirm}
          onCancel={withdraw}
        />
      )}
      {isOpen.value && <TaskList id="run-list" guard={guard} onRetry={retryOne} />}
    </section>
  )
}

/** Whether all jobs have their tasks, so that none waits for this window. */
function liesElsewhere(jobs: readonly Job[]): boolean {
  return jobs.length > 0 && jobs.every(({ submission }) => submission.state === 'created')
}

interface ProgressProps {
  readonly jobs: readonly Job[]
  /** What the runs have made; null while one is under way. */
  readonly ready: Ready | null
}

/** The progress of the runs and the time left, or what holds them back. The hint has the whole text. */
function Progress(props: ProgressProps) {
  const text = useProgress(props)
  return (
    <span class={common.ellipsis} title={text}>
      {text}
    </span>
  )
}

function useProgress({ jobs, ready }: ProgressProps): string {
  const { engine, jobs: state, settings, relay, clock } = useAppState()
  const slowedUntil = state.slowedUntil.value
  const resumed = state.resumed.value
  const isUnderWay = jobs.some((job) => !isSettled(job))
  const time = useNow(clock, isUnderWay)
  const isPaused = state.run.value.notice?.kind === 'paused'
  if (slowedUntil !== null && slowedUntil > time) return slowedText(slowedUntil - time)
  if (resumed > 0) return resumedText(resumed)
  const tally = tallyOf(state.counted.value)
  if (tally === null) return ''
  const { tasksAtOnce } = settings.current.value
  const left = timeLeft(
    jobs,
    engine.typicalDuration(),
    tasksAtOnce,
    time,
    clock,
    relay.value !== null,
  )
  return progressText(tally, ready, isPaused ? null : left)
}

interface RetryProps {
  readonly failed: readonly FailedJob[]
  readonly stopped: readonly Job[]
  readonly isMeant: (event: MouseEvent) => boolean
  readonly onRetry: ReturnType<typeof useRetry>['retry']
}

/**
 * Retries failed jobs or, if none has failed, stopped ones. Both buttons share one place, and once one was
 * there each keeps its space, so that no other button slides under the pointer.
 */
function RetryActions({ failed, stopped, isMeant, onRetry }: RetryProps) {
  const wasThere = useRef(false)
  const isUndone = failed.length > 0 && failed.every(isAway)
  const label = isUndone ? labels.placeAgain : taskLabels.retryFailed
  wasThere.current ||= failed.length + stopped.length > 0
  return (
    <div class={wasThere.current ? css.place : css.nothing}>
      <ActionButton
        label={label}
        hint={retryFailedText(failed)}
        isAbsent={failed.length === 0}
        isMeant={isMeant}
        act={(event) => {
          onRetry(label, failed, event)
        }}
      />
      <ActionButton
        label={taskLabels.retryStopped}
        hint={retryStoppedText(stopped)}
        isAbsent={stopped.length === 0 || failed.length > 0}
        isMeant={isMeant}
        act={(event) => {
          onRetry(taskLabels.retryStopped, stopped, event)
        }}
      />
    </div>
  )
}

interface EndProps {
  readonly ready: readonly NodeId[]
  readonly jobs: readonly Job[]
  readonly guard: PressGuard
}

/** What can be done with the variants, and with the rows, of runs that have ended. */
function EndActions({ ready, jobs, guard }: EndProps) {
  const { engine, actions } = useAppState()
  return (
    <div class={layout.row}>
      {ready.length > 0 && (
        <ActionButton
          label={taskLabels.selectAll}
          act={() => {
            actions.show(ready)
          }}
        />
      )}
      <ActionButton
        label={taskLabels.clear}
        hint={taskLabels.clearHint}
        isAbsent={!jobs.some(canClear)}
        isMeant={(event) => guard.admits(pressOf(event, 'clear'))}
        act={() => {
          engine.clear()
          // The pressed button is gone once that is drawn; the list, too, if nothing is left.
          requestAnimationFrame(() => {
            if (document.activeElement === document.body) moveFocusToFallback()
          })
        }}
      />
    </div>
  )
}

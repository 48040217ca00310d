import { useAppState } from '../state/app-state.ts'
import { isAway, type Job } from '../engine/jobs/job.ts'
import { failedJobText } from '../features/tasks/text.ts'
import { targetsText } from '../formats/terms.ts'
import css from './alert.module.css'
import common from '../components/widgets/common.module.css'
import layout from '../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../components/widgets/move-focus.ts'
import { pauseOf } from '../features/tasks/pause-notice.ts'
import { LinkedText } from '../components/widgets/linked-text.tsx'
import { ActionButton } from '../components/widgets/action-button.tsx'
import { join } from '../formats/format.ts'
import { labels } from '../formats/labels.ts'
import { failureText } from '../engine/failures/text.ts'
import { callProblems } from '../state/text.ts'

/**
 * Shows why the run is paused, and what failed outside of a run. A job's failure is shown at the job;
 * here it is only announced.
 */
export function Alert() {
  const { engine, jobs: state, relay, settings, feedback, actions, navigation } = useAppState()
  const { notice, jobs } = state.run.value
  const problem = feedback.problem.value
  const pause = pauseOf(notice, jobs, relay.value?.queue.paused ?? null, settings.hasKey.value)
  // What was refused to the designer is said while a run is paused, too.
  const seen = join(pause?.text ?? null, problem && callProblems[problem]) || null
  const way = pause === null ? 'dismiss' : pause.way
  return (
    <div
      class={seen === null ? common.visuallyHidden : `${layout.row} ${layout.gap8} ${css.banner}`}
    >
      <div role="alert" class={`${css.words} ${common.breaks} ${common.copyable}`}>
        {seen === null ? (
          lastFailure(jobs)
        ) : (
          <LinkedText text={seen} word={labels.settings} act={navigation.toSettings.value} />
        )}
      </div>
      {pause?.isOutOfBalance === true && (
        <ActionButton
          label={labels.topUp}
          act={() => {
            actions.openLink('billing')
          }}
        />
      )}
      {seen !== null && way !== null && (
        <ActionButton
          label={way === 'go-on' ? labels.goOn : labels.dismiss}
          act={() => {
            if (pause === null) feedback.report(null)
            else engine.resume()
            moveFocusToFallback()
          }}
        />
      )}
    </div>
  )
}

function lastFailure(jobs: readonly Job[]): string | null {
  let last: Job | null = null
  for (const job of jobs) {
    // A picture that was placed and undone counts as no longer done, not as failed.
    if (isAway(job)) continue
    if (job.state.name === 'failed' && (job.endedAt ?? 0) >= (last?.endedAt ?? 0)) last = job
  }
  if (last?.state.name !== 'failed') return null
  const { source, parts } = last.plan
  const sentence = failureText(last.state.failure, last)
  return failedJobText(source.name, targetsText(parts), sentence)
}

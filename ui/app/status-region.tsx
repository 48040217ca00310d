import { useEffect, useRef } from 'preact/hooks'
import common from '../components/widgets/common.module.css'
import { useNow } from '../components/widgets/use-now.ts'
import { tallyOf } from '../features/tasks/run-tally.ts'
import { pauseText, resumedText, tallyText } from '../features/tasks/text.ts'
import { useAppState } from '../state/app-state.ts'

/** Announces the progress of the runs to screen readers. */
export function StatusRegion() {
  const { jobs, feedback, clock } = useAppState()
  const slowedUntil = jobs.slowedUntil.value
  const resumed = jobs.resumed.value
  const tally = tallyOf(jobs.counted.value)
  const progress = tally === null ? '' : tallyText(tally)
  const done = tally?.done ?? 0
  const lastDone = useRef(done)
  useEffect(() => {
    // Announced once, not with each change. If `done` falls, the announcement may be about that.
    if (done >= lastDone.current) feedback.announce('')
    lastDone.current = done
  }, [progress])
  const time = useNow(clock, slowedUntil !== null)
  const parts = [
    feedback.announcement.value,
    resumed > 0 ? resumedText(resumed) : '',
    slowedUntil !== null && slowedUntil > time ? pauseText : '',
    progress,
  ]
  return (
    <div role="status" class={common.visuallyHidden}>
      {parts.filter((part) => part !== '').join(' ')}
    </div>
  )
}

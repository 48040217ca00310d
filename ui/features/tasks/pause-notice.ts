import type { Notice } from '../../engine/engine.ts'
import { type Job, isSettled } from '../../engine/jobs/job.ts'
import { type PausedJobs, pauseNoticeText } from './text.ts'

/** What the window says during a pause. */
interface PauseNotice {
  readonly text: string
  /** What its button does; null if it would do nothing. */
  readonly way: 'go-on' | 'dismiss' | null
  readonly isOutOfBalance: boolean
}

/** The notice of a pause, which may outlast the jobs that it held back. */
export function pauseOf(notice: Notice | null, jobs: readonly Job[]): PauseNotice | null {
  if (notice?.kind !== 'paused') return null
  const { failure } = notice
  const held = heldOf(jobs)
  const isOffline = failure.kind === 'offline'
  // Being offline passes by itself, and no job waits for that.
  if (isOffline && held === 'nothing') return null
  return {
    text: pauseNoticeText(failure, held),
    way: isOffline ? null : held === 'nothing' ? 'dismiss' : 'go-on',
    isOutOfBalance: failure.kind === 'out-of-balance',
  }
}

function heldOf(jobs: readonly Job[]): PausedJobs {
  const waiting = jobs.filter((job) => !isSettled(job))
  if (waiting.length === 0) return 'nothing'
  return waiting.some(({ submission }) => submission.state === 'unsent') ? 'unsent' : 'sent'
}

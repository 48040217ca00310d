import type { Notice } from '../../engine/engine.ts'
import { type Job, isSettled } from '../../engine/jobs/job.ts'
import { noKeyPauseText, type PausedJobs, pauseNoticeText, relayPauseText } from './text.ts'

/** What the window says during a pause. */
interface PauseNotice {
  readonly text: string
  /** What its button does; null if it would do nothing. */
  readonly way: 'go-on' | 'dismiss' | null
  readonly isOutOfBalance: boolean
}

/**
 * The notice of a pause, which may outlast the jobs that it held back.
 *
 * @param relay why a relay sends nothing; its own pause ends by itself
 * @param hasKey whether there is a key: without one, HiAPI's refusal of it says nothing
 */
export function pauseOf(
  notice: Notice | null,
  jobs: readonly Job[],
  relay: string | null,
  hasKey = true,
): PauseNotice | null {
  const held = heldOf(jobs)
  if (notice?.kind !== 'paused') {
    if (relay === null || held === 'nothing') return null
    return { text: relayPauseText(relay), way: null, isOutOfBalance: false }
  }
  const { failure } = notice
  const isOffline = failure.kind === 'offline'
  // Being offline passes by itself, and no job waits for that.
  if (isOffline && held === 'nothing') return null
  const isOutOfBalance = failure.kind === 'out-of-balance'
  // Its members have no account at HiAPI that they could top up.
  const isOfRelay = isOutOfBalance && relay !== null
  const said = isOfRelay ? relayPauseText(relay) : pauseNoticeText(failure, held)
  const isOfKey = failure.kind === 'unauthorised' || failure.kind === 'relay-token'
  return {
    text: isOfKey && !hasKey ? noKeyPauseText : said,
    way: isOffline ? null : held === 'nothing' ? 'dismiss' : 'go-on',
    isOutOfBalance: isOutOfBalance && !isOfRelay,
  }
}

function heldOf(jobs: readonly Job[]): PausedJobs {
  const waiting = jobs.filter((job) => !isSettled(job))
  if (waiting.length === 0) return 'nothing'
  return waiting.some(({ submission }) => submission.state === 'unsent') ? 'unsent' : 'sent'
}

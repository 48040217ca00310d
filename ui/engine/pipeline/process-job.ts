import { type AwaitParts, awaitPicture } from './await-picture.ts'
import { createCreation, type CreationParts } from './create-task.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { isKind } from '../../../contract/hiapi/errors.ts'
import { type DeliveryParts, deliverPicture } from './deliver-picture.ts'
import { failureOf, isPausing } from '../failures/classify-failure.ts'
import { createSlots } from '../../services/relay/slots.ts'
import { isExpired } from '../jobs/recovery-policy.ts'
import type { TaskId } from '../../../contract/model/ids.ts'
import { createConcurrencyLimit } from '../../services/polling/concurrency-limit.ts'
import type { ActiveJob } from '../jobs/active-job.ts'

/** Each download slot holds the bytes of one picture; only one picture at a time is decoded. */
const downloadsAtOnce = 2
/** After this many 429s the job fails, rather than keep the designer waiting. */
const mostRefusals = 12
export interface ProcessParts
  extends Omit<DeliveryParts, 'decoding'>, CreationParts, Omit<AwaitParts, 'clock'> {}

/** Runs one job to its end, starting from its current state. */
export type ProcessJob = (active: ActiveJob) => Promise<void>

export function createProcessJob(parts: ProcessParts): ProcessJob {
  const { clock, updater, pauseGate } = parts
  const create = createCreation(parts)
  const slotsOf = createSlots(clock, parts.settings().tasksAtOnce)
  const downloads = createConcurrencyLimit(clock, { start: downloadsAtOnce, most: downloadsAtOnce })
  const decoding = createConcurrencyLimit(clock, { start: 1, most: 1 })

  /** Runs all steps, and repeats them after every pause. */
  async function processJob(active: ActiveJob): Promise<void> {
    for (;;) {
      try {
        await pauseGate.passed(active.signal)
        await runToCompletion(active)
        return
      } catch (error) {
        if (active.signal.aborted) return
        const failure = failureOf(error, active.job.submission)
        if (!isPausing(failure) || failure.kind === 'picture-blocked') {
          await updater.fail(active, error)
          return
        }
        updater.pause(failure)
        updater.setState(active, 'waiting')
      }
    }
  }

  async function runToCompletion(active: ActiveJob): Promise<void> {
    let release = () => {}
    try {
      const { task, url } = await makePicture(active, (entered) => {
        release = entered
      })
      release()
      release = await downloads.acquire(active.signal)
      const delivered = await deliverPicture(active, task, url, { ...parts, decoding }, () => {
        updater.setState(active, 'placing')
      })
      updater.finish(active, delivered)
    } finally {
      release()
    }
  }

  /** @param onEnter called each time that the job takes a slot, with the function that releases the slot */
  async function makePicture(
    active: ActiveJob,
    onEnter: (release: () => void) => void,
  ): Promise<{ readonly task: TaskId; readonly url: string }> {
    for (let isAgain = false; ; isAgain = true) {
      const { submission } = active.job
      const isKnown = submission.state === 'created'
      const release = isKnown ? slotsOf(await parts.relay.known()).enter() : await send(active)
      onEnter(release)
      active.signal.throwIfAborted()
      const known = active.job.submission
      if (known.state !== 'created') throw new PluginError('internal', 'sent, and no task')
      try {
        return { task: known.task, url: await awaitPicture(active, known.task, known.at, parts) }
      } catch (error) {
        const since = isAgain ? null : await lostSince(active, error)
        if (since === null) throw error
        release()
        active.lose(since)
      }
    }
  }

  /**
   * When a job was first sent, if its relay has lost its tasks. There, the same request under the same key
   * gives the same task, as long as HiAPI knows the key. Null for any other error, if it is too late, or if
   * nobody knows whether it was ordered there: then it would be paid again.
   */
  async function lostSince({ job, account }: ActiveJob, error: unknown): Promise<number | null> {
    if (!isKind(error, 'task-unknown') || job.sentAt === null || account === '') return null
    const isInTime = !isExpired(job.sentAt, clock.now())
    return isInTime && (await parts.relay.known()) !== null ? job.sentAt : null
  }

  /** Sends a job when a slot is free; returns the function that releases the slot. */
  async function send(active: ActiveJob): Promise<() => void> {
    for (let refusals = 0; ; refusals++) {
      updater.setState(active, 'waiting')
      const slots = slotsOf(await parts.relay.known())
      const release = await slots.acquire(active.signal)
      try {
        await pauseGate.passed(active.signal)
        await create(active)
        return release
      } catch (error) {
        release()
        if (!isKind(error, 'rate-limited') || refusals === mostRefusals) throw error
        slots.onRateLimited()
      }
    }
  }

  return processJob
}

import { type AwaitParts, awaitPicture } from './await-picture.ts'
import { createCreation, type CreationParts } from './create-task.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { isKind } from '../../../contract/hiapi/errors.ts'
import { type DeliveryParts, deliverPicture } from './deliver-picture.ts'
import { failureOf, isPausing } from '../failures/classify-failure.ts'
import { carefulStart, createConcurrencyLimit } from '../../services/polling/concurrency-limit.ts'
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
  const slots = createConcurrencyLimit(clock, {
    start: carefulStart,
    most: parts.settings().tasksAtOnce,
  })
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
      if (active.job.submission.state !== 'created') release = await send(active)
      else release = slots.enter()
      active.signal.throwIfAborted()
      const { submission } = active.job
      if (submission.state !== 'created') throw new PluginError('internal', 'sent, and no task')
      const url = await awaitPicture(active, submission.task, submission.at, parts)
      release()
      release = await downloads.acquire(active.signal)
      const delivered = await deliverPicture(
        active,
        submission.task,
        url,
        { ...parts, decoding },
        () => {
          updater.setState(active, 'placing')
        },
      )
      updater.finish(active, delivered)
    } finally {
      release()
    }
  }

  /** Sends a job when there is room for it; returns the function that makes room again. */
  async function send(active: ActiveJob): Promise<() => void> {
    for (let refusals = 0; ; refusals++) {
      updater.setState(active, 'waiting')
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

import { type AwaitParts, awaitPicture } from './await-picture.ts'
import { createCreation, type CreationParts } from './create-task.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { isKind } from '../../services/hiapi/errors.ts'
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
export type ProcessJob = (work: ActiveJob) => Promise<void>

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
  async function processJob(work: ActiveJob): Promise<void> {
    for (;;) {
      try {
        await pauseGate.passed(work.signal)
        await runToCompletion(work)
        return
      } catch (error) {
        if (work.signal.aborted) return
        const failure = failureOf(error, work.job.submission)
        if (!isPausing(failure) || failure.kind === 'picture-blocked') {
          await updater.fail(work, error)
          return
        }
        updater.pause(failure)
        updater.setState(work, 'waiting')
      }
    }
  }

  async function runToCompletion(work: ActiveJob): Promise<void> {
    let release = () => {}
    try {
      if (work.job.submission.state !== 'created') release = await send(work)
      else release = slots.enter()
      work.signal.throwIfAborted()
      const { submission } = work.job
      if (submission.state !== 'created') throw new PluginError('internal', 'sent, and no task')
      const url = await awaitPicture(work, submission.task, submission.at, parts)
      release()
      release = await downloads.acquire(work.signal)
      const delivered = await deliverPicture(
        work,
        submission.task,
        url,
        { ...parts, decoding },
        () => {
          updater.setState(work, 'placing')
        },
      )
      updater.finish(work, delivered)
    } finally {
      release()
    }
  }

  /** Sends a job when there is room for it; returns the function that makes room again. */
  async function send(work: ActiveJob): Promise<() => void> {
    for (let refusals = 0; ; refusals++) {
      updater.setState(work, 'waiting')
      const release = await slots.acquire(work.signal)
      try {
        await pauseGate.passed(work.signal)
        await create(work)
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

import { type AwaitParts, awaitPicture } from './await-picture.ts'
import { createCreation, type CreationParts } from './create-task.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { isKind } from '../../services/hiapi/errors.ts'
import { type ArrivalParts, bringHome } from './deliver-picture.ts'
import { failureOf, isHalting } from '../failures/classify-failure.ts'
import { carefulStart, createSlots } from '../../services/scheduling/concurrency-limit.ts'
import type { Work } from '../jobs/active-job.ts'

/** The bytes of one picture are in memory for each download slot; one of them is decoded at a time. */
const downloadsAtOnce = 2
/** After so many 429s the person is told, rather than kept waiting. */
const mostRefusals = 12
export interface PursuitParts
  extends Omit<ArrivalParts, 'decoding'>, CreationParts, Omit<AwaitParts, 'clock'> {}

/** Takes one job from its variant to its picture, from wherever it stands. */
export type Pursue = (work: Work) => Promise<void>

export function createPursuit(parts: PursuitParts): Pursue {
  const { clock, desk, gate } = parts
  const create = createCreation(parts)
  const slots = createSlots(clock, { start: carefulStart, most: parts.settings().tasksAtOnce })
  const downloads = createSlots(clock, { start: downloadsAtOnce, most: downloadsAtOnce })
  const decoding = createSlots(clock, { start: 1, most: 1 })

  /** The whole way, over and over while something stands in the way of all jobs. */
  async function pursue(work: Work): Promise<void> {
    for (;;) {
      try {
        await gate.passed(work.signal)
        await goHome(work)
        return
      } catch (error) {
        if (work.signal.aborted) return
        const failure = failureOf(error, work.submission)
        if (!isHalting(failure) || failure.kind === 'picture-blocked') {
          await desk.fail(work, error)
          return
        }
        desk.halt(failure)
        desk.enter(work, 'waiting')
      }
    }
  }

  async function goHome(work: Work): Promise<void> {
    let release = () => {}
    try {
      if (work.submission.state !== 'created') release = await send(work)
      else release = slots.enter()
      work.signal.throwIfAborted()
      const { submission } = work
      if (submission.state !== 'created') throw new PluginError('internal', 'sent, and no task')
      const url = await awaitPicture(work, submission.task, submission.at, parts)
      release()
      release = await downloads.acquire(work.signal)
      const arrived = await bringHome(work, submission.task, url, { ...parts, decoding }, () => {
        desk.enter(work, 'placing')
      })
      desk.finish(work, arrived)
    } finally {
      release()
    }
  }

  /** Sends a job when there is room for it; gives back the way to make room again. */
  async function send(work: Work): Promise<() => void> {
    for (let refusals = 0; ; refusals++) {
      desk.enter(work, 'waiting')
      const release = await slots.acquire(work.signal)
      try {
        await gate.passed(work.signal)
        await create(work)
        return release
      } catch (error) {
        release()
        if (!isKind(error, 'rate-limited') || refusals === mostRefusals) throw error
        slots.objected()
      }
    }
  }

  return pursue
}

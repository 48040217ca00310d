import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { JobUpdater } from './job-updates.ts'
import { plain } from '../failures/classify-failure.ts'
import { framesOf, isAway, taskOf } from './job.ts'
import type { ActiveJob } from './active-job.ts'

/** Jobs checked in one message, so that Figma stays responsive in between. */
const mostAtOnce = 20

/** The picture was placed and is not on the canvas: it was undone, or its frame deleted. */
export const undone = plain('undone', 'new-frame')

interface PresenceParts {
  readonly caller: PluginClient
  readonly updater: JobUpdater
  readonly works: () => readonly ActiveJob[]
}

/** Keeps the state of placed jobs true, whatever happens on the canvas. */
interface Presence {
  /** Checks whether the picture of a placed job is still there. */
  readonly look: (work: ActiveJob) => void
}

/** Starts listening to changes of the canvas. */
export function createPresence({ caller, updater, works }: PresenceParts): Presence {
  const waiting = new Set<ActiveJob>()
  let isLooking = false

  caller.on('canvas', ({ nodes, added, removed }) => {
    const changed = new Set(nodes)
    for (const work of works()) {
      const isTouched = framesOf(work.job).some((node) => changed.has(node))
      if (isTouched || (isAway(work.job) ? added : removed)) look(work)
    }
  })

  function look(work: ActiveJob): void {
    const { name } = work.job.state
    // The change may come from the placing itself, or from what directly followed.
    if (name === 'placing')
      void work.processing.then(() => {
        add(work)
      })
    else add(work)
  }

  function add(work: ActiveJob): void {
    if (!wasPlaced(work)) return
    waiting.add(work)
    if (!isLooking) void lookAtAll()
  }

  async function lookAtAll(): Promise<void> {
    isLooking = true
    while (waiting.size > 0) {
      const some = [...waiting].slice(0, mostAtOnce)
      for (const work of some) waiting.delete(work)
      try {
        await lookAt(some)
      } catch (error) {
        console.warn('Whether pictures are on the canvas is not known.', error)
      }
    }
    isLooking = false
  }

  async function lookAt(some: readonly ActiveJob[]): Promise<void> {
    const before = new Map(some.map((work) => [work, work.job]))
    const jobs = some.flatMap(({ job }) => {
      const task = taskOf(job)
      return task === null ? [] : [{ job: job.plan.id, task, nodes: framesOf(job) }]
    })
    const placed = new Set((await caller.call('findPlaced', { jobs })).placed)
    for (const work of some) {
      const { job } = work
      const isThere = placed.has(job.plan.id) || isReplaced(work)
      // Restarted or placed in between: the answer is out of date.
      if (job !== before.get(work)) add(work)
      else if (isAway(job) && isThere)
        updater.finish(work, { picture: job.picture, remark: job.remark })
      else if (!isAway(job) && !isThere) updater.showFailed(work, undone)
    }
  }

  /** Replaced by a later picture in its place, as the designer asked: that is no loss. */
  function isReplaced({ job }: ActiveJob): boolean {
    const frames = framesOf(job)
    return works().some(
      ({ job: { state, plan } }) =>
        state.name === 'done' &&
        plan.id !== job.plan.id &&
        plan.parts.some(({ into }) => into !== null && frames.includes(into)),
    )
  }

  return { look }
}

/** Whether its picture is, or was, on the canvas. */
function wasPlaced({ job }: ActiveJob): boolean {
  return taskOf(job) !== null && (job.state.name === 'done' || isAway(job))
}

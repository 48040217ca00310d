import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { JobUpdater } from './job-updates.ts'
import { takesPlaces } from '../../../contract/model/job-plan.ts'
import { plain } from '../failures/classify-failure.ts'
import { framesOf, isAway, taskOf } from './job.ts'
import type { ActiveJob } from './active-job.ts'

/** Jobs checked in one message, so that Figma stays responsive in between. */
const mostAtOnce = 20

/** The picture was placed and is not on the canvas: it was undone, or its frame deleted. */
export const undone = plain('undone', 'new-frame')

interface PresenceParts {
  readonly plugin: PluginClient
  readonly updater: JobUpdater
  /** The newest run first. */
  readonly activeJobs: () => readonly ActiveJob[]
}

/** Keeps the state of placed jobs true, whatever happens on the canvas. */
export interface Presence {
  /** Checks whether the picture of a placed job is still there. */
  readonly look: (active: ActiveJob) => void
}

/** Starts listening to changes of the canvas. */
export function createPresence({ plugin, updater, activeJobs }: PresenceParts): Presence {
  const waiting = new Set<ActiveJob>()
  let isLooking = false

  plugin.on('canvas', ({ nodes, added, removed }) => {
    const changed = new Set(nodes)
    for (const active of activeJobs()) {
      const isTouched = framesOf(active.job).some((node) => changed.has(node))
      if (isTouched || (isAway(active.job) ? added : removed)) look(active)
    }
  })

  function look(active: ActiveJob): void {
    const { name } = active.job.state
    // The change may come from the placing itself, or from what directly followed.
    if (name === 'placing')
      void active.processing.then(() => {
        add(active)
      })
    else add(active)
  }

  function add(active: ActiveJob): void {
    if (!wasPlaced(active)) return
    waiting.add(active)
    if (!isLooking) void lookAtAll()
  }

  async function lookAtAll(): Promise<void> {
    isLooking = true
    while (waiting.size > 0) {
      const some = [...waiting].slice(0, mostAtOnce)
      for (const active of some) waiting.delete(active)
      try {
        await lookAt(some)
      } catch (error) {
        console.warn('Whether pictures are on the canvas is not known.', error)
      }
    }
    isLooking = false
  }

  async function lookAt(some: readonly ActiveJob[]): Promise<void> {
    const before = new Map(some.map((active) => [active, active.job]))
    const jobs = some.flatMap(({ job }) => {
      const task = taskOf(job)
      return task === null ? [] : [{ job: job.plan.id, task, nodes: framesOf(job) }]
    })
    const placed = new Set((await plugin.call('findPlaced', { jobs })).placed)
    for (const active of some) {
      const { job } = active
      const isThere = placed.has(job.plan.id) || isReplaced(active)
      // Restarted or placed in between: the answer is out of date.
      if (job !== before.get(active)) add(active)
      else if (isAway(job) && isThere)
        updater.finish(active, { picture: job.picture, remark: job.remark })
      else if (!isAway(job) && !isThere) updater.showFailed(active, undone)
    }
  }

  /** Whether a later picture, as the designer asked, is in its frame: that is no loss. */
  function isReplaced(active: ActiveJob): boolean {
    // A render keeps each of its pictures.
    if (takesPlaces(active.job.plan)) return false
    const frames = framesOf(active.job)
    const newestFirst = activeJobs()
    return newestFirst
      .slice(0, newestFirst.indexOf(active))
      .some(
        ({ job: { state, plan } }) =>
          state.name === 'done' &&
          plan.parts.some(({ into }) => into !== null && frames.includes(into)),
      )
  }

  return { look }
}

/** Whether its picture is, or was, on the canvas. */
function wasPlaced({ job }: ActiveJob): boolean {
  return taskOf(job) !== null && (job.state.name === 'done' || isAway(job))
}

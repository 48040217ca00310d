import type { JobId } from '../../contract/model/ids.ts'
import { createListeners } from '../lib/listeners.ts'
import type { RateLimiter } from '../services/hiapi/rate-limiter.ts'
import type { RunSnapshot } from './engine.ts'
import type { ActiveJob } from './jobs/active-job.ts'
import type { PauseGate } from './jobs/pause-gate.ts'

/** All jobs of this window, by run, and the snapshot that the window shows. */
export interface JobRegistry {
  /** The newest run first. */
  readonly works: () => ActiveJob[]
  readonly find: (id: JobId) => ActiveJob | undefined
  readonly addRun: (works: ActiveJob[]) => void
  /** Adds a job of an earlier window to its run; false if it is already known. */
  readonly addRecovered: (work: ActiveJob) => boolean
  readonly remove: (work: ActiveJob) => void
  readonly snapshot: () => RunSnapshot
  /** Must be called after each change of a job. */
  readonly publish: (change?: Partial<Omit<RunSnapshot, 'jobs' | 'notice'>>) => void
  readonly subscribe: (listener: () => void) => () => void
  /** Resolves once the condition holds; checked now and after every change. */
  readonly until: (isSo: () => boolean) => Promise<void>
}

interface RegistryParts {
  readonly rateLimiter: RateLimiter
  readonly pauseGate: PauseGate
}

export function createRegistry({ rateLimiter, pauseGate }: RegistryParts): JobRegistry {
  const runs: ActiveJob[][] = []
  const byId = new Map<JobId, ActiveJob>()
  const listeners = createListeners()
  let current: RunSnapshot = {
    jobs: [],
    foreignVariants: [],
    otherFiles: [],
    unreadable: 0,
    notice: null,
  }

  function notice(): RunSnapshot['notice'] {
    const failure = pauseGate.reason()
    if (failure !== null) return { kind: 'halted', failure }
    const until = rateLimiter.pausedUntil()
    return until === null ? null : { kind: 'slowed', until }
  }

  return {
    works: () => runs.flat(),
    find: (id) => byId.get(id),
    addRun(works) {
      for (const work of works) byId.set(work.job.plan.id, work)
      runs.unshift(works)
    },
    addRecovered(work) {
      const { id, run } = work.job.plan
      if (byId.has(id)) return false
      byId.set(id, work)
      const runOfIt = runs.find(([first]) => first?.job.plan.run === run)
      if (runOfIt === undefined) runs.push([work])
      else runOfIt.push(work)
      return true
    },
    remove(work) {
      byId.delete(work.job.plan.id)
      for (const run of runs) if (run.includes(work)) run.splice(run.indexOf(work), 1)
    },
    snapshot: () => current,
    publish(change = {}) {
      const jobs = runs.flat().map(({ job }) => job)
      current = { ...current, ...change, jobs, notice: notice() }
      listeners.tell()
    },
    subscribe: listeners.subscribe,
    until: (isSo) =>
      new Promise((resolve) => {
        const check = () => {
          if (!isSo()) return
          stop()
          resolve()
        }
        const stop = listeners.subscribe(check)
        check()
      }),
  }
}

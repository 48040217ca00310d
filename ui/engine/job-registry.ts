import type { JobId } from '../../contract/model/ids.ts'
import { createListeners } from '../lib/listeners.ts'
import type { RateLimiter } from '../services/hiapi/rate-limiter.ts'
import type { RunSnapshot } from './engine.ts'
import type { ActiveJob } from './jobs/active-job.ts'
import type { PauseGate } from './jobs/pause-gate.ts'

/** All jobs of this window, by run, and the snapshot that the window shows. */
export interface JobRegistry {
  /** The newest run first. */
  readonly activeJobs: () => ActiveJob[]
  readonly find: (id: JobId) => ActiveJob | undefined
  readonly addRun: (activeJobs: ActiveJob[]) => void
  /** Adds a job of an earlier window to its run; false if it is already known. */
  readonly addRecovered: (active: ActiveJob) => boolean
  readonly remove: (active: ActiveJob) => void
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
    if (failure !== null) return { kind: 'paused', failure }
    const until = rateLimiter.pausedUntil()
    return until === null ? null : { kind: 'slowed', until }
  }

  return {
    activeJobs: () => runs.flat(),
    find: (id) => byId.get(id),
    addRun(activeJobs) {
      for (const active of activeJobs) byId.set(active.job.plan.id, active)
      runs.unshift(activeJobs)
    },
    addRecovered(active) {
      const { id, run } = active.job.plan
      if (byId.has(id)) return false
      byId.set(id, active)
      const runOfIt = runs.find(([first]) => first?.job.plan.run === run)
      if (runOfIt === undefined) runs.push([active])
      else runOfIt.push(active)
      return true
    },
    remove(active) {
      byId.delete(active.job.plan.id)
      for (const run of runs) if (run.includes(active)) run.splice(run.indexOf(active), 1)
    },
    snapshot: () => current,
    publish(change = {}) {
      const jobs = runs.flat().map(({ job }) => job)
      current = { ...current, ...change, jobs, notice: notice() }
      listeners.notifyAll()
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

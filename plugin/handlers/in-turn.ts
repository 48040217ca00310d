import type { JobId } from '../../contract/model/ids.ts'
import { type JobRef, refOf } from '../../contract/model/stored/ledger.ts'
import type { Handlers } from '../../contract/protocol/server.ts'

/**
 * The same handlers, of which those that change what is kept of a job are done one after another, in the
 * order in which they were asked: the window gives up a call that takes too long, and what it asks next
 * must find that done, not be overtaken by it. Calls about other jobs don't wait. `place` is not among
 * them: it looks at what is there as it acts, and is to get another chance where one hangs.
 */
export function inTurn(handlers: Handlers): Handlers {
  const last = new Map<JobId, Promise<void>>()

  async function take<Result>(
    about: readonly Pick<JobRef, 'job'>[],
    act: () => Result | Promise<Result>,
  ): Promise<Result> {
    const jobs = about.map(({ job }) => job)
    const before = Promise.all(jobs.flatMap((job) => last.get(job) ?? []))
    const done = before.then(act)
    // Whoever asked hears of what went wrong; the next one has its turn all the same.
    const ended = done.then(
      () => undefined,
      () => undefined,
    )
    for (const job of jobs) last.set(job, ended)
    try {
      return await done
    } finally {
      for (const job of jobs) if (last.get(job) === ended) last.delete(job)
    }
  }

  const { addJobs, reserve, updateJob, failJob, cancelJob } = handlers
  return {
    ...handlers,
    addJobs: (request) => take(request.entries.map(refOf), () => addJobs(request)),
    reserve: (request) => take(request.reservations.map(refOf), () => reserve(request)),
    updateJob: (request) => take([request], () => updateJob(request)),
    failJob: (request) => take([request], () => failJob(request)),
    cancelJob: (request) => take([request], () => cancelJob(request)),
  }
}

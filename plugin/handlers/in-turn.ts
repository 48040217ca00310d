import type { JobId } from '../../contract/model/ids.ts'
import { type JobRef, refOf } from '../../contract/model/client-storage/ledger.ts'
import type { Handlers } from '../../contract/protocol/server.ts'

/**
 * The same handlers, except that calls which change a job's records run one after another, in the order
 * of the calls. The window gives up a call that takes too long; its next call must not overtake the late
 * one. Calls about other jobs don't wait. `place` is not included: it checks the canvas as it acts, and
 * must get another chance when one call hangs.
 *
 * @param last the last call about each job: one map for all windows, as a call of an earlier one goes on
 */
export function inTurn(handlers: Handlers, last: Map<JobId, Promise<void>>): Handlers {
  async function take<Result>(
    about: readonly Pick<JobRef, 'job'>[],
    act: () => Result | Promise<Result>,
  ): Promise<Result> {
    const jobs = about.map(({ job }) => job)
    const before = Promise.all(jobs.flatMap((job) => last.get(job) ?? []))
    const done = before.then(act)
    // The caller gets the error; the next call runs all the same.
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

  const { addJobs, reserve, updateJob, failJob, cancelJob, undoRun } = handlers
  return {
    ...handlers,
    addJobs: (request) => take(request.entries.map(refOf), () => addJobs(request)),
    reserve: (request) => take(request.reservations.map(refOf), () => reserve(request)),
    updateJob: (request) => take([request], () => updateJob(request)),
    failJob: (request) => take([request], () => failJob(request)),
    cancelJob: (request) => take([request], () => cancelJob(request)),
    undoRun: (request) => take(request.jobs, () => undoRun(request)),
  }
}

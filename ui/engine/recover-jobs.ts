import type { Settings } from '../../contract/model/stored/settings.ts'
import type { Unfinished } from '../../contract/model/unfinished.ts'
import type { Caller } from '../../contract/protocol/client.ts'
import type { Clock } from '../lib/clock.ts'
import { failureText } from './failures/text.ts'
import type { JobActions } from './job-actions.ts'
import type { JobRegistry } from './job-registry.ts'
import { createWork, type Work } from './jobs/active-job.ts'
import { framesOf } from './jobs/job.ts'
import type { Desk } from './jobs/job-updates.ts'
import type { Journal } from './jobs/ledger-client.ts'
import { asOwn, entryFrom, planOf, recoveryOf } from './jobs/recovery-policy.ts'
import type { Launcher } from './launch-run.ts'
import type { Pursue } from './pipeline/process-job.ts'
import type { PriceOf } from './planning/plan-jobs.ts'

export interface RecoveryParts {
  readonly caller: Caller
  readonly clock: Clock
  readonly settings: () => Settings
  readonly price: PriceOf
  readonly registry: JobRegistry
  readonly desk: Desk
  readonly journal: Journal
  readonly launcher: Launcher
  readonly actions: JobActions
  readonly pursue: Pursue
  /** Told of each job that an earlier window has left. */
  readonly onRecovered: (work: Work) => void
}

/** Takes up what earlier windows have left: shows all of it, then goes on with what goes on by itself. */
export async function recoverJobs(parts: RecoveryParts): Promise<void> {
  const { caller, registry, launcher, pursue, onRecovered } = parts
  const { jobs, ...others } = await caller.call('recover', {})
  const newestFirst = [...jobs].sort((a, b) => b.entry.at - a.entry.at)
  // The person may have been quicker than the plugin half.
  const found = newestFirst
    .map((unfinished) => ({ unfinished, work: recovered(unfinished, parts) }))
    .filter(({ work }) => registry.addRecovered(work))
  for (const { work } of found) onRecovered(work)
  registry.publish(others)
  const goingOn: Work[] = []
  for (const { unfinished, work } of found) {
    if (await goesOn(unfinished, work, parts)) goingOn.push(work)
  }
  for (const work of goingOn) if (isPrepared(work)) work.pursuit = pursue(work)
  void launcher.prepareAndSend(goingOn.filter((work) => !isPrepared(work)))
}

function isPrepared({ job, submission }: Work): boolean {
  return framesOf(job).length > 0 || submission.state !== 'unsent'
}

function recovered(unfinished: Unfinished, { clock, settings, price }: RecoveryParts): Work {
  const isKept = unfinished.knownBy === 'ledger'
  const known = entryFrom(unfinished, clock.now())
  const entry = isKept ? known : asOwn(known, settings(), price)
  const variants = entry.parts.map(({ node }) => node)
  return createWork(planOf(entry, price), { ...entry, variants, isKept })
}

/** Shows a recovered job as what it is; says whether it goes on by itself. */
async function goesOn(
  unfinished: Unfinished,
  work: Work,
  { clock, desk, journal, actions }: RecoveryParts,
): Promise<boolean> {
  const recovery = recoveryOf(unfinished, clock.now())
  switch (recovery.name) {
    case 'go-on':
      return true
    case 'stopped':
      actions.showStopped(work)
      return false
    case 'offer':
      desk.offer(work, recovery.failure)
      return false
    case 'end':
      await journal.fail(work, failureText(recovery.failure, work.job), true)
      desk.offer(work, recovery.failure)
      return false
  }
}

import type { Settings } from '../../contract/model/client-storage/settings.ts'
import type { Unfinished } from '../../contract/model/unfinished.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { Clock } from '../lib/clock.ts'
import { failureText } from './failures/text.ts'
import type { JobActions } from './job-actions.ts'
import type { JobRegistry } from './job-registry.ts'
import { createActiveJob, type ActiveJob } from './jobs/active-job.ts'
import { framesOf } from './jobs/job.ts'
import type { JobUpdater } from './jobs/job-updates.ts'
import type { LedgerClient } from './jobs/ledger-client.ts'
import { asOwn, entryFrom, recoveryOf } from './jobs/recovery-policy.ts'
import type { Launcher } from './launch-run.ts'
import type { ProcessJob } from './pipeline/process-job.ts'
import type { PriceOf } from './planning/plan-jobs.ts'

interface RecoveryParts {
  readonly plugin: PluginClient
  readonly clock: Clock
  readonly settings: () => Settings
  readonly price: PriceOf
  readonly registry: JobRegistry
  readonly updater: JobUpdater
  readonly ledger: LedgerClient
  readonly launcher: Launcher
  readonly actions: JobActions
  readonly processJob: ProcessJob
  /** Called for each job that an earlier window left. */
  readonly onRecovered: (active: ActiveJob) => void
}

/** Recovers the jobs of earlier windows: shows all of them, then continues those that need no decision. */
export async function recoverJobs(parts: RecoveryParts): Promise<void> {
  const { plugin, registry, launcher, processJob, onRecovered } = parts
  const { jobs, ...others } = await plugin.call('recover', {})
  const newestFirst = [...jobs].sort((a, b) => b.entry.at - a.entry.at)
  // A job may be known already, if the designer was quicker than the plugin half.
  const found = newestFirst
    .map((unfinished) => ({ unfinished, active: recovered(unfinished, parts) }))
    .filter(({ active }) => registry.addRecovered(active))
  for (const { active } of found) onRecovered(active)
  registry.publish(others)
  const goingOn: ActiveJob[] = []
  for (const { unfinished, active } of found) {
    if (await goesOn(unfinished, active, parts)) goingOn.push(active)
  }
  for (const active of goingOn) if (isPrepared(active)) active.processing = processJob(active)
  void launcher.prepareAndSend(goingOn.filter((active) => !isPrepared(active)))
}

function isPrepared({ job }: ActiveJob): boolean {
  return framesOf(job).length > 0 || job.submission.state !== 'unsent'
}

function recovered(unfinished: Unfinished, { clock, settings, price }: RecoveryParts): ActiveJob {
  const isKept = unfinished.knownBy === 'ledger'
  const known = entryFrom(unfinished, clock.now())
  const entry = isKept ? known : asOwn(known, settings(), price)
  return createActiveJob({ ...entry, isKept, isNew: false })
}

/** Shows a recovered job in its state; returns whether it continues by itself. */
async function goesOn(
  unfinished: Unfinished,
  active: ActiveJob,
  { clock, updater, ledger, actions }: RecoveryParts,
): Promise<boolean> {
  const recovery = recoveryOf(unfinished, clock.now())
  switch (recovery.name) {
    case 'go-on':
      return true
    case 'stopped':
      actions.showStopped(active)
      return false
    case 'offer':
      updater.showFailed(active, recovery.failure)
      return false
    case 'end':
      await ledger.failJob(active, failureText(recovery.failure, active.job), true)
      updater.showFailed(active, recovery.failure)
      return false
  }
}

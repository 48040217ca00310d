import { PluginError } from '../../plugin/protocol/errors.ts'
import type { JobId, TaskId } from '../../plugin/protocol/ids.ts'
import type { Settings } from '../../plugin/protocol/settings.ts'
import type { Budget } from '../hiapi/budget.ts'
import type { TaskStatus } from '../hiapi/contract.ts'
import { HiApiError, RateLimitedError } from '../hiapi/errors.ts'
import { failureText } from '../text.ts'
import { type ArrivalParts, bringHome } from './arrival.ts'
import type { Engine, Order, RunSnapshot } from './engine-contract.ts'
import type { Failure, FailureKind } from './failure.ts'
import { TaskFailedError, failureOf } from './failures.ts'
import { createGate } from './gate.ts'
import { type Job, type JobState, isSettled } from './job.ts'
import { planJobs } from './plan.ts'
import type { Poller } from './poller.ts'
import type { References } from './references.ts'
import { carefulStart, createSlots } from './slots.ts'
import { submit } from './submission.ts'
import { type Work, createWork } from './work.ts'

/** One picture is in memory for each download slot. */
const downloadsAtOnce = 2
/** So many jobs may be ready to be sent; further sources are captured when these have gone out. */
const mostReady = 20
/** After so many 429s the person is told, rather than kept waiting. */
const mostRefusals = 12

/** Failures that the next job would meet as well: sending stops until the person has acted. */
const halting: readonly FailureKind[] = [
  'unauthorised',
  'out-of-balance',
  'forbidden',
  'blocked',
  'picture-blocked',
  'offline',
]

export interface EngineParts extends ArrivalParts {
  readonly budget: Budget
  readonly poller: Poller
  readonly references: References
  /** A new id at each call. */
  readonly newId: () => string
  readonly settings: () => Settings
  /** Told when the API took another name of the model than the one in the settings. */
  readonly onModel: (model: Settings['model']) => void
}

/** Where a job stands while its task does; an ended task is on its way through here. */
const stateOfTask = {
  queued: 'queued',
  generating: 'generating',
  saving: 'saving',
  succeeded: 'saving',
  failed: 'saving',
} as const satisfies Readonly<Record<TaskStatus, JobState['name']>>

export function createEngine(parts: EngineParts): Engine {
  const { caller, client, budget, poller, references, clock } = parts
  const runs: Work[][] = []
  const byId = new Map<JobId, Work>()
  const listeners = new Set<() => void>()
  const gate = createGate()
  const slots = createSlots(clock, { start: carefulStart, most: parts.settings().tasksAtOnce })
  const downloads = createSlots(clock, { start: downloadsAtOnce, most: downloadsAtOnce })
  let current: RunSnapshot = { jobs: [], notice: null }

  function publish(): void {
    const until = budget.pausedUntil()
    const failure = gate.reason()
    current = {
      jobs: runs.flat().map((work) => work.job),
      notice:
        failure !== null
          ? { kind: 'halted', failure }
          : until === null
            ? null
            : { kind: 'slowed', until },
    }
    for (const listener of listeners) listener()
  }

  function update(work: Work, change: Partial<Job>): void {
    // Once a person has stopped it, only what is learned about it changes, not its state.
    const state = work.signal.aborted ? work.job.state : (change.state ?? work.job.state)
    work.job = { ...work.job, ...change, state }
    publish()
  }

  function enter(work: Work, name: Exclude<JobState['name'], 'failed'>): void {
    if (work.job.state.name !== name) update(work, { state: { name } })
  }

  /** Makes a source's placeholders and only then lets its jobs go. */
  async function prepare(works: readonly Work[]): Promise<void> {
    const [first] = works
    if (first === undefined) return
    const { source, run } = first.job.plan
    try {
      const reference = first.reference ?? (await references.capture(source))
      for (const work of works) work.reference = reference
      const wanted = works.filter((work) => !work.signal.aborted)
      if (wanted.length === 0) return
      const { variants } = await caller.call('reserve', {
        run,
        source,
        reference,
        reservations: wanted.map(({ job: { plan }, request }) => ({
          job: plan.id,
          target: plan.target,
          size: plan.size,
          request,
        })),
      })
      for (const { job, node } of variants) {
        const work = byId.get(job)
        if (work === undefined) continue
        update(work, { variant: node })
        if (work.signal.aborted) await release(work)
      }
    } catch (error) {
      for (const work of works) await fail(work, error)
    }
  }

  async function pursue(work: Work): Promise<void> {
    let release = () => {}
    try {
      if (work.job.task === null) release = await send(work)
      work.signal.throwIfAborted()
      const { task } = work.job
      if (task === null) throw new PluginError('internal', 'a job was sent and has no task')
      const url = await awaitPicture(work, task)
      release()
      release = await downloads.acquire(work.signal)
      const arrived = await bringHome(work, task, url, parts, () => {
        enter(work, 'placing')
      })
      update(work, { ...arrived, state: { name: 'done' }, endedAt: clock.now() })
    } catch (error) {
      if (!work.signal.aborted) await fail(work, error)
    } finally {
      release()
    }
  }

  /** Sends a job when there is room for it; gives back the way to make room again. */
  async function send(work: Work): Promise<() => void> {
    for (let refusals = 0; ;) {
      enter(work, 'waiting')
      await gate.passed(work.signal)
      const release = await slots.acquire(work.signal)
      try {
        if (gate.reason() === null) {
          await create(work)
          return release
        }
      } catch (error) {
        release()
        const failure = failureOf(error, false)
        if (error instanceof HiApiError) work.refuse(error)
        if (halting.includes(failure.kind)) halt(failure)
        else if (!(error instanceof RateLimitedError) || ++refusals === mostRefusals) throw error
        else slots.objected()
        continue
      }
      release()
    }
  }

  async function create(work: Work): Promise<void> {
    const { reference } = work
    if (reference === null) throw new PluginError('internal', 'a job without a reference')
    const uri = await references.dataUri(reference)
    work.signal.throwIfAborted()
    update(work, { state: { name: 'sending' }, sentAt: work.job.sentAt ?? clock.now() })
    // Not aborted by "Stop waiting": a request that has gone out must be known to have arrived.
    const { task, request } = await submit(work.request, uri, client, work.sending)
    work.request = request
    work.createdAt = clock.now()
    update(work, { task, state: { name: 'queued' } })
    if (request.model !== parts.settings().model) parts.onModel(request.model)
    await onVariant(work, (node) => caller.call('recordTask', { node, task, request }))
  }

  /** Waits for a task to end; gives back where its picture is. */
  async function awaitPicture(work: Work, task: TaskId): Promise<string> {
    const onStatus = (status: TaskStatus) => {
      enter(work, stateOfTask[status])
    }
    const ended = await poller.watch(task, work.createdAt, onStatus, work.signal)
    if (ended.status === 'failed' || ended.pictureUrl === null) throw new TaskFailedError(ended)
    return ended.pictureUrl
  }

  async function fail(work: Work, error: unknown): Promise<void> {
    const failure = failureOf(error, work.job.task !== null)
    if (halting.includes(failure.kind)) halt(failure)
    if (failure.kind === 'variant-gone') work.job = { ...work.job, variant: null }
    const reason = failureText(failure, work.job.task !== null)
    await onVariant(work, (node) => caller.call('markFailed', { node, reason }))
    update(work, { state: { name: 'failed', failure }, endedAt: clock.now() })
  }

  /** Tells the document something that the job can do without: the window says it as well. */
  async function onVariant(
    work: Work,
    tell: (node: NonNullable<Job['variant']>) => Promise<unknown>,
  ): Promise<void> {
    const { variant } = work.job
    if (variant === null) return
    try {
      await tell(variant)
    } catch (error) {
      if (!(error instanceof PluginError)) throw error
      // Deleted meanwhile: placing will find that out, and say it.
      if (error.code === 'variant-gone') work.job = { ...work.job, variant: null }
    }
  }

  function halt(failure: Failure): void {
    gate.close(failure)
    publish()
  }

  /** Resolves at the first change after which it is so. */
  function until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isSo()) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check()
    })
  }

  async function begin(order: Order): Promise<void> {
    const { model, callbackUrl } = parts.settings()
    const works = planJobs(order, parts.newId).map((plan) =>
      createWork(plan, { model, callbackUrl }),
    )
    for (const work of works) byId.set(work.job.plan.id, work)
    runs.unshift(works)
    publish()
    for (const group of groupBySource(works)) {
      await until(() => works.filter(isReady).length < mostReady)
      const wanted = group.filter((work) => !work.signal.aborted)
      await prepare(wanted)
      for (const work of wanted) launch(work)
    }
  }

  function launch(work: Work): void {
    if (!isSettled(work.job)) work.pursuit = pursue(work)
  }

  async function tryAgain(work: Work): Promise<void> {
    await work.pursuit
    const { state } = work.job
    const remedy = state.name === 'failed' ? state.failure.remedy : null
    if (state.name !== 'failed' && state.name !== 'stopped') return
    work.restart(remedy)
    update(work, { state: { name: 'waiting' }, endedAt: null })
    if (work.reference === null || work.job.variant === null) await prepare([work])
    launch(work)
  }

  function stop(work: Work): void {
    if (isSettled(work.job)) return
    update(work, { state: { name: 'stopped' }, endedAt: clock.now() })
    work.stop()
    if (work.job.sentAt === null) void release(work)
  }

  /** Takes the placeholder of a job away that was never sent. */
  async function release(work: Work): Promise<void> {
    await onVariant(work, (node) => caller.call('release', { node }))
    work.job = { ...work.job, variant: null }
  }

  function resume(): void {
    gate.open()
    poller.wake()
    publish()
  }

  const withId = (id: JobId, act: (work: Work) => void) => {
    const work = byId.get(id)
    if (work !== undefined) act(work)
  }

  return {
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(order) {
      void begin(order)
    },
    stop(id) {
      withId(id, stop)
    },
    stopAll() {
      for (const work of runs.flat()) stop(work)
    },
    retry(id) {
      withId(id, (work) => void tryAgain(work))
    },
    retryFailed() {
      for (const work of runs.flat()) {
        if (work.job.state.name === 'failed') void tryAgain(work)
      }
    },
    resume,
    wake() {
      if (gate.reason()?.kind === 'offline') resume()
      else poller.wake()
    },
  }
}

function isReady(work: Work): boolean {
  return work.job.variant !== null && work.job.sentAt === null && !isSettled(work.job)
}

function groupBySource(works: readonly Work[]): Work[][] {
  const groups = new Map<string, Work[]>()
  for (const work of works) {
    const { id } = work.job.plan.source
    groups.set(id, [...(groups.get(id) ?? []), work])
  }
  return [...groups.values()]
}

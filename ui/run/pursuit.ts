import { PluginError } from '../../plugin/protocol/errors.ts'
import type { TaskId } from '../../plugin/protocol/ids.ts'
import type { JobRequest, Reference } from '../../plugin/protocol/recipe.ts'
import type { Settings } from '../../plugin/protocol/settings.ts'
import type { TaskStatus } from '../hiapi/contract.ts'
import { HiApiError, KeyReusedError, OfflineError, RateLimitedError } from '../hiapi/errors.ts'
import { accountOf } from './account.ts'
import { type ArrivalParts, bringHome } from './arrival.ts'
import { captured } from './captured.ts'
import type { Desk } from './desk.ts'
import {
  KeyExpiredError,
  OtherAccountError,
  TaskFailedError,
  failureOf,
  isHalting,
} from './failures.ts'
import type { Gate } from './gate.ts'
import { type JobState, isSwap } from './job.ts'
import { findOrphan, tolerance } from './orphan.ts'
import { keyLifetime } from './recovery.ts'
import type { Poller } from './poller.ts'
import type { References } from './references.ts'
import { carefulStart, createSlots } from './slots.ts'
import { submit } from './submission.ts'
import type { Work } from './work.ts'

/** One picture is in memory for each download slot. */
const downloadsAtOnce = 2
/** After so many 429s the person is told, rather than kept waiting. */
const mostRefusals = 12

export interface PursuitParts extends ArrivalParts {
  readonly desk: Desk
  readonly gate: Gate
  readonly poller: Poller
  readonly references: References
  readonly settings: () => Settings
  /** Told when the API took another name of the model than the one in the settings. */
  readonly onModel: (model: Settings['model']) => void
  /** The tasks of all jobs of this window. */
  readonly tasks: () => ReadonlySet<TaskId>
  /** When each of the other jobs was first sent that may have a task of which nobody knows. */
  readonly rivals: (of: Work) => readonly number[]
}

/** Where a job stands while its task does; an ended task is on its way through here. */
const stateOfTask = {
  queued: 'queued',
  generating: 'generating',
  saving: 'saving',
  succeeded: 'saving',
  failed: 'saving',
} as const satisfies Readonly<Record<TaskStatus, JobState['name']>>

function isLost(error: unknown): boolean {
  return error instanceof PluginError && error.code === 'reference-gone'
}

/** What a layer looks like can't be found out: it is gone, or hidden. */
function without(error: unknown): null {
  if (error instanceof PluginError) return null
  throw error
}

/** Takes one job from its variant to its picture, from wherever it stands. */
export type Pursue = (work: Work) => Promise<void>

export function createPursuit(parts: PursuitParts): Pursue {
  const { client, clock, desk, gate, journal, poller, references } = parts
  const slots = createSlots(clock, { start: carefulStart, most: parts.settings().tasksAtOnce })
  const downloads = createSlots(clock, { start: downloadsAtOnce, most: downloadsAtOnce })

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
      const url = await awaitPicture(work, submission.task, submission.at)
      release()
      release = await downloads.acquire(work.signal)
      const arrived = await bringHome(work, submission.task, url, parts, () => {
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
        if (error instanceof HiApiError) await takeIn(work, error)
        if (!(error instanceof RateLimitedError) || refusals === mostRefusals) throw error
        slots.objected()
      }
    }
  }

  /** What was surely not taken is unsent again, for the ledger too: it is what a person is told. */
  async function takeIn(work: Work, error: HiApiError): Promise<void> {
    work.refuse(error)
    const { submission } = work
    desk.update(work, { submission: submission.state })
    // A 429 is about to be followed by the same request.
    const isNews = submission.state === 'unsent' && !(error instanceof RateLimitedError)
    if (isNews && !work.signal.aborted) await journal.note(work)
  }

  async function create(work: Work): Promise<void> {
    const { reference } = work
    if (reference === null) throw new PluginError('internal', 'a job without a reference')
    const uris = await urisOf(work, reference).catch(async (error: unknown) => {
      const task = await unansweredOf(work, error)
      await created(work, task, work.request)
      return null
    })
    if (uris === null) return
    const options = {
      announce: (request: JobRequest) => announce(work, request),
      isFresh: work.submission.state === 'unsent',
    }
    const sent = submit(work.request, uris, client, work.signal, options)
    const { task, request } = await sent.catch(async (error: unknown) => ({
      task: await orphanOf(work, error),
      request: work.request,
    }))
    await created(work, task, request)
    if (request.model !== parts.settings().model) parts.onModel(request.model)
  }

  async function created(work: Work, task: TaskId, request: JobRequest): Promise<void> {
    work.request = request
    work.submission = { state: 'created', at: clock.now(), task }
    await journal.note(work)
    desk.update(work, { task, submission: 'created', state: { name: 'queued' } })
  }

  /**
   * What is sent. Nothing keeps the picture of a layer in the file before its render is there: where it
   * is lost, it is made again, and is good if it is the very same.
   *
   * @throws {PluginError} `reference-gone`
   */
  async function urisOf(work: Work, reference: Reference): Promise<readonly string[]> {
    const { plan } = work.job
    const further = plan.making.references.map((each) => each.reference)
    try {
      return await references.dataUris(reference, further)
    } catch (error) {
      if (!isLost(error) || !isSwap(plan)) throw error
      const again = await captured(plan, references).catch(without)
      if (again?.hash !== reference.hash) throw error
      return references.dataUris(reference, further)
    }
  }

  /** Writes down that a request is about to go out: from here on its task may exist. */
  async function announce(work: Work, request: JobRequest): Promise<void> {
    const { submission } = work
    const isSame = request.idempotencyKey === work.request.idempotencyKey
    const now = clock.now()
    const since = submission.state === 'sending' && isSame ? submission.since : now
    if (submission.state === 'sending') requireAccount(work)
    if (now - since >= keyLifetime) throw new KeyExpiredError()
    work.account = accountOf(parts.settings())
    work.request = request
    const isThere = await journal.record(work, { state: 'sending', since })
    work.signal.throwIfAborted()
    // Nobody waits for it any more, and it has cost nothing.
    if (!isThere && submission.state === 'unsent') throw new PluginError('variant-gone')
    work.submission = { state: 'sending', since }
    const sentAt = work.job.sentAt ?? since
    desk.update(work, { submission: 'sending', sentAt, state: { name: 'sending' } })
  }

  /** A key that was used with other bytes means that the task exists. @throws `error` if not found */
  async function orphanOf(work: Work, error: unknown): Promise<TaskId> {
    if (!(error instanceof KeyReusedError) || work.submission.state !== 'sending') throw error
    return orphanBetween(work, { from: work.submission.since, to: clock.now() }, error)
  }

  /**
   * The task of a request that can't be sent again, should it have arrived. Whether it has is not known,
   * so it is to be the only one that can have made a task at its time.
   *
   * @throws `error` where there is none
   */
  async function unansweredOf(work: Work, error: unknown): Promise<TaskId> {
    const { submission, job } = work
    if (!isLost(error) || !isSwap(job.plan) || submission.state !== 'sending') throw error
    requireAccount(work)
    const { since } = submission
    if (parts.rivals(work).some((other) => Math.abs(other - since) <= 2 * tolerance)) throw error
    return orphanBetween(work, { from: since, to: since }, error)
  }

  /** @throws `error` where there is none */
  async function orphanBetween(
    { job }: Work,
    span: { readonly from: number; readonly to: number },
    error: unknown,
  ): Promise<TaskId> {
    const { page } = job.plan.source
    // It goes on whatever a person stops: what it finds is paid.
    const { signal } = new AbortController()
    const task = await findOrphan(parts, { ...span, page }, parts.tasks(), signal)
    if (task === null) throw error
    return task
  }

  /** @throws {OtherAccountError} where a request may have arrived at another account */
  function requireAccount({ account }: Work): void {
    if (account !== '' && account !== accountOf(parts.settings())) throw new OtherAccountError()
  }

  /** Waits for a task to end; gives back where its picture is. */
  async function awaitPicture(work: Work, task: TaskId, created: number): Promise<string> {
    const observer = {
      onStatus: (status: TaskStatus) => {
        if (gate.reason()?.kind === 'offline') desk.goOn()
        desk.enter(work, stateOfTask[status])
      },
      onTrouble: (error: unknown) => {
        if (error instanceof OfflineError) desk.halt(failureOf(error, work.submission))
      },
    }
    const ended = await poller.watch(task, created, observer, work.signal)
    if (ended.status === 'failed' || ended.pictureUrl === null) throw new TaskFailedError(ended)
    return ended.pictureUrl
  }

  return pursue
}

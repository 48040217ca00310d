import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { ImageHash, TaskId } from '../../../contract/model/ids.ts'
import type { JobRequest, Reference } from '../../../contract/model/recipe.ts'
import type { Settings } from '../../../contract/model/settings.ts'
import type { Task, TaskStatus } from '../../services/hiapi/schemas.ts'
import { HiApiError, isKind } from '../../services/hiapi/errors.ts'
import { accountOf, type MarkedAccount } from '../jobs/account-fingerprint.ts'
import { type ArrivalParts, bringHome } from './deliver-picture.ts'
import { captured } from './capture.ts'
import type { Desk } from '../jobs/job-updates.ts'
import {
  AnswerLostError,
  failureOf,
  isHalting,
  KeyExpiredError,
  OtherAccountError,
  TaskFailedError,
} from '../failures/classify-failure.ts'
import type { Gate } from '../jobs/pause-gate.ts'
import type { JobState } from '../jobs/job.ts'
import { isExpired } from '../jobs/recovery-policy.ts'
import type { Observer, Poller } from '../../services/scheduling/poller.ts'
import type { References } from '../../services/references/references.ts'
import { carefulStart, createSlots } from '../../services/scheduling/concurrency-limit.ts'
import { submit } from './submit.ts'
import type { Work } from '../jobs/active-job.ts'
import { keyLifetime } from '../jobs/idempotency.ts'
import { isSwap } from '../planning/job-plan.ts'

/** The bytes of one picture are in memory for each download slot; one of them is decoded at a time. */
const downloadsAtOnce = 2
/** After so many 429s the person is told, rather than kept waiting. */
const mostRefusals = 12
/** A task may be done a moment before its picture is told: so it is asked for again, after so long. */
const emptyWaits = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

export interface PursuitParts extends Omit<ArrivalParts, 'decoding'> {
  readonly desk: Desk
  readonly gate: Gate
  readonly poller: Poller
  readonly references: References
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

function isLost(error: unknown): boolean {
  return error instanceof PluginError && error.code === 'reference-gone'
}

function furtherOf({ job }: Work): Reference[] {
  return job.plan.making.references.map(({ reference }) => reference)
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
  /** The smaller references of those that were too large. */
  const smallerOf = new Map<ImageHash, Reference>()
  const downloads = createSlots(clock, { start: downloadsAtOnce, most: downloadsAtOnce })
  const decoding = createSlots(clock, { start: 1, most: 1 })

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
      const arrived = await bringHome(work, submission.task, url, { ...parts, decoding }, () => {
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
        if (!isKind(error, 'rate-limited') || refusals === mostRefusals) throw error
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
    const isNews = submission.state === 'unsent' && error.kind !== 'rate-limited'
    if (isNews && !work.signal.aborted) await journal.note(work)
  }

  async function create(work: Work): Promise<void> {
    lighten(work, null)
    for (;;) {
      try {
        await createOnce(work)
        return
      } catch (error) {
        if (!(error instanceof HiApiError)) throw error
        await takeIn(work, error)
        if (!(await sendsOther(work, error))) throw error
      }
    }
  }

  async function createOnce(work: Work): Promise<void> {
    const { reference, submission } = work
    if (reference === null) throw new PluginError('internal', 'a job without a reference')
    const uris = await urisOf(work, reference)
    const { task, request } = await submit(work.request, uris, client, work.signal, {
      announce: (next: JobRequest) => announce(work, next),
      isFresh: submission.state === 'unsent',
    })
    work.request = request
    work.submission = { state: 'created', at: clock.now(), task }
    await journal.note(work)
    desk.update(work, { task, submission: 'created', state: { name: 'queued' } })
    if (request.model !== parts.settings().model) parts.onModel(request.model)
  }

  /**
   * Whether another reference is to be sent, once: a smaller one where it was too large; and the first
   * one again, where it turns out to have arrived after all. A request of which that is not known keeps
   * its key with the smaller one too: then HiAPI takes it only if the first has not arrived.
   */
  async function sendsOther(work: Work, error: HiApiError): Promise<boolean> {
    if (error.kind === 'key-reused' && work.larger !== null) {
      work.reference = work.larger
      work.larger = null
      return true
    }
    const { reference } = work
    if (error.kind !== 'too-large' || work.larger !== null || reference === null) return false
    const smaller =
      smallerOf.get(reference.hash) ?? (await references.reduce(reference, furtherOf(work)))
    if (smaller === null) return false
    smallerOf.set(reference.hash, smaller)
    lighten(work, smaller)
    return true
  }

  /** @param smaller what is sent now; null for what is known to be needed from earlier jobs */
  function lighten(work: Work, smaller: Reference | null): void {
    const { reference, submission } = work
    const known = reference === null ? undefined : smallerOf.get(reference.hash)
    const next = smaller ?? (submission.state === 'unsent' ? known : undefined)
    if (next === undefined) return
    work.larger = reference
    work.reference = next
  }

  /**
   * What is sent. Nothing keeps the picture of a layer in the file before its render is there: where it
   * is lost, it is made again, and is good if it is the very same.
   *
   * @throws {PluginError} `reference-gone` @throws {AnswerLostError} where it may have been sent before
   */
  async function urisOf(work: Work, reference: Reference): Promise<readonly string[]> {
    const { plan } = work.job
    const further = furtherOf(work)
    try {
      return await references.dataUris(reference, further)
    } catch (error) {
      if (!isLost(error)) throw error
      const again = isSwap(plan) ? await captured(plan, references).catch(without) : null
      if (again?.hash === reference.hash) return references.dataUris(reference, further)
      throw work.submission.state === 'sending' ? new AnswerLostError() : error
    }
  }

  /**
   * Checks a request that is about to go out, and writes it down: from here on its task may exist. What
   * it gives is checked once more, right before it is sent.
   *
   * @returns the account to send it with
   * @throws {KeyExpiredError | OtherAccountError | PluginError}
   */
  async function announce(work: Work, request: JobRequest): Promise<MarkedAccount> {
    const before = work.submission
    const isSent =
      before.state === 'sending' && request.idempotencyKey === work.request.idempotencyKey
    const since = isSent ? before.since : clock.now()
    for (;;) {
      const account = accountOf(parts.settings())
      if (before.state === 'sending') requireAccount(work, account)
      if (isSent && isStale(work, since)) throw new KeyExpiredError()
      work.account = account.mark
      work.request = request
      const isThere = await journal.record(work, { state: 'sending', since })
      work.signal.throwIfAborted()
      // Nobody waits for it any more, and it has cost nothing.
      if (!isThere && before.state === 'unsent') throw new PluginError('variant-gone')
      const isSame = accountOf(parts.settings()).mark === account.mark
      if (!isSame && before.state === 'sending') throw new OtherAccountError()
      // Nothing is sent yet, so it can go to the account that the person has chosen meanwhile.
      if (!isSame) continue
      if (isSent && isStale(work, since)) throw new KeyExpiredError()
      work.submission = { state: 'sending', since }
      if (!isSent) work.firstSent = clock.monotonic()
      const sentAt = work.job.sentAt ?? since
      desk.update(work, { submission: 'sending', sentAt, state: { name: 'sending' } })
      return account
    }
  }

  /**
   * Whether HiAPI may have forgotten the key of a request. Within one window the wall clock may be set
   * back; the other one may have stood still while the computer slept.
   */
  function isStale({ firstSent }: Work, since: number): boolean {
    const now = clock.now()
    if (firstSent === null) return isExpired(since, now)
    return clock.monotonic() - firstSent >= keyLifetime || now - since >= keyLifetime
  }

  /** @throws {OtherAccountError} where a request may have arrived at another account */
  function requireAccount({ account }: Work, now: MarkedAccount): void {
    if (account !== '' && account !== now.mark) throw new OtherAccountError()
  }

  /** Waits for a task to end; gives back where its picture is. */
  async function awaitPicture(work: Work, task: TaskId, created: number): Promise<string> {
    const observer = {
      onStatus: (status: TaskStatus) => {
        if (gate.reason()?.kind === 'offline') desk.goOn()
        desk.enter(work, stateOfTask[status])
      },
      onTrouble: (error: unknown) => {
        if (isKind(error, 'offline')) desk.halt(failureOf(error, work.submission))
      },
    }
    for (let look = 0; ; look++) {
      const ended = await watch(work, task, created, observer)
      if (ended.status === 'succeeded' && ended.pictureUrl !== null) return ended.pictureUrl
      const wait = ended.status === 'succeeded' ? emptyWaits[look] : undefined
      if (wait === undefined) throw new TaskFailedError(ended)
      await clock.sleep(wait, work.signal)
    }
  }

  /** @throws {OtherAccountError} where the task may be unknown only because the key is another one */
  async function watch(
    work: Work,
    task: TaskId,
    created: number,
    observer: Observer,
  ): Promise<Task> {
    try {
      return await poller.watch(task, created, observer, work.signal)
    } catch (error) {
      if (isKind(error, 'task-unknown')) requireAccount(work, accountOf(parts.settings()))
      throw error
    }
  }

  return pursue
}

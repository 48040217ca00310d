import { FileId, type JobId, type NodeId } from '../../contract/model/ids.ts'
import type { Reference } from '../../contract/model/recipe.ts'
import type { Budget } from '../services/hiapi/rate-limiter.ts'
import { createDesk } from './jobs/job-updates.ts'
import type { Begun, Engine, RunSnapshot } from './engine.ts'
import type { Remedy } from './failures/failure.ts'
import { createGate } from './jobs/pause-gate.ts'
import { framesOf, isAway, isSettled, type Job } from './jobs/job.ts'
import { createJournal } from './jobs/ledger-client.ts'
import type { Order, Remake, SwapOrder } from './planning/order.ts'
import { planJobs, type PlanParts } from './planning/plan-jobs.ts'
import { createPreparation, groupOf } from './pipeline/prepare.ts'
import { createPresence } from './jobs/presence.ts'
import { createPursuit, type PursuitParts } from './pipeline/process-job.ts'
import { asOwn, entryFrom, planOf, recoveryOf } from './jobs/recovery-policy.ts'
import { createReservation } from './pipeline/reserve-variants.ts'
import { findReferences, remakeable } from './pipeline/remake-references.ts'
import { planRemake } from './planning/plan-remake.ts'
import { sectionsOf } from './planning/run-section.ts'
import { layersBeingSwapped } from './jobs/active-swaps.ts'
import { createWork, type Work } from './jobs/active-job.ts'
import { createListeners } from '../lib/listeners.ts'
import { discardedText, failureText } from './failures/text.ts'
import { keyOf } from './jobs/idempotency.ts'
import { isSwap, type JobPlan } from './planning/job-plan.ts'
import type { RunSection } from '../../contract/model/reservation.ts'
import type { Unfinished } from '../../contract/model/unfinished.ts'

/** So many jobs may be ready to be sent; further sources are captured when these have gone out. */
const mostReady = 20
/** Two presses on the canvas that are no further apart, in milliseconds, are one: so long Figma may take. */
const samePress = 30_000

export interface EngineParts
  extends
    Omit<PursuitParts, 'desk' | 'gate' | 'journal' | 'reserve'>,
    Pick<PlanParts, 'price' | 'formatOf'> {
  readonly budget: Budget
  /** A new id at each call. */
  readonly newId: () => string
}

export function createEngine(parts: EngineParts): Engine {
  const { caller, budget, poller, clock, newId } = parts
  const runs: Work[][] = []
  const byId = new Map<JobId, Work>()
  /** Variants for whose new picture in place it is being found out what to start from. */
  const asked = new Set<NodeId>()
  /** What earlier windows have left. */
  const earlier = new Set<Work>()
  const listeners = createListeners()
  const gate = createGate()
  const journal = createJournal(caller, newId)
  const desk = createDesk({ clock, gate, journal, publish })
  const reserve = createReservation({ caller, desk })
  const prepare = createPreparation({ ...parts, desk, journal, reserve })
  const pursue = createPursuit({ ...parts, desk, gate, journal, reserve })
  const presence = createPresence({ caller, desk, works: () => runs.flat() })
  let current: RunSnapshot = { jobs: [], theirs: [], elsewhere: [], unreadable: 0, notice: null }

  function publish(change: Partial<Omit<RunSnapshot, 'jobs' | 'notice'>> = {}): void {
    const until = budget.pausedUntil()
    const failure = gate.reason()
    current = {
      ...current,
      ...change,
      jobs: jobsOf(runs),
      notice:
        failure !== null
          ? { kind: 'halted', failure }
          : until === null
            ? null
            : { kind: 'slowed', until },
    }
    listeners.tell()
  }

  /** Resolves at the first change after which it is so. */
  function until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isSo()) return
        stop()
        resolve()
      }
      const stop = listeners.subscribe(check)
      check()
    })
  }

  function planParts(): PlanParts {
    const { model, namePattern } = parts.settings()
    return { ...parts, model, namePattern }
  }

  function begin(order: Order): void {
    const works = planJobs(order, planParts()).map((plan) => newWork(plan, null))
    const groups = groupsOf(works)
    const isWanted = parts.settings().inSection
    void launch(works, isWanted ? sectionsOf(order.prompt, groups.map(plansOf)) : [])
  }

  function swap(order: SwapOrder): void {
    const underWay = layersBeingSwapped(jobsOf(runs))
    const layers = order.layers.filter(({ id }) => !underWay.has(id))
    const planned = planJobs({ ...order, layers }, planParts())
    void launch(
      planned.map((plan) => newWork(plan, null)),
      [],
    )
  }

  async function remake(wanted: Remake): Promise<Begun> {
    const variants = remakeable(wanted, { hasEnded, isReplacing, wasJustOrdered })
    const nodes = wanted.way === 'in-place' ? variants.map(({ node }) => node) : []
    for (const node of nodes) asked.add(node)
    try {
      const { found, left } = await findReferences(variants, wanted.basis, parts)
      const planned = planRemake(found, wanted.way, planParts())
      void launch(
        planned.map(({ plan, reference }) => newWork(plan, reference)),
        [],
      )
      return { pictures: planned.length, left }
    } finally {
      for (const node of nodes) asked.delete(node)
    }
  }

  function hasEnded(job: JobId): boolean {
    const work = byId.get(job)
    return work !== undefined && isSettled(work.job)
  }

  function isReplacing(variant: NodeId): boolean {
    const works = runs.flat().filter(({ job }) => !isSettled(job))
    return asked.has(variant) || works.some(({ job }) => intoOf(job).includes(variant))
  }

  function wasJustOrdered(variant: NodeId): boolean {
    const now = clock.now()
    return [...earlier].some(
      ({ job, at }) => job.plan.anchor === variant && Math.abs(now - at) < samePress,
    )
  }

  function newWork(plan: JobPlan, reference: Reference | null): Work {
    const { model, callbackUrl } = parts.settings()
    const { id, prompt, ratio, resolution } = plan
    const idempotencyKey = keyOf(id, 1)
    return createWork(plan, {
      request: { model, prompt, ratio, resolution, callbackUrl, idempotencyKey },
      reference,
      variants: plan.parts.map(() => null),
      at: clock.now(),
      account: '',
      submission: { state: 'unsent' },
      isKept: false,
    })
  }

  /** Takes up a new run: writes it down, makes its frames, and sends it. */
  async function launch(works: Work[], sections: readonly RunSection[]): Promise<void> {
    if (works.length === 0) return
    for (const work of works) byId.set(work.job.plan.id, work)
    runs.unshift(works)
    publish()
    const begun = generationsOf(works)
    try {
      await desk.insist(() => journal.begin(works.filter((work) => !work.signal.aborted)))
      // Stopped while it was being written down: nothing was there to be released then.
      for (const work of works) if (work.signal.aborted) await journal.release(work)
      await prepareAndLaunch(works, begun, sections)
    } catch (error) {
      await Promise.all(works.map((work) => desk.fail(work, error)))
    }
  }

  /**
   * Group by group, not further ahead than can be sent soon.
   *
   * @param sections one for each group; none where they stand on the open canvas
   */
  async function prepareAndLaunch(
    works: readonly Work[],
    begun: ReadonlyMap<Work, number>,
    sections: readonly RunSection[],
  ): Promise<void> {
    // One that was stopped and retried meanwhile goes its own way.
    const isOurs = (work: Work) =>
      !work.signal.aborted && !isSettled(work.job) && work.generation === begun.get(work)
    for (const [index, group] of groupsOf(works).entries()) {
      await until(() => works.filter(isReady).length < mostReady)
      await prepare(group.filter(isOurs), sections[index] ?? null)
      for (const work of group.filter(isOurs)) work.pursuit = pursue(work)
    }
  }

  async function recover(): Promise<void> {
    const { jobs, ...others } = await caller.call('recover', {})
    const found = [...jobs].sort((a, b) => b.entry.at - a.entry.at)
    const works = found.map((unfinished) => ({ unfinished, work: recovered(unfinished) }))
    const known = new Set<Work>()
    for (const { work } of works) {
      const { id, run } = work.job.plan
      // The person may have been quicker than the plugin half.
      if (byId.has(id)) continue
      known.add(work)
      earlier.add(work)
      byId.set(id, work)
      const runOfIt = runs.find(([first]) => first?.job.plan.run === run)
      if (runOfIt === undefined) runs.push([work])
      else runOfIt.push(work)
    }
    publish(others)
    const goingOn: Work[] = []
    for (const { unfinished, work } of works) {
      if (!known.has(work)) continue
      if (await goesOn(unfinished, work)) goingOn.push(work)
    }
    const isPrepared = ({ job, submission }: Work) =>
      framesOf(job).length > 0 || submission.state !== 'unsent'
    for (const work of goingOn) if (isPrepared(work)) work.pursuit = pursue(work)
    const unprepared = goingOn.filter((work) => !isPrepared(work))
    void prepareAndLaunch(unprepared, generationsOf(unprepared), [])
  }

  function recovered(unfinished: Unfinished): Work {
    const { knownBy } = unfinished
    const known = entryFrom(unfinished, clock.now())
    const entry = knownBy === 'ledger' ? known : asOwn(known, parts.settings(), parts.price)
    const variants = entry.parts.map(({ node }) => node)
    return createWork(planOf(entry, parts.price), {
      ...entry,
      variants,
      isKept: knownBy === 'ledger',
    })
  }

  /** Shows a recovered job as what it is; says whether it goes on by itself. */
  async function goesOn(unfinished: Unfinished, work: Work): Promise<boolean> {
    const recovery = recoveryOf(unfinished, clock.now())
    switch (recovery.name) {
      case 'go-on':
        return true
      case 'stopped':
        stopWaiting(work)
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

  function tryAgain(work: Work): void {
    const { state } = work.job
    if (state.name !== 'failed' && state.name !== 'stopped') return
    const remedy = state.name === 'failed' ? state.failure.remedy : null
    const wasAway = isAway(work.job)
    const before = work.pursuit
    // Whoever asks for it again wants it to be tried, whatever stood in the way.
    if (gate.reason() !== null) resume()
    desk.reopen(work)
    work.pursuit = revive(work, remedy, before, wasAway)
  }

  /** Begins again, once what is still under way of the last time has come to its end. */
  async function revive(
    work: Work,
    remedy: Remedy | null,
    before: Promise<void>,
    wasAway: boolean,
  ): Promise<void> {
    await before
    // Stopped again meanwhile, or placed after all.
    if (work.job.state.name !== 'waiting') return
    work.restart(remedy)
    const { submission } = work
    desk.update(work, { submission: submission.state })
    try {
      if (!work.job.isKept) await desk.insist(() => journal.begin([work]))
      // Which of its frames are there is learned by that.
      if (wasAway) await desk.insist(() => journal.record(work, submission))
      const hasFrame = framesOf(work.job).length > 0
      if (work.reference === null || !hasFrame) await prepare([work], null)
      // The ledger is to forget that it was stopped, and a new frame is to carry its task.
      if (!isSettled(work.job) && submission.state !== 'unsent') {
        await desk.insist(() => journal.keep(work))
      }
    } catch (error) {
      await desk.fail(work, error)
    }
    if (!isSettled(work.job)) await pursue(work)
    // Stopped while it was being written down: what is there now is released after all.
    else if (work.signal.aborted) await tellOfStop(work)
  }

  function stopWaiting(work: Work): void {
    desk.update(work, { state: { name: 'stopped' }, endedAt: clock.monotonic() })
    work.stop()
  }

  function stop(work: Work): void {
    if (isSettled(work.job)) return
    stopWaiting(work)
    work.pursuit = Promise.all([work.pursuit, tellOfStop(work)]).then(() => {})
  }

  /** What was never sent is really cancelled; for the rest the ledger keeps that it was stopped. */
  async function tellOfStop(work: Work): Promise<void> {
    if (work.submission.state === 'unsent') {
      await journal.release(work)
      publish()
      return
    }
    await journal.note(work)
  }

  /** Takes a job off the list for good. Its task, if it has one, stays at HiAPI. */
  async function discard(work: Work): Promise<void> {
    if (!isSettled(work.job)) return
    await work.pursuit
    // Wanted again meanwhile.
    if (!isSettled(work.job)) return
    // A frame that a task may stand behind stays, and says so: else it would be taken up again.
    if (work.submission.state === 'unsent') await journal.release(work)
    else await journal.fail(work, discardedText, true)
    // Its render is gone, and the layer waits for it again.
    if (isAway(work.job) && isSwap(work.job.plan)) await journal.leaveLayers(work)
    byId.delete(work.job.plan.id)
    for (const run of runs) if (run.includes(work)) run.splice(run.indexOf(work), 1)
    publish()
  }

  function resume(): void {
    desk.goOn()
    poller.wake()
  }

  const withId = (id: JobId, act: (work: Work) => void) => {
    const work = byId.get(id)
    if (work !== undefined) act(work)
  }

  return {
    snapshot: () => current,
    subscribe: listeners.subscribe,
    recover,
    start: begin,
    swap,
    remake,
    stop(id) {
      withId(id, stop)
    },
    stopAll() {
      for (const work of runs.flat()) stop(work)
    },
    retry(id) {
      withId(id, tryAgain)
    },
    look(id) {
      withId(id, (work) => {
        presence.look(work)
      })
    },
    discard(id) {
      withId(id, (work) => void discard(work))
    },
    async forget(file) {
      await caller.call('forget', { file })
      publish({ elsewhere: current.elsewhere.filter((each) => each.file !== file) })
    },
    async takeOver(file) {
      await caller.call('takeOver', { file, fresh: FileId.parse(newId()) })
      await recover()
    },
    async setApart(file) {
      await caller.call('setApart', { file, fresh: FileId.parse(newId()) })
      await recover()
    },
    resume,
    wake() {
      if (gate.reason()?.kind === 'offline') resume()
      else poller.wake()
    },
  }
}

function generationsOf(works: readonly Work[]): ReadonlyMap<Work, number> {
  return new Map(works.map((work) => [work, work.generation]))
}

function isReady(work: Work): boolean {
  return framesOf(work.job).length > 0 && work.job.sentAt === null && !isSettled(work.job)
}

function intoOf({ plan }: Job): (NodeId | null)[] {
  return plan.parts.map(({ into }) => into)
}

function jobsOf(runs: readonly (readonly Work[])[]): Job[] {
  return runs.flat().map(({ job }) => job)
}

function plansOf(works: readonly Work[]): JobPlan[] {
  return works.map(({ job }) => job.plan)
}

/** What is prepared together. */
function groupsOf(works: readonly Work[]): Work[][] {
  const groups = new Map<string, Work[]>()
  for (const work of works) {
    const key = groupOf(work)
    groups.set(key, [...(groups.get(key) ?? []), work])
  }
  return [...groups.values()]
}

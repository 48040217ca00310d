import { knownName, modelOf } from '../../contract/hiapi/models/models.ts'
import { FileId, type JobId, type NodeId, type TaskId } from '../../contract/model/ids.ts'
import type { Reference } from '../../contract/model/reference.ts'
import type { JobPlan } from '../../contract/model/job-plan.ts'
import type { RateLimiter } from '../services/hiapi/rate-limiter.ts'
import type { RemakeStarted, Engine } from './engine.ts'
import { createJobActions } from './job-actions.ts'
import { createRegistry } from './job-registry.ts'
import { createActiveJob, type ActiveJob } from './jobs/active-job.ts'
import { layersBeingSwapped } from './jobs/active-swaps.ts'
import { keyOf } from './jobs/idempotency.ts'
import { isSettled } from './jobs/job.ts'
import { createJobUpdater } from './jobs/job-updates.ts'
import { createLedgerClient } from './jobs/ledger-client.ts'
import { createPauseGate } from './jobs/pause-gate.ts'
import { canClear } from './jobs/can-discard.ts'
import { createPresence } from './jobs/presence.ts'
import { createLauncher, groupsOf } from './launch-run.ts'
import { createPreparation } from './pipeline/prepare.ts'
import { createProcessJob, type ProcessParts } from './pipeline/process-job.ts'
import { findReferences, remakeable } from './pipeline/remake-references.ts'
import { createReservation } from './pipeline/reserve-variants.ts'

import type { Order, RemakeOrder, SwapOrder } from './planning/order.ts'
import { planJobs, type PlanParts } from './planning/plan-jobs.ts'
import { planRemake } from './planning/plan-remake.ts'
import { sectionsOf } from './planning/run-section.ts'
import { recoverJobs } from './recover-jobs.ts'
import { undoRun } from './undo-run.ts'

/** Two presses of a canvas button within these milliseconds count as one: Figma may be that slow. */
const samePress = 30_000

interface EngineParts
  extends
    Omit<ProcessParts, 'updater' | 'pauseGate' | 'ledger' | 'reserve'>,
    Pick<PlanParts, 'price' | 'formatOf'> {
  readonly rateLimiter: RateLimiter
  /** Stops a task that a relay has not sent yet; false if it is too late. */
  readonly stopAtRelay: (task: TaskId) => Promise<boolean>
  /** A new id at each call. */
  readonly newId: () => string
}

export function createEngine(parts: EngineParts): Engine {
  const { plugin, rateLimiter, poller, clock, newId } = parts
  /** Variants whose remake in place is being prepared, before its job exists. */
  const asked = new Set<NodeId>()
  /** Jobs that earlier windows left. */
  const earlier = new Set<ActiveJob>()
  const pauseGate = createPauseGate()
  const registry = createRegistry({ rateLimiter, pauseGate })
  const ledger = createLedgerClient(plugin, newId)
  const { activeJobs, publish } = registry
  const updater = createJobUpdater({ clock, pauseGate, ledger, publish })
  const reserve = createReservation({ plugin, updater })
  const prepare = createPreparation({ ...parts, updater, ledger, reserve })
  const processJob = createProcessJob({ ...parts, updater, pauseGate, ledger, reserve })
  const presence = createPresence({ plugin, updater, activeJobs })
  const shared = { clock, registry, updater, pauseGate, ledger, prepare, processJob }
  const { relay, stopAtRelay } = parts
  const actions = createJobActions({ ...shared, resume, relay, stopAtRelay })
  const launcher = createLauncher(shared)

  function resume(): void {
    updater.resume()
    poller.wake()
  }

  function planParts(): PlanParts {
    const { model, namePattern } = parts.settings()
    return { ...parts, model: modelOf(model), namePattern }
  }

  function newActiveJob(plan: JobPlan, reference: Reference | null): ActiveJob {
    const { model: name, callbackUrl } = parts.settings()
    const model = knownName(name)
    const { id, prompt, ratio, resolution } = plan
    const idempotencyKey = keyOf(id, 1)
    return createActiveJob({
      plan,
      request: { model, prompt, ratio, resolution, callbackUrl, idempotencyKey },
      reference,
      nodes: plan.parts.map(() => null),
      at: clock.now(),
      account: '',
      submission: { state: 'unsent' },
      isKept: false,
      isNew: true,
    })
  }

  function start(order: Order): void {
    const planned = planJobs(order, planParts()).map((plan) => newActiveJob(plan, null))
    const groups = groupsOf(planned).map((group) => group.map(({ job }) => job.plan))
    const sections = parts.settings().inSection ? sectionsOf(order.prompt, groups) : []
    void launcher.launch(planned, sections)
  }

  function swap(order: SwapOrder): void {
    const underWay = layersBeingSwapped(activeJobs().map(({ job }) => job))
    const layers = order.layers.filter(({ id }) => !underWay.has(id))
    const planned = planJobs({ ...order, layers }, planParts()).map((plan) =>
      newActiveJob(plan, null),
    )
    void launcher.launch(planned, [])
  }

  async function remake(wanted: RemakeOrder): Promise<RemakeStarted> {
    const variants = remakeable(wanted, { hasEnded, isReplacing, wasJustOrdered })
    const nodes = wanted.way === 'in-place' ? variants.map(({ node }) => node) : []
    for (const node of nodes) asked.add(node)
    try {
      const { found, left } = await findReferences(variants, wanted.basis, parts)
      const planned = planRemake(found, wanted.way, planParts(), wanted.words)
      void launcher.launch(
        planned.map(({ plan, reference }) => newActiveJob(plan, reference)),
        [],
      )
      return { pictures: planned.length, left }
    } finally {
      for (const node of nodes) asked.delete(node)
    }
  }

  function hasEnded(job: JobId): boolean {
    const active = registry.find(job)
    return active !== undefined && isSettled(active.job)
  }

  function isReplacing(variant: NodeId): boolean {
    const isInto = ({ job }: ActiveJob) =>
      !isSettled(job) && job.plan.parts.some(({ into }) => into === variant)
    return asked.has(variant) || activeJobs().some(isInto)
  }

  function wasJustOrdered(variant: NodeId): boolean {
    const now = clock.now()
    return [...earlier].some(
      ({ job }) => job.plan.anchor === variant && Math.abs(now - job.at) < samePress,
    )
  }

  const recover = () =>
    recoverJobs({
      ...parts,
      ...shared,
      launcher,
      actions,
      onRecovered: (active) => earlier.add(active),
    })

  const withId = (id: JobId, act: (active: ActiveJob) => void) => {
    const active = registry.find(id)
    if (active !== undefined) act(active)
  }

  return {
    snapshot: registry.snapshot,
    subscribe: registry.subscribe,
    recover,
    start,
    swap,
    remake,
    stop(id) {
      withId(id, actions.stop)
    },
    stopAll() {
      activeJobs().forEach(actions.stop)
    },
    retry(id) {
      withId(id, actions.retry)
    },
    look(id) {
      withId(id, presence.look)
    },
    discard(id) {
      withId(id, (active) => void actions.discard(active))
    },
    async forget(file) {
      await plugin.call('discardFileJobs', { file })
      const { otherFiles } = registry.snapshot()
      publish({ otherFiles: otherFiles.filter((each) => each.file !== file) })
    },
    async takeOver(file) {
      await plugin.call('takeOver', { file, fresh: FileId.parse(newId()) })
      await recover()
    },
    async setApart(file) {
      await plugin.call('setApart', { file, fresh: FileId.parse(newId()) })
      await recover()
    },
    clear() {
      const ended = activeJobs().filter(({ job }) => canClear(job))
      const done = ended.filter(({ job }) => job.state.name === 'done')
      for (const active of done.length > 0 ? done : ended) registry.remove(active)
      publish()
    },
    typicalDuration: poller.typicalDuration,
    undoRun: (run) => undoRun(run, { plugin, registry, updater, actions, presence }),
    resume,
    wake() {
      if (pauseGate.reason()?.kind === 'offline') updater.resume()
      poller.wake()
    },
  }
}

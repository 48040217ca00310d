import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { JobId, NodeId, RunId } from '../../contract/model/ids.ts'
import type { Engine, RunSnapshot } from '../engine/engine.ts'
import { isSwap } from '../../contract/model/job-plan.ts'
import { countedJobs } from '../engine/jobs/counted-jobs.ts'
import { layersBeingSwapped } from '../engine/jobs/active-swaps.ts'
import { framesOf, isSettled, type Job } from '../engine/jobs/job.ts'
import type { Feedback } from './feedback.ts'
import { undoneRunText } from './text.ts'

/** The jobs of this window, and what the engine reports about all of them. */
export interface JobsState {
  readonly run: ReadonlySignal<RunSnapshot>
  readonly list: ReadonlySignal<readonly Job[]>
  /** Those that are counted together: of the runs under way and what ended beside them, or of the last ones. */
  readonly counted: ReadonlySignal<readonly Job[]>
  /** The end of the pause that the API asked for, in monotonic time; null if there is none. */
  readonly slowedUntil: ReadonlySignal<number | null>
  /** How many unfinished pictures were resumed; 0 as soon as their number changes. */
  readonly resumed: ReadonlySignal<number>
  /** The layers whose renders are under way; the same set until it changes. */
  readonly layersBeingSwapped: ReadonlySignal<ReadonlySet<NodeId>>
  /** Whether the jobs of earlier windows are known: before, nothing is ordered from the canvas. */
  readonly isRecovered: ReadonlySignal<boolean>
  /** The runs that are being undone. */
  readonly undoing: ReadonlySet<RunId>
  /** What became of the run that was undone last, in words; null if there is none, or if it is back. */
  readonly undone: ReadonlySignal<Pick<Undone, 'run' | 'said'> | null>
  /** Takes a run's variants back from the canvas. The result is announced; a failure is reported. */
  undoRun(run: RunId): Promise<void>
  /** Continues the jobs of earlier windows. Call it once: a second call would resume everything twice. */
  recover(): Promise<void>
}

/** A run that was taken back from the canvas. */
interface Undone {
  readonly run: RunId
  /** What became of it, in words. */
  readonly said: string
  /** The jobs of which something stays on the canvas. */
  readonly left: ReadonlySet<JobId>
}

const noLayers: ReadonlySet<NodeId> = new Set()

export function createJobsState(engine: Engine, feedback: Feedback): JobsState {
  const run = signal(engine.snapshot())
  const counted = signal(countedJobs(run.value.jobs))
  engine.subscribe(() => {
    run.value = engine.snapshot()
    counted.value = countedJobs(run.value.jobs, counted.value)
  })
  const list = computed(() => run.value.jobs)
  const unsettled = computed(() => list.value.filter((job) => !isSettled(job)).length)
  const beingSwapped = computed(() => layersBeingSwapped(list.value))
  const beingSwappedKey = computed(() => [...beingSwapped.value].join())
  /** How many there were when they were found; the number counts only until it changes. */
  const found = signal(0)
  const isRecovered = signal(false)
  const undoing = new Set<RunId>()
  const undone = signal<Undone | null>(null)
  return {
    run,
    list,
    counted,
    // A slowdown does not matter to jobs that have ended.
    slowedUntil: computed(() => {
      const { notice } = run.value
      return unsettled.value > 0 && notice?.kind === 'slowed' ? notice.until : null
    }),
    resumed: found,
    layersBeingSwapped: computed(() => {
      const isAny = beingSwappedKey.value !== ''
      return isAny ? beingSwapped.peek() : noLayers
    }),
    isRecovered,
    undoing,
    // An undo on the canvas brings the variants back, and then the sentence would be wrong.
    undone: computed(() => {
      const { value } = undone
      const isBack = ({ plan, state }: Job) =>
        state.name === 'done' && plan.run === value?.run && !value.left.has(plan.id)
      return list.value.some(isBack) ? null : value
    }),
    async undoRun(wanted) {
      if (undoing.has(wanted)) return
      undoing.add(wanted)
      feedback.report(null)
      // If it fails, nothing is left that says it was done.
      feedback.announce('')
      try {
        const answer = await engine.undoRun(wanted)
        const isOfSwaps = list.peek().some(({ plan }) => plan.run === wanted && isSwap(plan))
        const said = undoneRunText(answer, isOfSwaps ? 'renders' : 'variants')
        const { touched, locked, unclear, replaced } = answer
        const kept = new Set([...touched, ...locked, ...unclear, ...replaced])
        const stays = (node: NodeId) => kept.has(node)
        const left = list.peek().filter((job) => framesOf(job).some(stays))
        undone.value = { run: wanted, said, left: new Set(left.map(({ plan }) => plan.id)) }
        feedback.announce(said)
      } catch (error) {
        console.warn('A run could not be undone.', error)
        feedback.report('undoRun')
      } finally {
        undoing.delete(wanted)
      }
    },
    async recover() {
      try {
        await engine.recover()
      } catch (error) {
        console.warn('What is unfinished could not be looked up.', error)
        feedback.report('recover')
        return
      }
      isRecovered.value = true
      const count = unsettled.peek()
      found.value = count
      unsettled.subscribe((now) => {
        if (now !== count) found.value = 0
      })
    },
  }
}

import { expect, test } from 'vitest'
import { RunId } from '../../../../contract/model/ids.ts'
import type { Engine, RunUndone } from '../../../../ui/engine/engine.ts'
import { createFeedback } from '../../../../ui/state/feedback.ts'
import { createJobsState } from '../../../../ui/state/jobs.ts'
import { sampleJob } from '../features/tasks/sample-job.ts'

test('a run can be undone while another one is being undone; a second press does nothing', async () => {
  const ends = new Map<RunId, () => void>()
  const asked: RunId[] = []
  const none: RunUndone = { removed: [], touched: [], locked: [], unclear: [], replaced: [] }
  const engine = {
    snapshot: () => ({ jobs: [] }),
    subscribe: () => () => undefined,
    undoRun: (run: RunId) => {
      asked.push(run)
      return new Promise<RunUndone>((resolve) => {
        ends.set(run, () => {
          resolve(none)
        })
      })
    },
  } as unknown as Engine
  const state = createJobsState(engine, createFeedback())
  const [one, other] = [RunId.parse('one'), RunId.parse('other')]
  const first = state.undoRun(one)
  await state.undoRun(one)
  const second = state.undoRun(other)
  // Nor does one that comes once another run is undone as well.
  await Promise.race([state.undoRun(one), Promise.resolve()])
  expect(asked).toEqual([one, other])
  // What both end with is about to be taken back.
  expect([...state.undoing]).toEqual([one, other])
  ends.get(one)?.()
  await first
  await state.undoRun(other)
  expect(asked).toEqual([one, other])
  ends.get(other)?.()
  await second
  expect([...state.undoing]).toEqual([])
  expect(state.undone.peek()?.run).toBe(other)
})

test('what became of a run is announced, though the words are those of the run before', async () => {
  const none: RunUndone = { removed: [], touched: [], locked: [], unclear: [], replaced: [] }
  const engine = {
    snapshot: () => ({ jobs: [] }),
    subscribe: () => () => undefined,
    undoRun: () => Promise.resolve(none),
  } as unknown as Engine
  const feedback = createFeedback()
  const state = createJobsState(engine, feedback)
  const said: string[] = []
  await state.undoRun(RunId.parse('one'))
  feedback.announcement.subscribe((text) => said.push(text))
  await state.undoRun(RunId.parse('other'))
  const [words] = said
  expect(said).toEqual([words, '', words])
})

test('runs that are under way together are counted together until all of them have ended', () => {
  let jobs = [sampleJob({ id: 'a', run: 'one' })]
  let tell = () => {}
  const engine = {
    snapshot: () => ({ jobs }),
    subscribe: (listener: () => void) => {
      tell = listener
    },
  } as unknown as Engine
  const { counted } = createJobsState(engine, createFeedback())
  const now = (...list: Parameters<typeof sampleJob>[0][]) => {
    jobs = list.map(sampleJob)
    tell()
    return counted.peek().map(({ plan }) => plan.id)
  }
  const done = { state: 'done' } as const
  expect(now({ id: 'b', run: 'two' }, { id: 'a', run: 'one' })).toEqual(['b', 'a'])
  expect(now({ id: 'b', run: 'two' }, { id: 'a', run: 'one', ...done })).toEqual(['b', 'a'])
  expect(now({ id: 'b', run: 'two', ...done }, { id: 'a', run: 'one', ...done })).toEqual([
    'b',
    'a',
  ])
  expect(now({ id: 'c', run: 'three' }, { id: 'b', run: 'two', ...done })).toEqual(['c'])
})

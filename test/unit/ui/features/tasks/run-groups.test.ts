import { expect, test } from 'vitest'
import { doneFrames } from '../../../../../ui/features/tasks/follow-runs.ts'
import { groupsOf } from '../../../../../ui/features/tasks/run-groups.ts'
import { groupText, progressText, readyText } from '../../../../../ui/features/tasks/text.ts'
import { sampleJob } from './sample-job.ts'

const told = (jobs: Parameters<typeof groupsOf>[0]) =>
  groupsOf(jobs).map((group) => [group.jobs.map(({ plan }) => plan.id).join(), group.isFirst])

test('there is no group without jobs', () => {
  expect(groupsOf([])).toEqual([])
})

test('jobs stand together by run and source, each run told by its first group', () => {
  expect(
    told([
      sampleJob({ id: 'a', run: 'run-2', source: '1:1' }),
      sampleJob({ id: 'b', run: 'run-2', source: '1:2' }),
      sampleJob({ id: 'c', run: 'run-2', source: '1:1' }),
      sampleJob({ id: 'd', run: 'run-1', source: '1:1' }),
    ]),
  ).toEqual([
    ['a,c', true],
    ['b', false],
    ['d', true],
  ])
})

test('the key of a group is its own', () => {
  const groups = groupsOf([
    sampleJob({ id: 'a', run: 'run-2', source: '1:1' }),
    sampleJob({ id: 'b', run: 'run-1', source: '1:1' }),
    sampleJob({ id: 'c', run: 'run-1', source: '1:2' }),
  ])
  expect(new Set(groups.map(({ key }) => key)).size).toBe(3)
})

test('only frames whose pictures are there can be selected at the end', () => {
  const done = sampleJob({ id: 'a', state: 'done', variants: ['2:1', '2:2'] })
  const failed = sampleJob({ id: 'b', state: 'failed', variants: ['2:3'] })
  const gone = { ...sampleJob({ id: 'c', state: 'done' }), variants: [null] }
  expect(doneFrames([done, failed, gone])).toEqual(['2:1', '2:2'])
})

test('the line tells how far the runs are, and then what is ready', () => {
  const tally = { total: 12, done: 7, failed: 1, stopped: 0, undone: 0 }
  expect(progressText(tally, null, 170_000)).toBe('7 of 12 · 1 failed · about 3 min left')
  expect(progressText({ ...tally, failed: 0, stopped: 2 }, null, null)).toBe('7 of 12 · 2 stopped')
  expect(progressText({ ...tally, done: 0, undone: 5 }, null, null)).toBe(
    '0 of 12 · 1 failed · 5 undone',
  )
  expect(progressText({ ...tally, failed: 0 }, { frames: 12, isSwap: false }, null)).toBe(
    '12 variants ready',
  )
  expect(progressText(tally, { frames: 1, isSwap: false }, null)).toBe('1 ready · 1 failed')
  expect(progressText({ ...tally, stopped: 2 }, { frames: 1, isSwap: false }, null)).toBe(
    '1 ready · 1 failed · 2 stopped',
  )
  expect(readyText({ frames: 6, isSwap: true }, 0)).toBe('6 renders ready')
  expect(groupText('Poster', '16:05', 'A print')).toBe('Poster · 16:05 · A print')
})

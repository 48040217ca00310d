import { expect, test } from 'vitest'
import { plain } from '../../../../../ui/engine/failures/classify-failure.ts'
import { countedJobs } from '../../../../../ui/engine/jobs/counted-jobs.ts'
import { undone } from '../../../../../ui/engine/jobs/presence.ts'
import { retriedTogether } from '../../../../../ui/features/tasks/failed-jobs.ts'
import { sampleJob } from './sample-job.ts'

const failed = (id: string, run: string, failure = plain('refused', 'new-task')) => ({
  ...sampleJob({ id, run }),
  state: { name: 'failed', failure } as const,
})
const away = (id: string, run: string) => failed(id, run, undone)
const ids = (...jobs: Parameters<typeof countedJobs>[0]) =>
  retriedTogether(jobs, countedJobs(jobs)).map(({ plan }) => plan.id)

test('what failed is tried again together, in every run, without what was undone', () => {
  expect(ids(failed('a', 'new'), away('b', 'new'), failed('c', 'old'))).toEqual(['a', 'c'])
})

test('what was undone is placed again together, in the newest run alone', () => {
  expect(
    ids(sampleJob({ id: 'a', run: 'new', state: 'done' }), away('b', 'new'), away('c', 'old')),
  ).toEqual(['b'])
})

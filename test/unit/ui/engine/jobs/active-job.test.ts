import { expect, test } from 'vitest'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import { createActiveJob } from '../../../../../ui/engine/jobs/active-job.ts'
import { entry } from '../../../plugin/storage/sample-ledger.ts'

test('a job that was surely refused has not been sent, so its time begins with the next request', () => {
  const active = createActiveJob({ ...entry('a'), isKept: true, isNew: true })
  const sent = { submission: { state: 'sending', since: 3 }, sentAt: 3 } as const
  active.job = { ...active.job, ...sent }
  active.refuse(new HiApiError('out-of-balance', { mayExist: false }))
  expect(active.job).toMatchObject({ submission: { state: 'unsent' }, sentAt: null })
  active.job = { ...active.job, ...sent }
  active.refuse(new HiApiError('unreachable'))
  expect(active.job).toMatchObject(sent)
})

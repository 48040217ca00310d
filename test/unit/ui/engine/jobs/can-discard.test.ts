import { describe, expect, it } from 'vitest'
import type { Remedy } from '../../../../../ui/engine/failures/failure.ts'
import { plain } from '../../../../../ui/engine/failures/classify-failure.ts'
import type { Job, JobState } from '../../../../../ui/engine/jobs/job.ts'
import { undone } from '../../../../../ui/engine/jobs/presence.ts'
import { sampleJob } from '../../features/tasks/sample-job.ts'
import { canClear, canDiscard } from '../../../../../ui/engine/jobs/can-discard.ts'

const failed = (remedy: Remedy): JobState => ({
  name: 'failed',
  failure: plain('variant-gone', remedy),
})
const job = (state: JobState, isKept: boolean): Pick<Job, 'state' | 'isKept'> => ({ state, isKept })

describe('what can be discarded', () => {
  it('is what would come back at every opening', () => {
    expect(canDiscard(job(failed('check-again'), true))).toBe(true)
    expect(canDiscard(job({ name: 'stopped' }, true))).toBe(true)
    expect(canDiscard(job(failed('new-task'), false))).toBe(false)
    expect(canDiscard(job({ name: 'stopped' }, false))).toBe(false)
  })

  it('is a picture that has lost its frame', () => {
    expect(canDiscard(job(failed('new-frame'), false))).toBe(true)
  })

  it('is what only its frame tells of', () => {
    const state: JobState = {
      name: 'failed',
      failure: plain('undone', 'check-again'),
    }
    expect(canDiscard(job(state, false))).toBe(true)
  })

  it('is nothing that is under way or done', () => {
    expect(canDiscard(job({ name: 'generating' }, true))).toBe(false)
    expect(canDiscard(job({ name: 'done' }, true))).toBe(false)
  })
})

describe('what can be cleared away', () => {
  const cleared = (state: JobState) => canClear({ ...sampleJob(), isKept: true, state })

  it('is what was undone: the next opening offers it again', () => {
    expect(cleared({ name: 'failed', failure: undone })).toBe(true)
    expect(cleared({ name: 'done' })).toBe(true)
  })

  it('is nothing that may be lost, or is under way', () => {
    expect(cleared({ name: 'failed', failure: plain('unavailable', 'send-again') })).toBe(false)
    expect(cleared({ name: 'generating' })).toBe(false)
  })
})

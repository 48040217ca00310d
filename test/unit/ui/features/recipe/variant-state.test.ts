import { describe, expect, it } from 'vitest'
import { TaskId } from '../../../../../contract/model/ids.ts'
import type { Job } from '../../../../../ui/engine/jobs/job.ts'
import { statesText } from '../../../../../ui/features/recipe/text.ts'
import type { VariantInfo } from '../../../../../contract/model/variant.ts'
import {
  historyOf,
  indexJobs,
  type JobIndex,
  ownReplacement,
  stateOf,
} from '../../../../../ui/features/recipe/variant-state.ts'
import { waiting, failed, recipeOf, variant } from './sample-recipe.ts'

const idle = indexJobs([])

/** A job with one frame: a new one, or the one of a variant whose picture it is to replace. */
function job(id: string, state: Job['state'], into: string | null, frame = into): Job {
  const { recipe, page, bounds } = variant({ job: id, node: frame ?? '4:5' })
  const { node, source, request, details, target, focalPoint } = recipe
  const part = { target, size: bounds, name: 'Poster · Instagram story', focalPoint } as const
  return {
    plan: {
      id: recipe.job,
      run: recipe.run,
      source: { id: source.id, page, name: source.name, bounds },
      anchor: null,
      parts: [{ ...part, format: 'PNG', into: into === null ? null : node, swaps: null }],
      ...request,
      details,
      price: 0.04,
    },
    state,
    isNew: true,
    at: 1,
    sentAt: 1,
    endedAt: null,
    submission: { state: 'created', at: 1, task: TaskId.parse('tk-1') },
    isKept: true,
    variants: [frame === null ? null : node],
    picture: null,
    remark: null,
  }
}

describe('how far a variant has come', () => {
  it('is told by its recipe, and by what is to replace its picture', () => {
    const name = (known: VariantInfo, jobIndex: JobIndex = idle) => stateOf(known, jobIndex).name
    expect(name(variant())).toBe('done')
    expect(name(variant({ progress: waiting }))).toBe('waiting')
    expect(name(variant({ progress: failed }))).toBe('failed')
    expect(name(variant({}, { pending: recipeOf({ progress: waiting }) }))).toBe('replacing')
    expect(name(variant({}, { pending: recipeOf({ progress: failed }) }))).toBe('replacing-failed')
    expect(name(variant({ progress: waiting }, { isCopy: true }))).toBe('empty-copy')
  })

  it('is told by this window’s jobs where they know better', () => {
    const stopped = indexJobs([job('job-1', { name: 'stopped' }, null)])
    expect(stateOf(variant({ progress: waiting }), stopped).name).toBe('stopped')
    // Before it is written on the variant that a picture will replace its own.
    const begun = indexJobs([job('job-2', { name: 'waiting' }, '4:5')])
    expect(stateOf(variant(), begun).name).toBe('replacing')
    expect(stateOf(variant(), indexJobs([job('job-2', { name: 'done' }, '4:5')])).name).toBe('done')
  })

  it('is not what a copy’s original waits for', () => {
    const pending = recipeOf({ node: '4:5', progress: waiting })
    const copy = variant({ node: '4:5' }, { pending, isCopy: true })
    expect(ownReplacement(copy).pending).toBe(pending)
    const other = { ...copy, node: variant({ node: '9:9' }).node }
    expect(stateOf(ownReplacement(other), idle).name).toBe('done')
  })

  it('is summed up for several', () => {
    const states = [waiting, failed, failed].map((progress) => stateOf(variant({ progress }), idle))
    expect(statesText(states)).toBe('1 waiting · 2 failed')
    expect(statesText([{ name: 'done' }])).toBeNull()
  })

  it('makes its recipe worth reading again when a job of it has come further, and no sooner', () => {
    const nodes = [variant().node]
    const before = historyOf(nodes, [job('job-1', { name: 'queued' }, null, '4:5')])
    expect(historyOf(nodes, [job('job-1', { name: 'generating' }, null, '4:5')])).toBe(before)
    expect(historyOf(nodes, [job('job-1', { name: 'done' }, null, '4:5')])).not.toBe(before)
    expect(historyOf(nodes, [job('job-1', { name: 'done' }, null, '7:7')])).toBe('')
  })
})

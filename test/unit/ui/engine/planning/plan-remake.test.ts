import { describe, expect, it } from 'vitest'
import {
  IdempotencyKey,
  ImageHash,
  JobId,
  NodeId,
  RunId,
  TaskId,
} from '../../../../../contract/model/ids.ts'
import type { Reference } from '../../../../../contract/model/reference.ts'
import { planRemake } from '../../../../../ui/engine/planning/plan-remake.ts'
import { storyAndReel } from '../../../../sandbox/support/wish.ts'
import type { VariantInfo } from '../../../../../contract/model/variant.ts'
import { plainDetails } from '../../../../plain-details.ts'
import { page, partsOf } from './sample-plan.ts'

describe('making variants again', () => {
  const reference: Reference = {
    hash: ImageHash.parse('old'),
    type: 'image/png',
    width: 400,
    height: 300,
  }
  const [story, reel] = storyAndReel
  if (story === undefined || reel === undefined) throw new Error('two placements')

  const variant = (node: string, job: string, target = story.target): VariantInfo => ({
    node: NodeId.parse(node),
    page,
    name: `Poster · ${node}`,
    bounds: { x: 500, y: 0, width: 110, height: 190 },
    pending: null,
    isCopy: false,
    hasGuide: false,
    missing: { source: false, reference: false, further: 0, picture: false },
    recipe: {
      version: 1,
      node: NodeId.parse(node),
      owner: null,
      run: RunId.parse('run'),
      job: JobId.parse(job),
      part: 0,
      source: { id: NodeId.parse('1:Poster'), name: 'Poster', size: { width: 400, height: 300 } },
      target,
      focalPoint: { x: 0.2, y: 0.8 },
      reference,
      request: {
        model: 'gpt-image-2/image-to-image',
        prompt: 'A print',
        ratio: '1:1',
        resolution: '2K',
        callbackUrl: '',
        idempotencyKey: IdempotencyKey.parse('restage-job-1'),
      },
      details: { ...plainDetails, template: '{name}', copy: 2, serves: ['Old'] },
      price: 0.04,
      progress: {
        state: 'done',
        at: 0,
        task: TaskId.parse('task'),
        picture: { hash: ImageHash.parse('picture'), width: 9, height: 16 },
      },
    },
  })
  const remade = (...variants: VariantInfo[]) =>
    variants.map((each) => ({ variant: each, reference }))

  it('gives those that share a picture one new picture, in place', () => {
    const wanted = remade(
      variant('2:1', 'a'),
      variant('2:2', 'b'),
      variant('2:3', 'a', reel.target),
    )
    const jobs = planRemake(wanted, 'in-place', partsOf())
    expect(jobs.map(({ plan: { parts } }) => parts.map(({ into }) => into))).toEqual([
      ['2:1', '2:3'],
      ['2:2'],
    ])
    expect(jobs[0]?.plan).toMatchObject({
      anchor: null,
      ratio: '1:1',
      resolution: '2K',
      prompt: 'A print',
      source: { id: '1:Poster', page, bounds: { x: 500, width: 400, height: 300 } },
      details: { template: '{name}', copy: 2, serves: ['Instagram story', 'Reel cover'] },
    })
    expect(jobs[0]?.plan.parts[0]).toMatchObject({
      name: 'Poster · 2:1',
      focalPoint: { x: 0.2, y: 0.8 },
      size: { width: 110, height: 190 },
    })
  })

  it('gives a new frame of the exact size beside the old one', () => {
    const [job] = planRemake(remade(variant('2:1', 'a')), 'beside', partsOf())
    expect(job?.plan.anchor).toBe('2:1')
    expect(job?.plan.parts[0]).toMatchObject({ into: null, size: { width: 108, height: 192 } })
  })

  it('is a run of its own, with jobs of its own', () => {
    const jobs = planRemake(remade(variant('2:1', 'a'), variant('2:2', 'b')), 'beside', partsOf())
    expect(new Set(jobs.map(({ plan: { run } }) => run)).size).toBe(1)
    expect(jobs.map(({ plan: { id } }) => id)).not.toContain('a')
  })
})

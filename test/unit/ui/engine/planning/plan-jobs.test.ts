import { isOffered } from '../../../../../contract/hiapi/models/model.ts'
import { ratiosOf } from '../../../../../contract/hiapi/models/model.ts'
import { pictureSize } from '../../../../../contract/hiapi/models/model.ts'
import { proportionOf } from '../../../../../contract/model/target.ts'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centre } from '../../../../../contract/model/geometry.ts'
import {
  IdempotencyKey,
  ImageHash,
  JobId,
  NodeId,
  PageId,
  RunId,
  TaskId,
} from '../../../../../contract/model/ids.ts'
import type { Reference } from '../../../../../contract/model/reference.ts'
import { defaultSettings } from '../../../../../contract/model/client-storage/settings.ts'
import type { UsableSource } from '../../../../../contract/model/source.ts'
import { resolutions } from '../../../../../contract/model/target.ts'
import { layerName } from '../../../../../ui/engine/planning/variant-name.ts'
import { planJobs, type PlanParts } from '../../../../../ui/engine/planning/plan-jobs.ts'
import { planRemake } from '../../../../../ui/engine/planning/plan-remake.ts'
import { sectionName, sectionsOf } from '../../../../../ui/engine/planning/run-section.ts'
import {
  frameOfEdge,
  frameOfTarget,
  frameOnArrival,
} from '../../../../../ui/catalog/targets/frame-size.ts'
import { orderFor, placement, storyAndReel, type Wish } from '../../../../sandbox/wish.ts'
import { renderName } from '../../../../../ui/formats/terms.ts'
import type { VariantInfo } from '../../../../../contract/model/variant.ts'
import { plainDetails } from '../../../../plain-details.ts'

const page = PageId.parse('0:1')
const source = (name: string, width = 400, height = 300): UsableSource => ({
  usable: true,
  id: NodeId.parse(`1:${name}`),
  page,
  name,
  bounds: { x: 0, y: 0, width, height },
})

function partsOf(changes: Partial<PlanParts> = {}): PlanParts {
  let ids = 0
  return {
    newId: () => `id${String(++ids)}`,
    price: ({ resolution }) => (resolution === '4K' ? 0.06 : 0.03),
    formatOf: () => 'PNG',
    namePattern: defaultSettings.namePattern,
    model: gptImage2,
    ...changes,
  }
}

const plan = (
  wish: Partial<Wish>,
  changes: Partial<PlanParts> = {},
  sources = [source('Poster')],
) => planJobs(orderFor(sources, wish), partsOf(changes))
const namesOf = (jobs: ReturnType<typeof plan>) =>
  jobs.map(({ parts }) => parts.map(({ name }) => name))

describe('a plan', () => {
  it('is every source in every target, source by source', () => {
    const jobs = plan({ ratios: ['1:1', '16:9'] }, {}, [source('Poster'), source('Card')])
    expect(namesOf(jobs)).toEqual(
      ['Poster · 1:1', 'Poster · 16:9', 'Card · 1:1', 'Card · 16:9'].map((name) => [name]),
    )
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(4)
    expect(new Set(jobs.map(({ run }) => run)).size).toBe(1)
  })

  it('leaves out pairs of ratio and resolution that don’t exist', () => {
    expect(plan({ ratios: ['3:1', '1:1'], resolution: '4K' })).toHaveLength(1)
  })

  it('has one job for placements that need the same picture, with a part for each', () => {
    const [shared, ...others] = plan({ targets: storyAndReel })
    expect(others).toEqual([])
    expect(shared?.parts.map(({ size, name }) => ({ size, name }))).toEqual([
      { size: { width: 108, height: 192 }, name: 'Poster · Instagram story' },
      { size: { width: 54, height: 96 }, name: 'Poster · Reel cover' },
    ])
    expect(shared?.details.serves).toEqual(['Instagram story', 'Reel cover'])
    expect(shared).toMatchObject({ ratio: '9:16', resolution: '1K', price: 0.03 })
  })

  it('shares nothing where each is to have its own, or where the words differ', () => {
    expect(plan({ targets: storyAndReel, isShared: false })).toHaveLength(2)
    const [story, reel] = storyAndReel
    if (story === undefined || reel === undefined) throw new Error('two placements')
    expect(plan({ targets: [story, { ...reel, addition: 'Calmer' }] })).toHaveLength(2)
    expect(
      plan({ targets: [story, { ...reel, cell: { ratio: '1:2', resolution: '1K' } }] }),
    ).toHaveLength(2)
    expect(plan({ ratios: ['9:16'], targets: storyAndReel })).toHaveLength(2)
  })

  it('makes copies of each, and tells them apart by number', () => {
    const jobs = plan({ ratios: ['1:1'], targets: storyAndReel, copies: 2 })
    expect(namesOf(jobs)).toEqual([
      ['Poster · 1:1'],
      ['Poster · 1:1 · 2'],
      ['Poster · Instagram story', 'Poster · Reel cover'],
      ['Poster · Instagram story · 2', 'Poster · Reel cover · 2'],
    ])
    expect(jobs.map(({ details }) => details.copy)).toEqual([1, 2, 1, 2])
  })

  it('keeps the person’s words only where others are sent', () => {
    const [job] = plan({ prompt: 'A print' })
    expect(job?.prompt).toBe('A print')
    expect(job?.details.template).toBe('')
  })

  it('asks the given function for price and format', () => {
    const target = placement('Card', { width: 30, height: 30 }, '1:1')
    const [job] = plan({ targets: [target] }, { price: () => 0.5, formatOf: () => 'JPG' })
    expect(job).toMatchObject({ price: 0.5 })
    expect(job?.parts[0].format).toBe('JPG')
  })
})

describe('frames', () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 5_000 }),
    height: fc.integer({ min: 1, max: 5_000 }),
  })

  it('of a placement are its pixels, to the pixel', () => {
    const target = {
      kind: 'placement',
      placement: 'x',
      name: 'X',
      size: { width: 728, height: 90 },
    } as const
    const cell = { ratio: '3:1', resolution: '1K' } as const
    expect(frameOfTarget(target, { width: 5, height: 5 }, pictureSize(gptImage2, cell))).toEqual(
      target.size,
    )
    expect(frameOnArrival(target, { width: 5, height: 5 }, { width: 2172, height: 724 })).toBeNull()
  })

  it('with a long edge have it nearest to the pixels given, in the exact ratio', () => {
    expect(frameOfEdge({ width: 16, height: 9 }, 1920)).toEqual({ width: 1920, height: 1080 })
    expect(frameOfEdge({ width: 16, height: 9 }, 1001)).toEqual({ width: 1008, height: 567 })
    expect(frameOfEdge({ width: 7, height: 3 }, 1)).toEqual({ width: 7, height: 3 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (pixels) => {
        for (const ratio of ratiosOf(gptImage2)) {
          const proportion = proportionOf(ratio)
          if (proportion === null) continue
          const frame = frameOfEdge(proportion, pixels)
          const long = Math.max(proportion.width, proportion.height)
          expect(frame.width * proportion.height).toBe(frame.height * proportion.width)
          const off = Math.abs(Math.max(frame.width, frame.height) - pixels)
          expect(off <= long / 2 || Math.max(frame.width, frame.height) === long).toBe(true)
        }
      }),
    )
  })

  it('are whole and exact in every sizing, before and after the picture is there', () => {
    const sizings = [
      { by: 'width' },
      { by: 'height' },
      { by: 'area' },
      { by: 'picture' },
      { by: 'edge', pixels: 777 },
    ] as const
    fc.assert(
      fc.property(size, size, (frame, picture) => {
        for (const sizing of sizings) {
          for (const ratio of ratiosOf(gptImage2)) {
            for (const resolution of resolutions.filter((each) =>
              isOffered(gptImage2, { ratio, resolution: each }),
            )) {
              const target = { kind: 'ratio', ratio, sizing } as const
              const before = frameOfTarget(
                target,
                frame,
                pictureSize(gptImage2, { ratio, resolution }),
              )
              const after = frameOnArrival(target, frame, picture) ?? before
              for (const { width, height } of [before, after]) {
                expect(Number.isInteger(width) && width >= 1).toBe(true)
                expect(Number.isInteger(height) && height >= 1).toBe(true)
                const proportion = proportionOf(ratio)
                if (proportion !== null) {
                  expect(width * proportion.height).toBe(height * proportion.width)
                }
              }
            }
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('of auto are the picture’s own, its area the source’s, or its edge as wished', () => {
    const picture = { width: 300, height: 200 }
    const frame = { width: 600, height: 400 }
    const auto = (sizing: { by: 'area' | 'picture' } | { by: 'edge'; pixels: number }) =>
      frameOnArrival({ kind: 'ratio', ratio: 'auto', sizing }, frame, picture)
    expect(auto({ by: 'picture' })).toEqual(picture)
    expect(auto({ by: 'area' })).toEqual(frame)
    expect(auto({ by: 'edge', pixels: 150 })).toEqual({ width: 150, height: 100 })
  })
})

describe('a layer’s name', () => {
  const tokens = {
    source: 'Poster',
    target: 'Reel cover',
    ratio: '9:16',
    size: { width: 1080, height: 1920 },
    copy: 1,
  }

  it('is made by the pattern; a token that there is not stays', () => {
    expect(layerName('{source}/{target}/{ratio}/{width}x{height}/{copy} {date}', tokens)).toBe(
      'Poster/Reel cover/9:16/1080x1920/1 {date}',
    )
  })

  it('is never empty', () => {
    expect(layerName('  ', tokens)).toBe('Poster · Reel cover')
    expect(layerName('', { ...tokens, copy: 3 })).toBe('Poster · Reel cover · 3')
  })

  it('takes no token out of the source’s own name', () => {
    expect(layerName('{source}', { ...tokens, source: '{target}' })).toBe('{target}')
  })

  it('still tells the target and the copy where the source’s own name is long', () => {
    const long = '🌇'.repeat(5_000)
    const short = `${'🌇'.repeat(79)}…`
    expect(layerName('', { ...tokens, source: long, copy: 2 })).toBe(`${short} · Reel cover · 2`)
    expect(renderName(long, 2)).toBe(`${short} · render · 2`)
  })
})

describe('a section', () => {
  it('is called by the beginning of the prompt’s first line', () => {
    expect(sectionName(' A print on a table \nwith a cup')).toBe('A print on a table')
    expect(sectionName('A print on a sunlit table beside a window with a cup')).toBe(
      'A print on a sunlit table beside a…',
    )
    expect(sectionName('x'.repeat(60))).toBe(`${'x'.repeat(40)}…`)
  })

  it('has a row for each source, with the frames of all its jobs', () => {
    const jobs = plan({ ratios: ['1:1'], targets: storyAndReel })
    const [first, second] = sectionsOf('A print', [jobs, jobs.slice(0, 1)])
    expect(first?.rows.map((row) => row.length)).toEqual([3, 1])
    expect([first?.row, second?.row]).toEqual([0, 1])
    expect(second?.rows).toEqual(first?.rows)
  })
})

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

it('starts in the middle where nobody says otherwise', () => {
  expect(plan({})[0]?.parts[0].focalPoint).toEqual(centre)
})

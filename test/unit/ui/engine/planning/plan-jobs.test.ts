import { describe, expect, it } from 'vitest'
import { centre } from '../../../../../contract/model/geometry.ts'
import { placement, storyAndReel } from '../../../../sandbox/support/wish.ts'
import { source, plan } from './sample-plan.ts'

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

it('starts in the middle where nobody says otherwise', () => {
  expect(plan({})[0]?.parts[0].focalPoint).toEqual(centre)
})

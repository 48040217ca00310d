import { describe, expect, it } from 'vitest'
import { sectionName, sectionsOf } from '../../../../../ui/engine/planning/run-section.ts'
import { storyAndReel } from '../../../../sandbox/support/wish.ts'
import { plan } from './sample-plan.ts'

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

import { describe, expect, test } from 'vitest'
import type { AspectRatio } from '../../../../../contract/model/target.ts'
import { isOfRatio, remarksOn } from '../../../../../ui/engine/pipeline/check-result.ts'
import { sampleJob } from '../../features/tasks/sample-job.ts'

const planned = (ratio: AspectRatio) => ({ ...sampleJob().plan, ratio })
const square = { width: 1024, height: 1024 }

describe('a picture has the ratio that was asked for', () => {
  test.each([
    ['1:1', square, true],
    ['1:1', { width: 1024, height: 1034 }, true],
    ['1:1', { width: 1024, height: 1035 }, false],
    ['16:9', { width: 1536, height: 864 }, true],
    ['16:9', { width: 864, height: 1536 }, false],
    ['auto', { width: 864, height: 1536 }, null],
  ] as const)('%s', (ratio, size, answer) => {
    expect(isOfRatio(size, planned(ratio))).toBe(answer)
  })
})

describe('the remarks on a picture', () => {
  const { resolution } = planned('1:1')
  const asked = { ratio: '1:1', resolution } as const

  test('are none where it is as it was asked for, or where no ratio was', () => {
    expect(remarksOn(planned('1:1'), square, asked)).toEqual([])
    expect(remarksOn(planned('auto'), { width: 864, height: 1536 }, asked)).toEqual([])
  })

  test('name another resolution first, then another ratio', () => {
    const size = { width: 1536, height: 1024 }
    expect(remarksOn(planned('1:1'), size, { ...asked, resolution: '2K' })).toEqual([
      'HiAPI does not make 1:1 at the chosen resolution. This picture is 2K.',
      'HiAPI returned 1536 × 1024, another ratio. The edges are cropped.',
    ])
  })
})

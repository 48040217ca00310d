import { describe, expect, it } from 'vitest'
import {
  checkName,
  checkPlacement,
  pixelsOf,
} from '../../../../../ui/features/composer/check-placement.ts'

describe('pixels as they are written', () => {
  it.each([
    ['1080', 1080],
    [' 1 080 px ', 1080],
    ['10,000', 10_000],
    ['1', 1],
    ['640px', 640],
    // As Japanese and Chinese input methods write them.
    ['１０８０', 1080],
  ])('takes %j', (written, pixels) => {
    expect(pixelsOf(written)).toBe(pixels)
  })

  it.each(['', '0', '10001', '1.5', '-3', 'wide', '1e3', '10 8', '1080x1920', '99999999999'])(
    'does not take %j',
    (written) => {
      expect(pixelsOf(written)).toBeNull()
    },
  )
})

describe('a placement of one’s own', () => {
  it('is tidied', () => {
    const fields = { name: '  Shop   window ', width: '1,200', height: '1600 px' }
    expect(checkPlacement(fields, ['Poster'])).toEqual({
      placement: { name: 'Shop window', width: 1200, height: 1600 },
    })
  })

  it('says of each field what is wrong with it', () => {
    expect(checkPlacement({ name: ' ', width: 'x', height: '0' }, [])).toEqual({
      problems: { name: 'no-name', width: 'no-width', height: 'no-height' },
    })
  })

  it('is not called like another, however that is written', () => {
    expect(checkName('shop window', ['Shop window'])).toEqual({ problem: 'name-taken' })
    expect(checkName('a'.repeat(61), [])).toEqual({ problem: 'long-name' })
    expect(checkName('😀'.repeat(60), [])).toEqual({ name: '😀'.repeat(60) })
  })
})

import { expect, it } from 'vitest'
import {
  headingText,
  keepQuestion,
  originalGoneText,
  restoreQuestion,
  shownText,
} from '../../../../../ui/features/swap-review/text.ts'
import { sideAfterFlip } from '../../../../../ui/features/swap-review/swaps.ts'
import { isFlipKey } from '../../../../../ui/features/swap-review/flip-shortcut.ts'
import { swap } from './setup.ts'
import {
  boxStyle,
  cornersStyle,
  pixelsOf,
} from '../../../../../ui/features/swap-review/comparison-size.ts'

const flipped = swap('5:2', { shown: 'original' })
const bereft = swap('5:3', { original: null })

it('flips several to the same side: to the renders, unless all show those', () => {
  expect(sideAfterFlip([swap()])).toBe('original')
  expect(sideAfterFlip([flipped])).toBe('render')
  expect(sideAfterFlip([swap(), flipped])).toBe('render')
  expect(sideAfterFlip([swap('5:4', { shown: null })])).toBe('render')
  expect(sideAfterFlip([swap(), { ...bereft, shown: 'original' }])).toBe('original')
})

it('says which side is seen, and what a deleted original leaves', () => {
  expect(headingText([swap()])).toBe('Hero card')
  expect(headingText([swap(), flipped])).toBe('2 swaps')
  expect(shownText([flipped])).toBe('Original shown.')
  expect(shownText([swap(), flipped])).toBe('1 of 2 originals shown.')
  expect(shownText([swap(), swap('5:4')])).toBe('')
  expect(shownText([swap('5:4', { shown: null })])).toBe('')
  expect(originalGoneText([swap()])).toBeNull()
  expect(originalGoneText([bereft])).toContain('The original was deleted')
  expect(originalGoneText([swap(), bereft])).toBe('1 original was deleted, and is left out.')
})

it('asks by name of one, by number of several', () => {
  expect(restoreQuestion([swap('5:1', { goes: { restore: '5:9', keep: '1:2' } })])).toContain(
    'Restore Hero card?',
  )
  expect(
    restoreQuestion([swap('5:1', { goes: { restore: '5:9', keep: '1:2' } }), flipped]),
  ).toContain('What was put into 1 render goes too.')
  expect(keepQuestion([swap()])).toContain('Delete the original?')
  expect(keepQuestion([swap(), flipped])).toContain('Delete 2 originals?')
})

it('draws a comparison in the layer’s shape, however extreme', () => {
  expect(boxStyle({ width: 400, height: 300 })).toMatchObject({ aspectRatio: '400 / 300' })
  expect(boxStyle({ width: 10, height: 4000 }).width).toBe('min(100%, 0.6px, 0.125vh)')
  expect(cornersStyle({ width: 400, height: 200 }, [20, 0, 40, 0])).toEqual({
    borderRadius: '5% 0% 10% 0% / 10% 0% 20% 0%',
  })
  expect(pixelsOf({ width: 400, height: 300 })).toEqual({ width: 640, height: 480 })
  expect(pixelsOf({ width: 1, height: 90_000 })).toEqual({ width: 1, height: 480 })
  expect(pixelsOf({ width: 90_000, height: 1 })).toEqual({ width: 1600, height: 1 })
})

it('takes a plain F for a flip, and nothing that means something else', () => {
  const press = {
    key: 'f',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    defaultPrevented: false,
  }
  expect(isFlipKey(press)).toBe(true)
  expect(isFlipKey({ ...press, key: 'F' })).toBe(true)
  expect(isFlipKey({ ...press, key: 'g' })).toBe(false)
  for (const other of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey', 'repeat', 'isComposing']) {
    expect(isFlipKey({ ...press, [other]: true })).toBe(false)
  }
})

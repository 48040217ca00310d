import { describe, expect, it } from 'vitest'
import {
  guidesToHide,
  guidesToShow,
  ruleNames,
} from '../../../../../../ui/features/recipe/safe-zones/safe-zone-guides.ts'
import { variant } from '../sample-recipe.ts'

describe('safe zones', () => {
  const square = variant({ node: '4:8', target: { kind: 'ratio', ratio: '1:1' } })

  it('are those of the placement, the stricter rule first', () => {
    const insets = { top: 269, right: 65, bottom: 672, left: 65 }
    const guide = { node: '4:5', name: 'Instagram story', insets }
    expect(guidesToShow([variant(), square], null)).toEqual([guide])
    const [, older = ''] = ruleNames([variant()])
    const [other] = guidesToShow([variant()], older)
    expect(other?.insets).toEqual({ top: 269, right: 0, bottom: 384, left: 0 })
    expect(ruleNames([square])).toEqual([])
  })

  it('follow a frame that was resized', () => {
    const half = variant({}, { bounds: { x: 0, y: 0, width: 540, height: 960 } })
    expect(guidesToShow([half], null)[0]?.insets).toMatchObject({ top: 134.5, left: 32.5 })
  })

  it('are taken away only where they are', () => {
    const shown = variant({ node: '4:9' }, { hasGuide: true })
    expect(guidesToHide([variant(), shown])).toEqual([
      { node: '4:9', name: 'Poster · Instagram story', insets: null },
    ])
  })
})

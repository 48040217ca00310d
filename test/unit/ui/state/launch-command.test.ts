import { describe, expect, it } from 'vitest'
import { isStillMeant } from '../../../../ui/state/launch-command.ts'
import { variant } from '../features/recipe/sample-recipe.ts'

describe('a button on the canvas', () => {
  it('means what was selected when it was pressed, and nothing else', () => {
    const [one, other] = [variant().node, variant({ node: '4:8' }).node]
    expect(isStillMeant([one, other], [other, one])).toBe(true)
    expect(isStillMeant([one], [other])).toBe(false)
    expect(isStillMeant([one], [one, other])).toBe(false)
    expect(isStillMeant([one, other], [one])).toBe(false)
    expect(isStillMeant([], [])).toBe(false)
  })
})

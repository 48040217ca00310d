import { describe, expect, it } from 'vitest'
import { type Press, createPressGuard } from '../../../../../ui/components/widgets/press-guard.ts'

const press = (change: Partial<Press> = {}): Press => ({
  time: 5_000,
  x: 300,
  y: 40,
  of: 'a',
  ...change,
})

describe('a press', () => {
  it('is taken when it is the first, even at time 0', () => {
    expect(createPressGuard(600).admits(press({ time: 0 }))).toBe(true)
  })

  it('is ignored in the same row, wherever it falls, until some time has passed', () => {
    const guard = createPressGuard(600)
    expect(guard.admits(press())).toBe(true)
    expect(guard.admits(press({ time: 5_001 }))).toBe(false)
    expect(guard.admits(press({ time: 5_599, x: 20 }))).toBe(false)
    expect(guard.admits(press({ time: 5_600 }))).toBe(true)
  })

  it('is ignored at the same place when another row has come there', () => {
    const guard = createPressGuard(600)
    guard.admits(press())
    expect(guard.admits(press({ time: 5_250, x: 303, of: 'b' }))).toBe(false)
    expect(guard.admits(press({ time: 5_250, y: 68, of: 'b' }))).toBe(true)
  })

  it('that was ignored holds up no other', () => {
    const guard = createPressGuard(600)
    for (const [time, isTaken] of [
      [0, true],
      [500, false],
      [700, true],
      [1_200, false],
      [1_300, true],
    ] as const) {
      expect(guard.admits(press({ time }))).toBe(isTaken)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuTimeOf } from '../../../cpu-time.ts'
import { clearance, gap, reach, rowSlots, slotBelow } from '../../../../plugin/layout/row-layout.ts'
import type { Rect, Size } from '../../../../contract/model/geometry.ts'
import { holds, overlap } from '../../../../plugin/canvas/rect.ts'
import { padding, sectionPlan, slotsInRow } from '../../../../plugin/layout/section-layout.ts'

const side = fc.double({ min: 0.5, max: 4000, noNaN: true })
const place = fc.double({ min: -5000, max: 5000, noNaN: true })
const rect = fc.record({ x: place, y: place, width: side, height: side })
const wholeSide = fc.integer({ min: 1, max: 4000 })
const size = fc.record({ width: wholeSide, height: wholeSide })
const source: Rect = { x: 0, y: 0, width: 400, height: 300 }

describe('a row of slots', () => {
  test('stands right of what it belongs to, level with the source', () => {
    const beside = { x: -100, y: -50, width: 1000, height: 800 }
    const sizes = [
      { width: 300, height: 300 },
      { width: 160, height: 90 },
    ]
    expect(rowSlots({ source, beside, obstacles: [beside], sizes })).toEqual([
      { x: 900 + gap, y: 0 },
      { x: 900 + gap + 300 + gap, y: 0 },
    ])
  })

  test('goes below the lowest thing in its way where what is beside it ends out of reach', () => {
    const obstacles = [
      { x: 500, y: 100, width: reach, height: 50 },
      { x: 600, y: 280, width: 50, height: 1000 },
    ]
    const sizes = [{ width: 300, height: 300 }]
    expect(rowSlots({ source, beside: source, obstacles, sizes })).toEqual([
      { x: 400 + gap, y: 1280 + gap },
    ])
  })

  const box = (x: number, y: number, width: number, height: number): Rect => ({
    x,
    y,
    width,
    height,
  })
  const square: Size = { width: 300, height: 300 }

  test.each<[string, Rect[], Size[], number]>([
    ['one thing', [box(500, 100, 50, 50)], [square], 550 + gap],
    ['the second of two', [box(500, 0, 50, 50), box(700, 0, 100, 50)], [square], 800 + gap],
    ['two, into the gap', [box(500, 0, 50, 50), box(1200, 0, 9, 50)], [square], 550 + gap],
    ['what only its second is near', [box(900, 0, 50, 50)], [square, square], 950 + gap],
    ['what only its tall one is near', [box(900, 400, 50, 50)], [square, box(0, 0, 9, 800)], 1030],
    ['a fraction of a pixel', [box(500, 0, 50.3, 50)], [square], 551 + gap],
    ['what ends just in reach', [box(500, 0, reach - 100, 9)], [square], 400 + reach + gap],
  ])('moves to the right of %s, level with the source', (_, obstacles, sizes, x) => {
    const slots = rowSlots({ source, beside: source, obstacles, sizes })
    expect(slots[0]).toEqual({ x, y: 0 })
    expect(slots.map(({ y }) => y)).toEqual(sizes.map(() => 0))
  })

  test('goes below at once where the place to the right is not wanted', () => {
    const obstacles = [box(500, 100, 50, 50)]
    const plan = { source, beside: source, obstacles, sizes: [square] }
    expect(rowSlots(plan, () => false)).toEqual([{ x: 400 + gap, y: 150 + gap }])
  })

  test('of two sources above each other stand beside the source each, however tall the first', () => {
    const [poster, mobile] = [box(0, 0, 720, 960), box(0, 1160, 390, 844)]
    const others = [box(0, 2200, 480, 520), box(0, 2920, 1440, 810), box(0, 3930, 1200, 400)]
    const story: Size = { width: 1080, height: 1920 }
    const placed: Rect[] = []
    for (const each of [poster, mobile]) {
      const obstacles = [poster, mobile, ...others, ...placed]
      const [slot] = rowSlots({ source: each, beside: each, obstacles, sizes: [story] })
      placed.push({ ...(slot ?? { x: 0, y: 0 }), ...story })
    }
    expect(placed.map(({ x, y }) => [x, y])).toEqual([
      [720 + gap, 0],
      [720 + gap + 1080 + gap, 1160],
    ])
  })

  test('overlaps nothing, in whole numbers, never left of or above where it belongs', () => {
    fc.assert(
      fc.property(
        rect,
        rect,
        fc.array(rect, { maxLength: 30 }),
        fc.array(size, { minLength: 1, maxLength: 8 }),
        (level, beside, obstacles, sizes) => {
          const slots = rowSlots({ source: level, beside, obstacles, sizes })
          const frames = slots.map((slot, index): Rect => ({ ...slot, ...sizes[index] }) as Rect)
          expect(frames).toHaveLength(sizes.length)
          for (const [index, frame] of frames.entries()) {
            expect(Number.isInteger(frame.x) && Number.isInteger(frame.y)).toBe(true)
            expect(frame.x).toBeGreaterThanOrEqual(beside.x + beside.width + gap)
            expect(frame.y).toBeGreaterThanOrEqual(Math.round(level.y))
            expect(frame.y).toBe(frames[0]?.y)
            expect(obstacles.some((obstacle) => overlap(obstacle, frame))).toBe(false)
            expect(frames.slice(0, index).some((other) => overlap(other, frame))).toBe(false)
          }
        },
      ),
    )
  })

  test('stays where it is unless something stands within the clearance', () => {
    fc.assert(
      fc.property(fc.array(rect, { maxLength: 20 }), size, (obstacles, one) => {
        const [slot] = rowSlots({ source, beside: source, obstacles, sizes: [one] })
        const around: Rect = {
          x: 400 + gap - clearance,
          y: -clearance,
          width: one.width + 2 * clearance,
          height: one.height + 2 * clearance,
        }
        const free = !obstacles.some((obstacle) => overlap(obstacle, around))
        expect(slot?.x === 400 + gap && slot.y === 0).toBe(free)
        // To the right, or below: never both.
        expect(slot?.x === 400 + gap || slot?.y === 0).toBe(true)
      }),
    )
  })

  test('is found at once among 500 obstacles that follow upon each other', () => {
    const obstacles = Array.from({ length: 500 }, (_, index) => ({
      x: 500,
      y: index * 100,
      width: 20_000,
      height: 60,
    })).reverse()
    const sizes = Array.from({ length: 200 }, () => ({ width: 100, height: 100 }))
    let slots: ReturnType<typeof rowSlots> = []
    const time = cpuTimeOf(() => {
      slots = rowSlots({ source, beside: source, obstacles, sizes })
    })
    expect(time).toBeLessThan(500)
    expect(slots[0]?.y).toBe(499 * 100 + 60 + gap)
  })
})

describe('a section', () => {
  const anySize = fc.record({ width: side, height: side })
  const rows = fc.array(fc.array(anySize, { maxLength: 6 }), { minLength: 1, maxLength: 5 })

  test('holds all rows, from top to bottom, with room around every frame', () => {
    fc.assert(
      fc.property(rows, (wanted) => {
        const { size: room, rows: placed } = sectionPlan(wanted)
        expect(placed.map((row) => row.map(({ width, height }) => ({ width, height })))).toEqual(
          wanted,
        )
        const all = placed.flat()
        const inside: Rect = {
          x: padding,
          y: padding,
          width: room.width - 2 * padding,
          height: room.height - 2 * padding,
        }
        for (const [index, frame] of all.entries()) {
          expect(holds(inside, frame)).toBe(true)
          expect(Number.isInteger(frame.x) && Number.isInteger(frame.y)).toBe(true)
          const around: Rect = {
            x: frame.x - gap,
            y: frame.y - gap,
            width: frame.width + 2 * gap,
            height: frame.height + 2 * gap,
          }
          expect(all.slice(0, index).some((other) => overlap(other, around))).toBe(false)
        }
        const tops = placed.flatMap((row) => row[0]?.y ?? [])
        expect(tops).toEqual([...tops].sort((a, b) => a - b))
      }),
    )
  })

  test('is no larger than its frames and their margins', () => {
    const [wide, tall] = [
      { width: 300, height: 100 },
      { width: 50, height: 400 },
    ]
    const { size: room, rows: placed } = sectionPlan([[wide, tall], [], [wide]])
    expect(room).toEqual({
      width: 2 * padding + 300 + gap + 50,
      height: 2 * padding + 400 + gap + 100,
    })
    expect(placed[2]).toEqual([{ x: padding, y: padding + 400 + gap, ...wide }])
  })

  test('takes the rest of a row where a part of it stands', () => {
    fc.assert(
      fc.property(rows, fc.nat(5), fc.integer(), (wanted, which, mask) => {
        const { size: room, rows: placed } = sectionPlan(wanted)
        const row = placed[which % placed.length] ?? []
        const present = row.filter((_, index) => (mask >> index) & 1)
        const missing = row.filter((_, index) => !((mask >> index) & 1))
        const slots = slotsInRow(row, missing, present, room)
        expect(slots).toEqual(missing.map(({ x, y }) => ({ x, y })))
      }),
    )
  })

  test('has no place for what a person has put something in the way of, or made it too small for', () => {
    const one = { width: 100, height: 100 }
    const { size: room, rows: placed } = sectionPlan([[one, one]])
    const row = placed[0] ?? []
    const note: Rect = { x: padding + 10, y: padding + 10, width: 5, height: 5 }
    expect(slotsInRow(row, [one, one], [], room)).toHaveLength(2)
    expect(slotsInRow(row, [one, one], [note], room)).toBeNull()
    expect(slotsInRow(row, [one], [note], room)).toEqual([{ x: 2 * padding + 100, y: padding }])
    expect(slotsInRow(row, [one, one], [], { ...room, width: 250 })).toBeNull()
    expect(slotsInRow(row, [{ width: 100, height: 99 }], [], room)).toBeNull()
  })
})

test('one slot is where it was asked for, or straight below', () => {
  fc.assert(
    fc.property(rect, fc.array(rect, { maxLength: 30 }), (wanted, obstacles) => {
      const slot = slotBelow(wanted, wanted, obstacles)
      const frame = { ...slot, width: wanted.width, height: wanted.height }
      expect(slot.x).toBe(Math.round(wanted.x))
      expect(slot.y).toBeGreaterThanOrEqual(Math.round(wanted.y))
      expect(obstacles.some((obstacle) => overlap(obstacle, frame))).toBe(false)
    }),
  )
})

test('edges may touch without overlapping, and touch from inside without leaving', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 }
  expect(overlap(box, { ...box, x: 10 })).toBe(false)
  expect(overlap(box, { ...box, x: 9.5 })).toBe(true)
  expect(holds(box, box)).toBe(true)
  expect(holds(box, { ...box, y: 0.5 })).toBe(false)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clearance, gap, rowSlots } from '../../../../plugin/layout/row-layout.ts'
import type { Rect, Size } from '../../../../contract/model/geometry.ts'
import { holds, overlap } from '../../../../plugin/canvas/rect.ts'
import { padding, sectionPlan, slotsInRow } from '../../../../plugin/layout/section-layout.ts'

const whole = fc.integer({ min: 1, max: 3000 })
const size = fc.record({ width: whole, height: whole })
const place = fc.integer({ min: -4000, max: 4000 })
// Down to the 128th of a pixel: below that, sums of this size are rounded.
const broken = fc.integer({ min: -512_000, max: 512_000 }).map((parts) => parts / 128)
const rect = fc.record({
  x: fc.oneof(place, broken),
  y: fc.oneof(place, broken),
  width: whole,
  height: whole,
})
const row = fc.array(size, { maxLength: 8 })
const rows = fc.array(row, { minLength: 1, maxLength: 8 })

const outset = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

const isWhole = ({ x, y }: { x: number; y: number }) => Number.isInteger(x) && Number.isInteger(y)

/** No two of them come nearer to each other than that. */
function expectApart(frames: readonly Rect[], by: number): void {
  for (const [index, frame] of frames.entries()) {
    const around = outset(frame, by)
    for (const other of frames.slice(index + 1)) expect(overlap(around, other)).toBe(false)
  }
}

describe('a row beside its source', () => {
  test('keeps the clearance to everything in its way, and the gap between its frames', () => {
    fc.assert(
      fc.property(
        rect,
        fc.array(rect, { maxLength: 30 }),
        fc.array(size, { minLength: 1, maxLength: 8 }),
        (source, others, sizes) => {
          const obstacles = [source, ...others]
          const slots = rowSlots({ source, beside: source, obstacles, sizes })
          const frames = slots.map((slot, index): Rect => ({ ...slot, ...at(sizes, index) }))
          expect(frames).toHaveLength(sizes.length)
          expect(frames.every(isWhole)).toBe(true)
          for (const frame of frames) {
            const around = outset(frame, clearance)
            expect(obstacles.filter((obstacle) => overlap(obstacle, around))).toEqual([])
          }
          for (const [index, frame] of frames.slice(1).entries()) {
            const before = at(frames, index)
            expect(frame.x - (before.x + before.width)).toBe(gap)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('many runs on a crowded page never come too near to each other', () => {
    fc.assert(
      fc.property(fc.array(rect, { maxLength: 10 }), rect, rows, (crowd, source, runs) => {
        const frames: Rect[] = []
        for (const sizes of runs) {
          const obstacles = [source, ...crowd, ...frames]
          const slots = rowSlots({ source, beside: source, obstacles, sizes })
          frames.push(...slots.map((slot, index): Rect => ({ ...slot, ...at(sizes, index) })))
        }
        expectApart(frames, clearance)
        expect(frames.some((frame) => crowd.some((other) => overlap(frame, other)))).toBe(false)
      }),
    )
  })
})

describe('the plan of a section', () => {
  const framesOf = (plan: ReturnType<typeof sectionPlan>) => plan.rows.flat()

  test('has a place for every frame, in whole numbers, none nearer than the gap', () => {
    fc.assert(
      fc.property(rows, (sizes) => {
        const plan = sectionPlan(sizes)
        expect(plan.rows.map((each) => each.map(sizeOf))).toEqual(sizes)
        const frames = framesOf(plan)
        expect(frames.every(isWhole)).toBe(true)
        expectApart(frames, gap)
      }),
    )
  })

  test('holds all its rows with the padding on every side, and is no larger', () => {
    fc.assert(
      fc.property(rows, (sizes) => {
        const plan = sectionPlan(sizes)
        const frames = framesOf(plan)
        for (const frame of frames) {
          expect(holds({ x: 0, y: 0, ...plan.size }, outset(frame, padding))).toBe(true)
        }
        if (frames.length === 0) return
        expect(Math.min(...frames.map(({ x }) => x))).toBe(padding)
        expect(Math.min(...frames.map(({ y }) => y))).toBe(padding)
        expect(Math.max(...frames.map(({ x, width }) => x + width))).toBe(plan.size.width - padding)
        expect(Math.max(...frames.map(({ y, height }) => y + height))).toBe(
          plan.size.height - padding,
        )
      }),
    )
  })

  test('keeps sources in rows from top to bottom, and targets in order from left to right', () => {
    fc.assert(
      fc.property(rows, (sizes) => {
        const filled = sectionPlan(sizes).rows.filter((each) => each.length > 0)
        for (const each of filled) {
          expect(new Set(each.map(({ y }) => y)).size).toBe(1)
          expect(each.map(({ x }) => x)).toEqual([...each.map(({ x }) => x)].sort(ascending))
        }
        for (const [index, each] of filled.slice(1).entries()) {
          const above = at(filled, index)
          const bottom = Math.max(...above.map(({ y, height }) => y + height))
          expect(at(each, 0).y - bottom).toBe(gap)
        }
      }),
    )
  })

  test('gives each frame of a row a free place of its own, whatever the order they come in', () => {
    const shuffled = rows.chain((sizes) =>
      fc.tuple(
        fc.constant(sizes),
        fc.tuple(...sizes.map((each) => fc.shuffledSubarray(each, { minLength: each.length }))),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([sizes, orders]) => {
        const plan = sectionPlan(sizes)
        const placed: Rect[] = []
        for (const [index, order] of orders.entries()) {
          // Half of them first, as where a run was interrupted; then the rest.
          for (const some of [order.slice(0, order.length / 2), order.slice(order.length / 2)]) {
            const slots = slotsInRow(at(plan.rows, index), some, placed, plan.size)
            expect(slots).not.toBeNull()
            placed.push(...(slots ?? []).map((slot, i): Rect => ({ ...slot, ...at(some, i) })))
          }
        }
        expect(placed).toHaveLength(sizes.flat().length)
        expectApart(placed, gap)
      }),
    )
  })

  test('never puts a frame onto what a person has put into the section, or out of it', () => {
    fc.assert(
      fc.property(row, fc.array(rect, { maxLength: 6 }), size, (sizes, obstacles, room) => {
        const plan = sectionPlan([sizes])
        const slots = slotsInRow(at(plan.rows, 0), sizes, obstacles, room)
        const frames = (slots ?? []).map((slot, i): Rect => ({ ...slot, ...at(sizes, i) }))
        const isIn = (frame: Rect) =>
          holds({ x: 0, y: 0, ...room }, frame) && !obstacles.some((each) => overlap(each, frame))
        expect(frames.every(isIn)).toBe(true)
        expectApart(frames, gap)
        // Only where there is really none left for one of them, there are no places at all.
        expect(slots === null).toBe(!at(plan.rows, 0).every(isIn))
      }),
    )
  })
})

const sizeOf = ({ width, height }: Rect): Size => ({ width, height })
const ascending = (a: number, b: number) => a - b

function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index]
  if (item === undefined) throw new Error(`There is no item ${String(index)}.`)
  return item
}

import { effect } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { LiveText } from '../../../../contract/model/canvas-text.ts'
import { createLayouts, type Layout, type Wanted } from '../../../../ui/state/layouts.ts'

const text: LiveText = { size: { width: 100, height: 100 }, blocks: [] }
const layout: Layout = { blocks: [], leftOut: [], problems: [] }
const insets = { top: 0, right: 0, bottom: 0, left: 0 }
const wanted = (width: number): Wanted => ({
  text,
  target: { frame: { width, height: 100 }, safe: insets, floor: 10 },
  key: String(width),
})

/** Each layout takes 5 ms; the pauses between them end when they are told to. */
function rig() {
  let now = 0
  const pauses: (() => void)[] = []
  const solved: number[] = []
  const layouts = createLayouts(
    (_, { frame }) => {
      now += 5
      solved.push(frame.width)
      return [layout]
    },
    {
      monotonic: () => now,
      sleep: () => new Promise((resolve) => pauses.push(resolve)),
    },
  )
  const go = async () => {
    await vi.waitUntil(() => pauses.length > 0)
    pauses.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { layouts, solved, go, pauses }
}

test('layouts are solved a few at a time, and whoever asked is told when all are there', async () => {
  const { layouts, solved, go } = rig()
  const all = [1, 2, 3, 4].map(wanted)
  const seen: number[] = []
  effect(() => {
    seen.push(all.filter((each) => layouts.of(each) !== null).length)
  })
  layouts.want(all)
  expect(solved).toEqual([])
  await go()
  expect(solved).toEqual([1, 2])
  await go()
  expect(solved).toEqual([1, 2, 3, 4])
  expect(seen).toEqual([0, 4])
})

test('what is known is not solved again, and what is no longer wanted not at all', async () => {
  const { layouts, solved, go, pauses } = rig()
  layouts.want([1, 2, 3, 4].map(wanted))
  await go()
  layouts.want([2, 9].map(wanted))
  await go()
  await go()
  expect(solved).toEqual([1, 2, 9])
  layouts.want([9, 1].map(wanted))
  expect(pauses).toEqual([])
  expect(layouts.of(wanted(9))).toBe(layout)
})

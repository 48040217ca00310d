import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NodeId } from '../../../../../contract/model/ids.ts'
import { LaidBlocks } from '../../../../../contract/model/live-text.ts'
import type { LiveBlock } from '../../../../../contract/model/canvas-text.ts'
import { linesIn, writingOf } from '../../../../../ui/catalog/text-layout/estimate-lines.ts'
import { solveLayouts } from '../../../../../ui/catalog/text-layout/solve-layouts.ts'

const size = { width: 1080, height: 1080 }

function textBlock(
  id: number,
  name: string,
  characters: string,
  fontSize: number,
  x: number,
  y: number,
): LiveBlock {
  const width = characters.length * fontSize * 0.56
  const box = { x, y, width, height: fontSize * 1.2 }
  const node = NodeId.parse(`1:${id}`)
  const line = { id: node, name, characters, box, fontSize, lineHeight: fontSize * 1.2, width }
  return {
    id: node,
    kind: 'text',
    isLogo: false,
    name,
    box,
    lines: [{ ...line, align: 'LEFT' }],
  }
}

const poster = [
  textBlock(1, 'Headline', 'Bread for the weekend', 80, 80, 400),
  textBlock(2, 'Sub', 'Baked at night, still warm', 36, 80, 520),
  textBlock(3, 'Legal', '*While stocks last, in all shops', 18, 80, 1000),
]

const target = (width: number, height: number, floor: number) => {
  const margin = Math.min(width, height) * 0.05
  return {
    frame: { width, height },
    safe: { top: margin, right: margin, bottom: margin, left: margin },
    floor,
  }
}

test.each(['\u00a0', '\u202f'])('words that %j holds together take one line', (space) => {
  const widest = (characters: string) => {
    const [line] = textBlock(1, 'Price', characters, 20, 0, 0).lines
    return line && writingOf(line, false).widest
  }
  expect(widest(`from${space}10${space}Euro on`)).toBe(widest('from_10_Euro on'))
  expect(widest('from 10 Euro on')).toBeLessThan(widest('from_10_Euro on') ?? 0)
})

test('letters without a space between them take as many lines as they need', () => {
  const [line] = textBlock(1, 'Thai', 'ก'.repeat(100), 20, 0, 0).lines
  const box = { x: 0, y: 0, width: 300, height: 5 * 24 }
  const writing = line && writingOf({ ...line, box, width: 1200 }, false)
  expect(writing && linesIn(writing, 300)).toBeGreaterThanOrEqual(4)
  expect(writing && linesIn(writing, 600)).toBeGreaterThanOrEqual(2)
})

test('what is said to keep every rule stands inside the safe area, apart, large enough and in order', () => {
  const side = fc.integer({ min: 60, max: 3000 })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 6, max: 40 }), (width, height, floor) => {
      const place = target(width, height, floor)
      const [best] = solveLayouts({ size, blocks: poster }, place)
      expect(best?.blocks.map(({ id }) => id)).toEqual(poster.map(({ id }) => id))
      if (best === undefined || best.problems.length > 0) return
      const shown = best.blocks.filter(({ isLeftOut }) => !isLeftOut)
      for (const [at, block] of shown.entries()) {
        expect(block.x).toBeGreaterThanOrEqual(place.safe.left - 0.6)
        expect(block.y).toBeGreaterThanOrEqual(place.safe.top - 0.6)
        expect(block.x + block.width).toBeLessThanOrEqual(width - place.safe.right + 0.6)
        expect(block.y + block.height).toBeLessThanOrEqual(height - place.safe.bottom + 0.6)
        for (const other of shown.slice(at + 1)) {
          const isApart =
            block.x + block.width <= other.x + 0.6 ||
            other.x + other.width <= block.x + 0.6 ||
            block.y + block.height <= other.y + 0.6 ||
            other.y + other.height <= block.y + 0.6
          expect(isApart).toBe(true)
        }
      }
      const sizes = shown.map(({ id, scale }) => {
        const block = poster.find((each) => each.id === id)
        return (block?.lines[0]?.fontSize ?? 0) * scale
      })
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(floor - 0.02)
      expect([...sizes].sort((a, b) => b - a)).toEqual(sizes)
    }),
    { numRuns: 200 },
  )
})

test('in its own shape, everything stays where it is', () => {
  const [best] = solveLayouts({ size, blocks: poster }, target(1080, 1080, 11))
  expect(best?.blocks.map(({ x, y, scale }) => ({ x, y, scale }))).toEqual(
    poster.map(({ box }) => ({
      x: expect.closeTo(box.x, 3) as number,
      y: expect.closeTo(box.y, 3) as number,
      scale: 1,
    })),
  )
})

test('small print goes first, a headline never', () => {
  const [best] = solveLayouts({ size, blocks: poster }, target(320, 50, 9))
  expect(best?.leftOut).toContain(poster[2]?.id)
  expect(best?.leftOut).not.toContain(poster[0]?.id)
})

test('without a text, there is one empty layout', () => {
  expect(solveLayouts({ size, blocks: [] }, target(320, 50, 9))).toMatchObject([{ blocks: [] }])
})

// One layout that can't be sent would stop all pictures of a run.
test.each([
  [10_000, 5],
  [5, 10_000],
  [300, 1],
  [1, 1],
])('a layout for a frame of %d × %d pixels can be sent', (width, height) => {
  const layouts = solveLayouts({ size, blocks: poster }, target(width, height, 12))
  expect(layouts.length).toBeGreaterThan(0)
  for (const { blocks } of layouts) expect(LaidBlocks.safeParse([...blocks]).success).toBe(true)
})

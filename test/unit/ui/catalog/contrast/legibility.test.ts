import { describe, expect, test } from 'vitest'
import { centre } from '../../../../../contract/model/geometry.ts'
import { NodeId } from '../../../../../contract/model/ids.ts'
import type { LaidText } from '../../../../../contract/model/canvas-text.ts'
import { legibilityOf, neededContrast } from '../../../../../ui/catalog/contrast/legibility.ts'
import { contrast, luminance } from '../../../../../ui/catalog/contrast/luminance.ts'
import {
  pixelsUnder,
  rasterSize,
  type View,
} from '../../../../../ui/catalog/contrast/pixels-under.ts'

const white = { r: 1, g: 1, b: 1 }
const black = { r: 0, g: 0, b: 0 }

function textOf(changes: Partial<LaidText> = {}): LaidText {
  return {
    id: NodeId.parse('1:1'),
    from: NodeId.parse('1:2'),
    name: 'Headline',
    box: { x: 10, y: 10, width: 80, height: 20 },
    fontSize: 16,
    isBold: false,
    colours: [white],
    ...changes,
  }
}

/** A picture of 100 × 100 grey pixels in a frame of 100 × 100. */
function viewOf(grey: (x: number, y: number) => number): View {
  const data = new Uint8ClampedArray(100 * 100 * 4)
  for (let y = 0; y < 100; y++) {
    for (let x = 0; x < 100; x++) data.fill(grey(x, y), (y * 100 + x) * 4, (y * 100 + x) * 4 + 3)
  }
  const size = { width: 100, height: 100 }
  return { raster: { ...size, data }, picture: size, frame: size, focalPoint: centre }
}

test('contrast is that of WCAG', () => {
  expect(contrast(luminance(255, 255, 255), luminance(0, 0, 0))).toBeCloseTo(21)
  expect(contrast(luminance(118, 118, 118), luminance(255, 255, 255))).toBeCloseTo(4.54, 2)
  expect(contrast(luminance(255, 0, 0), luminance(255, 255, 255))).toBeCloseTo(4, 1)
})

describe('what a text needs', () => {
  const wide = { width: 1200, height: 628 }
  const story = { width: 1080, height: 1920 }
  test.each([
    [{ fontSize: 24 }, wide, 3],
    [{ fontSize: 23.9 }, wide, 4.5],
    [{ fontSize: 18.7, isBold: true }, wide, 3],
    [{ fontSize: 18.6, isBold: true }, wide, 4.5],
    // A phone shows a story 390 pixels wide.
    [{ fontSize: 66 }, story, 4.5],
    [{ fontSize: 67 }, story, 3],
    [{ fontSize: 24 }, { width: 300, height: 600 }, 3],
  ])('%j in %j: %d', (text, frame, needed) => {
    expect(neededContrast(textOf(text), frame)).toBe(needed)
  })
})

describe('what is beneath a text', () => {
  test('is what the frame shows there, by its focal point', () => {
    // Twice as wide as its frame: black on the left, white on the right.
    const data = new Uint8ClampedArray(200 * 100 * 4)
    for (let at = 0; at < 200 * 100; at++) data.fill(at % 200 < 100 ? 0 : 255, at * 4, at * 4 + 3)
    const raster = { width: 200, height: 100, data }
    const frame = { width: 50, height: 50 }
    const box = { x: 5, y: 5, width: 40, height: 10 }
    const reds = (x: number) =>
      new Set(
        pixelsUnder(
          { raster, picture: { width: 2000, height: 1000 }, frame, focalPoint: { x, y: 0.5 } },
          box,
        ).map(({ red }) => red),
      )
    expect(reds(0)).toEqual(new Set([0]))
    expect(reds(1)).toEqual(new Set([255]))
    expect(reds(0.5)).toEqual(new Set([0, 255]))
  })

  test('is nothing outside of the frame', () => {
    const view = viewOf(() => 255)
    expect(pixelsUnder(view, { x: 120, y: 0, width: 50, height: 20 })).toEqual([])
    expect(legibilityOf(view, [textOf({ box: { x: -90, y: 0, width: 80, height: 20 } })])).toEqual({
      scrim: null,
      hard: [],
      hardWithout: [],
    })
  })

  test('is nothing beyond the layer that shows the picture', () => {
    const view = { ...viewOf((x) => (x < 50 ? 0 : 255)), layer: { x: 0, y: 0, width: 50, height: 20 } } // oxfmt-ignore
    // As wide as the layer: its middle fifth is shown, and black is at its left.
    const under = pixelsUnder(view, { x: 0, y: 0, width: 100, height: 40 })
    expect(Math.max(...under.map(({ x }) => x))).toBeLessThan(50)
    expect(Math.max(...under.map(({ y }) => y))).toBeLessThan(20)
    expect(pixelsUnder(view, { x: 0, y: 30, width: 100, height: 40 })).toEqual([])
  })

  test('is looked at in a small raster of the same shape', () => {
    expect(rasterSize({ width: 2048, height: 1152 })).toEqual({ width: 342, height: 192 })
    expect(rasterSize({ width: 60, height: 90 })).toEqual({ width: 60, height: 90 })
  })
})

describe('a scrim', () => {
  test('is not drawn where every text can be read', () => {
    expect(
      legibilityOf(
        viewOf(() => 30),
        [textOf()],
      ),
    ).toEqual({ scrim: null, hard: [], hardWithout: [] })
  })

  test('darkens under light text, from the near edge, no more than needed', () => {
    const { scrim, hard } = legibilityOf(
      viewOf(() => 150),
      [textOf()],
    )
    expect(hard).toEqual([])
    expect(scrim).toMatchObject({ tone: 'black', edge: 'top', x: 0, y: 0, width: 100 })
    expect(scrim?.opacity).toBeGreaterThan(0.2)
    expect(scrim?.opacity).toBeLessThan(0.45)
  })

  test('lightens under dark text', () => {
    const low = textOf({ colours: [black], box: { x: 10, y: 70, width: 80, height: 20 } })
    const { scrim, hard } = legibilityOf(
      viewOf(() => 90),
      [low],
    )
    expect(hard).toEqual([])
    expect(scrim).toMatchObject({ tone: 'white', edge: 'bottom' })
  })

  test('does not make another text hard to read', () => {
    const dark = textOf({
      name: 'Legal',
      colours: [black],
      box: { x: 10, y: 80, width: 80, height: 10 },
    })
    const { scrim, hard } = legibilityOf(
      viewOf(() => 135),
      [textOf(), dark],
    )
    expect(hard).toEqual([])
    expect(scrim).toMatchObject({ tone: 'black', edge: 'top' })
  })

  test('is left out where it would not help, and the text is told of', () => {
    const { scrim, hard } = legibilityOf(
      viewOf(() => 255),
      [textOf({ colours: [{ r: 0.9, g: 0.9, b: 0.9 }] })],
    )
    expect(scrim).toBeNull()
    expect(hard).toMatchObject([{ name: 'Headline', needed: 4.5 }])
    expect(hard[0]?.contrast).toBeCloseTo(1.26, 1)
  })

  test('helps one of two, where it can not help both', () => {
    const grey = textOf({ name: 'Legal', colours: [{ r: 0.5, g: 0.5, b: 0.5 }] })
    const { scrim, hard } = legibilityOf(
      viewOf(() => 140),
      [textOf(), grey],
    )
    expect(scrim?.tone).toBe('black')
    expect(hard.map(({ name }) => name)).toEqual(['Legal'])
  })
})

test('a few pixels may be as they like', () => {
  expect(
    legibilityOf(
      viewOf((x) => (x < 13 ? 255 : 0)),
      [textOf()],
    ),
  ).toMatchObject({ hard: [] })
  const { scrim, hard } = legibilityOf(
    viewOf((x) => (x < 20 ? 255 : 0)),
    [textOf()],
  )
  expect(scrim !== null || hard.length > 0).toBe(true)
})

test('a text that is half transparent has the contrast that is seen', () => {
  const dark = viewOf(() => 85)
  expect(legibilityOf(dark, [textOf()]).hard).toEqual([])
  const { scrim, hardWithout } = legibilityOf(dark, [textOf({ opacity: 0.4 })])
  // White at 40 % over this grey is a grey of 153.
  const seen = contrast(luminance(153, 153, 153), luminance(85, 85, 85))
  expect(hardWithout).toMatchObject([{ contrast: expect.closeTo(seen, 2) as number }])
  expect(scrim).toBeNull()
})

test('a text without a plain colour is told of', () => {
  expect(
    legibilityOf(
      viewOf(() => 0),
      [textOf({ colours: [] })],
    ).hard,
  ).toMatchObject([{ name: 'Headline', contrast: null }])
})

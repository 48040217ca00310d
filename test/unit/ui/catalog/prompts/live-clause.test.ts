import { describe, expect, it, test } from 'vitest'
import { centre } from '../../../../../contract/model/geometry.ts'
import { calmAreas, type CoveredFrame } from '../../../../../ui/catalog/prompts/calm-areas.ts'
import { liveClause } from '../../../../../ui/catalog/prompts/live-clause.ts'

const size = (width: number, height: number) => ({ width, height })
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })
const square = (...boxes: CoveredFrame['boxes']): CoveredFrame => ({
  frame: size(1000, 1000),
  picture: size(1024, 1024),
  focalPoint: centre,
  boxes,
})
const shares = (frames: readonly CoveredFrame[]) =>
  calmAreas(frames).map(({ left, right, top, bottom }) =>
    [left, right, top, bottom].map((line) => line * 5),
  )

describe('calm areas', () => {
  it('reach out to the next 5 %, and no further', () => {
    expect(shares([square(box(60, 70, 520, 260))])).toEqual([[5, 60, 5, 35]])
    expect(shares([square(box(50, 50, 550, 300))])).toEqual([[5, 60, 5, 35]])
  })

  it('are of the picture, not of the frame that shows a part of it', () => {
    const story = { ...square(box(0, 0, 500, 1000)), frame: size(500, 1000) }
    expect(shares([story])).toEqual([[25, 75, 0, 100]])
    expect(shares([{ ...story, focalPoint: { x: 0, y: 0.5 } }])).toEqual([[0, 50, 0, 100]])
    expect(shares([{ ...story, picture: null }])).toEqual([[0, 100, 0, 100]])
  })

  it('become one where they meet, and stay several where they don’t', () => {
    const head = box(50, 50, 500, 100)
    expect(shares([square(head, box(50, 150, 400, 100))])).toEqual([[5, 55, 5, 25]])
    expect(shares([square(box(50, 900, 200, 50), head)])).toEqual([
      [5, 55, 5, 15],
      [5, 25, 90, 95],
    ])
  })

  it('are those of all the frames that share the picture', () => {
    const all = [
      square(box(50, 50, 200, 100)),
      square(box(50, 50, 400, 100), box(700, 900, 250, 50)),
    ]
    expect(shares(all)).toEqual([
      [5, 45, 5, 15],
      [70, 95, 90, 95],
    ])
  })

  it('don’t take in the free corner of an L', () => {
    const found = shares([square(box(0, 0, 1000, 100), box(0, 100, 100, 900))])
    expect(found).toEqual([
      [0, 100, 0, 10],
      [0, 10, 10, 100],
    ])
  })

  it('are never more than six', () => {
    const dots = Array.from({ length: 24 }, (_, at) =>
      box((at % 5) * 200, Math.floor(at / 5) * 200, 40, 40),
    )
    const found = calmAreas([square(...dots)])
    expect(found).toHaveLength(6)
    for (const { x, y } of dots) {
      const isIn = found.some(
        ({ left, right, top, bottom }) =>
          left <= x / 50 && right >= (x + 40) / 50 && top <= y / 50 && bottom >= (y + 40) / 50,
      )
      expect(isIn).toBe(true)
    }
  })

  it('are none where nothing shows', () => {
    expect(calmAreas([])).toEqual([])
    expect(calmAreas([square(box(1200, 0, 100, 100))])).toEqual([])
  })
})

test('the clause names each area, and what is wanted first', () => {
  const areas = calmAreas([square(box(60, 70, 520, 260), box(700, 900, 250, 50))])
  expect(liveClause(areas, true)).toBe(
    'Image 1 is the artwork without its text. Fill the whole frame with one continuous picture. ' +
      'Keep these areas plain and evenly toned, for text is set over them: ' +
      'upper left (5–60 % across, 5–35 % down); lower right (70–95 % across, 90–95 % down). ' +
      'Show no lettering, logos or buttons.',
  )
})

test('where some text stays part of the picture, the clause does not forbid it', () => {
  const clause = liveClause(calmAreas([square(box(0, 0, 1000, 100))]), false)
  expect(clause).toContain('top (0–100 % across, 0–10 % down)')
  expect(clause).not.toContain('Show no lettering')
  expect(liveClause([], false)).not.toContain('Keep these areas')
})

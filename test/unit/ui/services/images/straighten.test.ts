import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Size } from '../../../../../contract/model/geometry.ts'
import type { Transform } from '../../../../../contract/model/transform.ts'
import {
  type LayerTransform,
  standUpright,
  uprightOf,
} from '../../../../../ui/services/images/straighten.ts'
import { nodePixels } from '../../../../sandbox/support/node-pixels.ts'

type Point = readonly [x: number, y: number]

const apply = ([[a, c, x], [b, d, y]]: Transform, [px, py]: Point): Point => [
  a * px + c * py + x,
  b * px + d * py + y,
]

/** Turned by an angle, mirrored first where that is wanted, as Figma would have it. */
function turnedBy(degrees: number, isMirrored = false): Transform {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const flip = isMirrored ? -1 : 1
  return [
    [cos * flip, sin, 70],
    [-sin * flip, cos, -30],
  ]
}

/** Where a layer stands that is turned so: its bounds hold its corners. */
function stanceOf({ width, height }: Size, turned: Transform): LayerTransform {
  const corners = (
    [
      [0, 0],
      [width, 0],
      [0, height],
      [width, height],
    ] as const
  ).map((corner) => apply(turned, corner))
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  const bounds = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
  return { size: { width, height }, bounds, turned }
}

const side = fc.integer({ min: 20, max: 3000 })

test('each point of a layer comes to lie where it is in the layer, whichever way that is turned', () => {
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side }),
      fc.integer({ min: -179, max: 180 }),
      fc.boolean(),
      fc.constantFrom(0.5, 1, 2),
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 0, max: 10 }),
      (size, degrees, isMirrored, density, right, down) => {
        const turned = turnedBy(degrees, isMirrored)
        const stance = stanceOf(size, turned)
        const { bounds } = stance
        const picture = { width: bounds.width * density, height: bounds.height * density }
        const upright = uprightOf(picture, stance, 2048)
        if (upright === null) throw new Error('it is turned')
        expect(Math.max(upright.size.width, upright.size.height)).toBeLessThanOrEqual(2048)
        const shares: Point = [right / 10, down / 10]
        const [x, y] = apply(turned, [size.width * shares[0], size.height * shares[1]])
        const seen: Point = [(x - bounds.x) * density, (y - bounds.y) * density]
        const [left, top] = apply(upright.transform, seen)
        // A pixel and a half of each edge is out of the picture; sizes are whole pixels.
        expect(left).toBeCloseTo((upright.size.width + 3) * shares[0] - 1.5, 3)
        expect(top).toBeCloseTo((upright.size.height + 3) * shares[1] - 1.5, 3)
      },
    ),
  )
})

test('what is upright, or flat, is left as it is', () => {
  const stance = stanceOf({ width: 30, height: 20 }, turnedBy(0))
  expect(uprightOf({ width: 30, height: 20 }, { ...stance, turned: null }, 2048)).toBeNull()
  const flat: Transform = [[1, 1, 0], [0, 0, 0]] // oxfmt-ignore
  expect(uprightOf({ width: 30, height: 20 }, { ...stance, turned: flat }, 2048)).toBeNull()
})

test('a turned layer is drawn upright, with nothing of what is around it', async () => {
  const stance = stanceOf({ width: 200, height: 100 }, turnedBy(30))
  const { bounds, turned } = stance
  if (turned === null) throw new Error('it is turned')
  // Left half red, right half blue, exported at twice its size.
  const canvas = createCanvas(Math.round(bounds.width * 2), Math.round(bounds.height * 2))
  const context = canvas.getContext('2d')
  const [[a, c, x], [b, d, y]] = turned
  context.setTransform(a * 2, b * 2, c * 2, d * 2, (x - bounds.x) * 2, (y - bounds.y) * 2)
  context.fillStyle = '#ff0000'
  context.fillRect(0, 0, 200, 100)
  context.fillStyle = '#0000ff'
  context.fillRect(100, 0, 100, 100)
  const png = await standUpright(await canvas.encode('png'), stance, 2048, nodePixels)

  const bitmap = await nodePixels.decode(png, 'image/png')
  expect([bitmap.width, bitmap.height]).toEqual([400, 200])
  expect(bitmap.isTransparent()).toBe(false)
  const seen = createCanvas(400, 200).getContext('2d')
  seen.drawImage(await loadImage(png), 0, 0)
  const at = (left: number, top: number) => [...seen.getImageData(left, top, 1, 1).data]
  for (const [left, colour] of [
    [0, [255, 0, 0, 255]],
    [190, [255, 0, 0, 255]],
    [210, [0, 0, 255, 255]],
    [399, [0, 0, 255, 255]],
  ] as const)
    // oxfmt-ignore
    for (const top of [0, 100, 199]) expect(at(left, top)).toEqual(colour)
})

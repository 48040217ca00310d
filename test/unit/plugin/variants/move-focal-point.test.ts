import { beforeEach, expect, test } from 'vitest'
import { cover } from '../../../../contract/geometry/cover.ts'
import { replacementKey, Recipe, recipeKey } from '../../../../contract/model/plugin-data/recipe.ts'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { absoluteBoundingBox, box } from '../../../host/document/measure.ts'
import { inFigma, keep, kept } from '../in-figma.ts'
import { addVariant } from '../sample-variant.ts'

let document: HostDocument
let person: ReturnType<typeof build.person>
beforeEach(() => {
  document = build.createDocument()
  person = build.person(document)
})

const focalPoint = { x: 0.1, y: 0.9 }

const refocus = async (id: string) => {
  const code = `say(await plugin.moveFocalPoint(figma, '${id}', ${JSON.stringify(focalPoint)}).catch((e) => e.code))`
  return (await inFigma(document, ['variants/move-focal-point'], code)).said[0]
}

const recipe = (id: string, key = recipeKey) => Recipe.parse(kept(document, id, key))

const pictureBox = (id: string) => {
  const [picture = ''] = document.node(id).children
  const { x, y, width, height } = document.node(picture).props
  return { x, y, width, height }
}

test('the picture moves to the new focal point, as one undo step', async () => {
  const variant = addVariant(document, 'Story')
  const before = pictureBox(variant)
  const depth = document.undoDepth
  await refocus(variant)
  const frame = { width: 100, height: 100 }
  expect(pictureBox(variant)).toEqual(cover({ width: 60, height: 40 }, frame, focalPoint))
  expect(pictureBox(variant)).not.toEqual(before)
  expect(recipe(variant).focalPoint).toEqual(focalPoint)
  expect(document.undoDepth).toBe(depth + 1)
  person.undo()
  expect(pictureBox(variant)).toEqual(before)
  expect(recipe(variant).focalPoint).toEqual({ x: 0.5, y: 0.5 })
})

test('a frame that a person has resized is covered as it is now, undistorted', async () => {
  const variant = addVariant(document, 'Story')
  person.resize(variant, 40, 200)
  await refocus(variant)
  const frame = { width: 40, height: 200 }
  expect(pictureBox(variant)).toEqual(cover({ width: 60, height: 40 }, frame, focalPoint))
})

test.each([
  ['flipped to the side', { rotation: 180, flipped: true }, [-1, 1]],
  ['flipped upside down', { rotation: 0, flipped: true }, [1, -1]],
  ['turned upside down', { rotation: 180, flipped: false }, [-1, -1]],
])(
  'a picture that was %s stays so, and covers its frame',
  async (_, pose, [across = 1, down = 1]) => {
    const variant = addVariant(document, 'Story')
    const [picture = ''] = document.node(variant).children
    const { x, y, width, height } = box(document, picture)
    const at = { x: across < 0 ? x + width : x, y: down < 0 ? y + height : y }
    person.set(picture, { ...pose, ...at })
    await refocus(variant)
    const frame = { width: 100, height: 100 }
    const plain = cover({ width: 60, height: 40 }, frame, focalPoint)
    const corner = absoluteBoundingBox(document, variant)
    const seen = absoluteBoundingBox(document, picture)
    // Mirrored as a whole: what is in focus stays in view.
    expect(seen.x - corner.x).toBeCloseTo(across < 0 ? 100 - plain.x - plain.width : plain.x)
    expect(seen.y - corner.y).toBeCloseTo(down < 0 ? 100 - plain.y - plain.height : plain.y)
    expect(seen.width).toBeCloseTo(plain.width)
    expect(seen.height).toBeCloseTo(plain.height)
    expect(document.node(picture).props).toMatchObject(pose)
  },
)

test('what the person put over the picture stays where it is', async () => {
  const variant = addVariant(document, 'Story')
  const text = build.addText(document, variant, { characters: 'Sale', x: 7, y: 9 })
  await refocus(variant)
  expect(document.node(text).props).toMatchObject({ x: 7, y: 9 })
})

test('before there is a picture, the focal point is kept for it', async () => {
  const variant = addVariant(document, 'Story', { picture: null })
  const before = pictureBox(variant)
  await refocus(variant)
  expect(recipe(variant).focalPoint).toEqual(focalPoint)
  expect(pictureBox(variant)).toEqual(before)
})

test('the picture that is to replace it takes the focal point too', async () => {
  const variant = addVariant(document, 'Story')
  const pending = { ...recipe(variant), progress: { state: 'submitted', at: 2, task: 'task_2' } }
  keep(document, variant, replacementKey, pending)
  await refocus(variant)
  expect(recipe(variant, replacementKey)).toEqual({ ...pending, focalPoint })
  expect(recipe(variant).progress.state).toBe('done')
})

test('a picture that the person replaced is theirs', async () => {
  const variant = addVariant(document, 'Story')
  const [picture = ''] = document.node(variant).children
  person.set(picture, { fills: [build.solid('#123456')] })
  const before = pictureBox(variant)
  await refocus(variant)
  expect(pictureBox(variant)).toEqual(before)
})

test('a copy is moved for itself', async () => {
  const variant = addVariant(document, 'Story')
  const copy = person.duplicate(variant)
  const before = pictureBox(variant)
  await refocus(copy)
  expect(pictureBox(variant)).toEqual(before)
  expect(pictureBox(copy)).not.toEqual(before)
  expect(recipe(copy).node).toBe(variant)
})

test('a frame without a recipe, or none at all, is no variant', async () => {
  expect(await refocus('7:7')).toBe('variant-gone')
  expect(await refocus(build.addFrame(document, document.currentPage))).toBe('variant-gone')
})

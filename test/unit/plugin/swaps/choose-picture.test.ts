import { beforeEach, expect, test } from 'vitest'
import { cover } from '../../../../contract/geometry/cover.ts'
import { alternativePrefix } from '../../../../contract/model/plugin-data/swap-link.ts'
import { Recipe } from '../../../../contract/model/plugin-data/recipe.ts'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { addSwap, afterwards, seen } from '../after-stage.ts'
import { keep, kept } from '../in-figma.ts'
import { samplePicture } from '../sample-variant.ts'
import { dataOf } from '../swap-stage.ts'

let document: HostDocument
let person: ReturnType<typeof build.person>
let after: ReturnType<typeof afterwards>
let layer: string
let render: string
let hash: string
beforeEach(async () => {
  document = build.createDocument()
  person = build.person(document)
  after = afterwards(document)
  ;({ layer, render } = await addSwap(document, { jobs: ['a', 'b'] }))
  // The stage knows one picture only: the second gets one of its own, and of its own shape.
  hash = document.images.add(samplePicture(30, 90))
  const picture = { hash, width: 30, height: 90 }
  const choice = Recipe.parse(kept(document, render, `${alternativePrefix}b`))
  const progress = { ...choice.progress, picture }
  const focalPoint = { x: 0.5, y: 1 }
  keep(document, render, `${alternativePrefix}b`, { ...choice, focalPoint, progress })
})

const picture = () => {
  const [child = ''] = document.node(render).children
  const { x, y, width, height } = document.node(child).props
  const fills = document.prop(child, 'fills')
  const hashes = (isSeen: boolean) =>
    fills.flatMap((paint) =>
      paint.type === 'IMAGE' && (paint.visible ?? true) === isSeen ? paint.imageHash : [],
    )
  return { box: { x, y, width, height }, seen: hashes(true), unseen: hashes(false) }
}

test('another picture is shown, by its own focal point; the first can be picked again', async () => {
  const before = document.toJSON().nodes
  const first = picture()
  const depth = document.undoDepth
  expect(await after.choose(render, 'b')).toBeNull()
  expect(picture().seen).toEqual([hash])
  expect(picture().unseen).toEqual(expect.arrayContaining(first.seen))
  const size = { width: 120, height: 80 }
  expect(picture().box).toEqual(cover({ width: 30, height: 90 }, size, { x: 0.5, y: 1 }))
  expect(dataOf(document, render)).toMatchObject({
    recipe: { job: 'b', node: render },
    swap: { end: 'render' },
  })
  expect(dataOf(document, render).choice('a')).toMatchObject({ job: 'a', node: render })
  expect(dataOf(document, render).choice('b')).toBeNull()
  expect(document.undoDepth).toBe(depth + 1)
  await after.choose(layer, 'a')
  expect(picture().seen).toEqual(first.seen)
  expect(picture().unseen).toContain(hash)
  person.undo()
  person.undo()
  expect(document.toJSON().nodes).toEqual(before)
})

test('what is picked is shown, though the original was', async () => {
  await after.flip([render], 'original')
  await after.choose(render, 'b')
  expect(seen(document, layer, render)).toEqual([false, true])
  await after.flip([render], 'original')
  await after.choose(render, 'b')
  expect(seen(document, layer, render)).toEqual([false, true])
})

test('the buttons of both ends stay, and what a person laid over the picture', async () => {
  const text = build.addText(document, render, { characters: 'Sale' })
  const buttons = Object.keys(document.node(render).relaunch).sort()
  await after.choose(render, 'b')
  expect(Object.keys(document.node(render).relaunch).sort()).toEqual(buttons)
  expect(document.node(render).children).toHaveLength(2)
  expect(document.node(render).children[1]).toBe(text)
})

test('a picture can be picked though the original was deleted', async () => {
  person.remove(layer)
  expect(await after.choose(render, 'b')).toBeNull()
  expect(picture().seen).toEqual([hash])
})

test('pictures that are not there, and renders that are none, change nothing', async () => {
  const choice = Recipe.parse(kept(document, render, `${alternativePrefix}b`))
  const missing = { hash: 'gone', width: 3, height: 3 }
  const progress = { ...choice.progress, picture: missing }
  keep(document, render, `${alternativePrefix}c`, { ...choice, job: 'c', progress })
  const copy = person.duplicate(render)
  const before = document.toJSON().nodes
  for (const [node, job] of [
    [render, 'z'],
    [render, 'c'],
    [copy, 'b'],
    ['7:7', 'b'],
  ] as const) {
    // oxfmt-ignore
    expect(await after.choose(node, job)).toBe('swap-gone')
  }
  expect(document.toJSON().nodes).toEqual(before)
})

import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { absoluteBoundingBox } from '../../../host/document/measure.ts'
import { addSwap, afterwards, seen, swapLayer } from '../after-stage.ts'

let document: HostDocument
let person: ReturnType<typeof build.person>
let after: ReturnType<typeof afterwards>
beforeEach(() => {
  document = build.createDocument()
  person = build.person(document)
  after = afterwards(document)
})

test('a flip shows the other side, from either end, and is one undo step', async () => {
  const { layer, render } = await addSwap(document)
  const before = document.toJSON().nodes
  expect(await after.flip([render], 'original')).toMatchObject({ missing: [] })
  expect(seen(document, layer, render)).toEqual([true, false])
  await after.flip([layer], 'render')
  expect(document.toJSON().nodes).toEqual(before)
  person.undo()
  expect(seen(document, layer, render)).toEqual([true, false])
  person.undo()
  expect(document.toJSON().nodes).toEqual(before)
  person.redo()
  expect(seen(document, layer, render)).toEqual([true, false])
})

test('many are flipped in one undo step, whichever side each of them shows', async () => {
  const swaps = [await addSwap(document), await addSwap(document, { x: 300 })]
  await after.flip([swaps[0]?.render ?? ''], 'original')
  const depth = document.undoDepth
  await after.flip(
    swaps.map(({ render }) => render),
    'original',
  )
  expect(swaps.map(({ layer, render }) => seen(document, layer, render))).toEqual([
    [true, false],
    [true, false],
  ])
  expect(document.undoDepth).toBe(depth + 1)
})

test('ends that a person has moved, locked or renamed are still each other’s', async () => {
  const { layer, render } = await addSwap(document)
  const frame = build.addFrame(document, document.currentPage)
  const away = build.addPage(document, 'Away')
  person.reparent(away, layer)
  person.reparent(frame, render)
  person.set(render, { locked: true, name: 'Hero' })
  expect(await after.flip([render], 'original')).toMatchObject({ missing: [] })
  expect(seen(document, layer, render)).toEqual([true, false])
  expect(await after.flip([layer], 'render')).toMatchObject({ missing: [] })
  expect(seen(document, layer, render)).toEqual([false, true])
})

test('what has no other side is gone, and stays as it is; the rest is flipped', async () => {
  const alone = await addSwap(document)
  const orphanedOriginals = await addSwap(document, { x: 300 })
  const whole = await addSwap(document, { x: 600 })
  const plain = build.addFrame(document, document.currentPage)
  person.remove(alone.layer)
  person.remove(orphanedOriginals.render)
  const asked = [alone.render, orphanedOriginals.layer, whole.render, plain, '7:7']
  const { missing } = await after.flip(asked, 'original')
  expect(missing).toEqual([alone.render, orphanedOriginals.layer, plain, '7:7'])
  expect(seen(document, alone.render, orphanedOriginals.layer, plain)).toEqual([true, false, true])
  expect(seen(document, whole.layer, whole.render)).toEqual([true, false])
})

test('in an auto layout, the layer takes its render’s place, and nothing else moves', async () => {
  const row = build.addFrame(document, document.currentPage, {
    layoutMode: 'HORIZONTAL',
    layoutSizingHorizontal: 'HUG',
    itemSpacing: 8,
  })
  build.addRectangle(document, row, { width: 50, height: 50 })
  const { layer, render } = await addSwap(document, { parent: row })
  const last = build.addRectangle(document, row, { width: 50, height: 50 })
  const at = document.prop(last, 'x')
  await after.flip([render], 'original')
  expect(document.prop(layer, 'x')).toBe(58)
  expect(document.prop(last, 'x')).toBe(at)
  await after.flip([render], 'render')
  expect(document.prop(last, 'x')).toBe(at)
})

test.each(['original', 'render'] as const)(
  'what a person has put into its other side comes out of it before that is hidden or deleted: the %s',
  async (inner) => {
    const screen = build.addFrame(document, document.currentPage, { width: 400, height: 300 })
    const layer = build.addFrame(document, screen, { x: 40, y: 30, width: 120, height: 80 })
    build.addRectangle(document, layer)
    const render = await swapLayer(document, layer)
    const place = absoluteBoundingBox(document, layer)
    if (inner === 'original') person.reparent(render, layer)
    else person.reparent(layer, render)
    await after.flip([render], inner)
    expect(seen(document, layer, render)).toEqual([inner === 'original', inner === 'render'])
    expect(document.node(screen).children).toEqual([layer, render])
    for (const id of [layer, render]) expect(absoluteBoundingBox(document, id)).toEqual(place)
    if (inner === 'original') person.reparent(render, layer)
    else person.reparent(layer, render)
    await (inner === 'original' ? after.restore : after.keepRender)([render])
    expect(document.node(screen).children).toEqual([inner === 'original' ? layer : render])
    expect(seen(document, inner === 'original' ? layer : render)).toEqual([true])
  },
)

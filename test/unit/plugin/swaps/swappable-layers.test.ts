import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import type { Effect } from '../../../host/document/types.ts'
import { inFigma } from '../in-figma.ts'
import { swapped } from '../swap-stage.ts'

let document: HostDocument
let page: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
})

const box = { name: 'Mockup', x: 40, y: 30, width: 120, height: 80 }

/** What the window is told of layers. */
async function described(...ids: string[]): Promise<unknown[]> {
  const { said } = await inFigma(
    document,
    ['swaps/swappable-layers'],
    `const nodes = await Promise.all(${JSON.stringify(ids)}.map((id) => figma.getNodeByIdAsync(id)))
    say(nodes.map((node) => plugin.describeLayer(node)))`,
  )
  return said[0] as unknown[]
}

const destination = (component: string | null, overflows = false) => ({
  destination: { kind: 'in-place', component, overflows },
})

test('a layer is told with its own size, and where it stands', async () => {
  const layer = build.addRectangle(document, page, { ...box, rotation: -90 })
  expect(await described(layer)).toEqual([
    {
      swappable: true,
      id: layer,
      page,
      name: 'Mockup',
      bounds: {
        x: expect.closeTo(-40) as number,
        y: expect.closeTo(30) as number,
        width: expect.closeTo(80) as number,
        height: expect.closeTo(120) as number,
      },
      size: { width: 120, height: 80 },
      ...destination(null),
    },
  ])
})

test('any layer that can be exported is taken, wherever a frame can stand beside it', async () => {
  const section = build.addSection(document, page)
  const frame = build.addFrame(document, section, { ...box, fills: [build.solid('#112233')] })
  const component = build.addComponent(document, page, { name: 'Card', width: 400, height: 300 })
  const inner = build.addRectangle(document, component, box)
  const grouped = build.addRectangle(document, page, box)
  const group = build.addGroup(document, page, [grouped])
  const text = build.addText(document, page, { characters: 'Sale' })
  build.person(document).set(component, { fills: [build.solid('#112233')] })
  const instance = build.addInstance(document, page, component, { x: 900 })
  const all = [frame, inner, grouped, group, text, instance]
  const homes = all.map((layer) => destination(layer === inner ? 'Card' : null))
  expect(await described(...all)).toMatchObject(homes)
})

test('inside an instance, and a component itself, are placed beside', async () => {
  const component = build.addComponent(document, page, {
    ...box,
    fills: [build.solid('#112233')],
  })
  build.addRectangle(document, component, { width: 10, height: 10 })
  const instance = build.addInstance(document, page, component, { x: 900 })
  const [inner = ''] = document.node(instance).children
  expect(await described(inner, component)).toMatchObject([
    { destination: { kind: 'beside', reason: 'instance' } },
    { destination: { kind: 'beside', reason: 'component' } },
  ])
})

test('what a variable or a component’s property shows and hides is placed beside: it can’t be hidden', async () => {
  const visible = { type: 'VARIABLE_ALIAS', id: 'VariableID:1:2' } as const
  const bound = build.addRectangle(document, page, { ...box, boundVariables: { visible } })
  const component = build.addComponent(document, page, { x: 400 })
  const optional = build.addRectangle(document, component, {
    ...box,
    componentPropertyReferences: { visible: 'Show#1:2' },
  })
  expect(await described(bound, optional)).toMatchObject([
    { destination: { kind: 'beside', reason: 'bound' } },
    { destination: { kind: 'beside', reason: 'bound' } },
  ])
})

const shadow = (radius: number): Effect => ({
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 0.5 },
  offset: { x: 0, y: 8 },
  radius,
  visible: true,
  blendMode: 'NORMAL',
})

test('what hangs out of a layer is told; its own shadow and stroke are its render’s too', async () => {
  const look = { effects: [shadow(20)], strokeAlign: 'OUTSIDE' as const, strokeWeight: 8 }
  const plain = build.addRectangle(document, page, {
    ...box,
    ...look,
    strokes: [build.solid('#ff0000')],
  })
  const frame = build.addFrame(document, page, {
    ...box,
    clipsContent: false,
    effects: [shadow(2)],
  })
  build.addRectangle(document, frame, { x: 100, width: 60, height: 10 })
  const clipped = build.addFrame(document, page, { ...box, clipsContent: true })
  build.addRectangle(document, clipped, { x: 100, width: 60, height: 10 })
  expect(await described(plain, frame, clipped)).toMatchObject(
    [false, true, false].map((overflows) => destination(null, overflows)),
  )
})

test('what can’t be swapped says why', async () => {
  const section = build.addSection(document, page, { width: 500, height: 500 })
  const locked = build.addFrame(document, section, { ...box, locked: true })
  const hidden = build.addFrame(document, page, { ...box, visible: false })
  const cases: [string, string][] = [
    [section, 'section'],
    [locked, 'locked'],
    [build.addRectangle(document, locked, box), 'locked'],
    [hidden, 'hidden'],
    [build.addRectangle(document, hidden, box), 'hidden'],
    [build.addFrame(document, page, { ...box, fills: [] }), 'empty'],
    [build.addLine(document, page, { width: 90 }), 'empty'],
    [build.addRectangle(document, page, { ...box, isMask: true }), 'mask'],
  ]
  const reasons = cases.map(([, reason]) => ({ swappable: false, reason }))
  expect(await described(...cases.map(([id]) => id))).toMatchObject(reasons)
})

test('a render can’t be swapped as long as its original is there, wherever that is now', async () => {
  const layer = build.addRectangle(document, page, box)
  const render = await swapped(document, layer)
  const refused = [{ swappable: false, id: render, reason: 'render' }]
  expect(await described(render)).toEqual([{ ...refused[0], name: 'Mockup' }])
  const otherFiles = build.addFrame(document, page, { x: 900 })
  build.person(document).reparent(otherFiles, layer)
  expect(await described(render)).toMatchObject(refused)
  build.person(document).remove(layer)
  expect(await described(render)).toMatchObject([destination(null)])
})

test('a copy of a render is a render beside the copy of its original alone', async () => {
  const frame = build.addFrame(document, page, { width: 500, height: 500 })
  const layer = build.addRectangle(document, frame, box)
  const render = await swapped(document, layer)
  const alone = build.person(document).duplicate(render)
  expect(await described(alone)).toMatchObject([destination(null)])
  const copy = build.person(document).duplicate(frame)
  const [, copied = ''] = document.node(copy).children
  expect(await described(copied)).toMatchObject([{ swappable: false, reason: 'render' }])
  // There are two of them in this one, and nobody can tell which is the original's.
  build.person(document).remove(document.node(copy).children[2] ?? '')
  expect(await described(copied)).toMatchObject([{ swappable: false, reason: 'render' }])
})

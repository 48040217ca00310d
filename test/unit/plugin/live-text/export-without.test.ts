import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import type { Props } from '../../../host/document/types.ts'
import { inFigma } from '../in-figma.ts'

let document: HostDocument
let page: string
let poster: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
  poster = addPoster(page)
})

const addPoster = (parent: string, more: Partial<Props> = {}) => {
  const frame = build.addFrame(document, parent, {
    name: 'Poster',
    x: 60,
    y: 40,
    width: 300,
    height: 400,
    fills: [build.solid('#2f6fde')],
    ...more,
  })
  build.addEllipse(document, frame, { x: 100, y: 200, width: 90, height: 90 })
  return frame
}
const words = (parent: string, more: Partial<Props> = {}) =>
  build.addText(document, parent, { characters: 'Words', x: 20, y: 20, fontSize: 40, ...more })

/** What `capture` answers, as pixels; or why it doesn't. */
async function captured(without: readonly string[], source = poster) {
  const { said } = await inFigma(
    document,
    ['selection/capture'],
    `say(await plugin.capture(figma, '${source}', ${JSON.stringify(without)})
      .catch((e) => ({ failed: e.code + ': ' + e.message })))`,
  )
  const { bytes, ...rest } = said.at(-1) as { bytes?: Uint8Array }
  return { ...rest, pixels: bytes === undefined ? null : await pixelsOf(bytes) }
}

async function pixelsOf(bytes: Uint8Array): Promise<string> {
  const image = await loadImage(Buffer.from(bytes))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return `${String(image.width)}×${String(image.height)} ${Buffer.from(data).toString('base64')}`
}

const snapshot = () => JSON.stringify(document.toJSON().nodes)

/** A capture without some layers shows just what one does in which a designer has hidden them. */
async function expectWithout(without: readonly string[], source = poster): Promise<void> {
  const before = snapshot()
  const whole = await captured([], source)
  const got = await captured(without, source)
  expect(snapshot()).toBe(before)
  document.person(() => {
    for (const id of without) document.set(id, { opacity: 0 })
  })
  const wanted = await captured([], source)
  expect(got).toEqual(wanted)
  expect(got.pixels).not.toBe(whole.pixels)
}

test('a text is left out, and nothing else; the source stays as it is', async () => {
  await expectWithout([words(poster), words(poster, { y: 100 })])
})

test('a locked source, a turned one, one inside an auto layout that fills it', async () => {
  const layout = build.addFrame(document, page, {
    x: 900,
    width: 700,
    height: 500,
    layoutMode: 'HORIZONTAL',
    rotation: 20,
  })
  const filling = addPoster(layout, {
    layoutSizingHorizontal: 'FILL',
    layoutSizingVertical: 'FILL',
    locked: true,
  })
  expect(document.prop(filling, 'width')).toBe(700)
  await expectWithout([words(filling)], filling)
})

test('texts in auto layouts leave their room', async () => {
  const column = build.addFrame(document, poster, {
    layoutMode: 'VERTICAL',
    width: 200,
    height: 300,
  })
  const first = words(column)
  build.addEllipse(document, column, { width: 60, height: 60 })
  await expectWithout([first])
})

test('texts in instances, of a component too, which gets no copy that is a component', async () => {
  const component = build.addComponent(document, page, { x: 2000, width: 300, height: 300, fills: [build.solid('#ffaa00')] }) // oxfmt-ignore
  const inside = words(component)
  const instance = build.addInstance(document, poster, component, { x: 10, y: 10 })
  await expectWithout([document.node(instance).children[0] ?? ''])
  const seen: string[] = []
  document.subscribe(() => {
    seen.push(...document.descendants(page).filter((id) => document.node(id).type === 'COMPONENT'))
  })
  await expectWithout([inside], component)
  expect(new Set(seen)).toEqual(new Set([component]))
})

test('where a transparent layer is not taken, it is hidden; else the picture is not made', async () => {
  const component = build.addComponent(document, page, { x: 2000, width: 300, height: 300 })
  words(component)
  const instance = build.addInstance(document, poster, component, { x: 10, y: 10 })
  const [inside = ''] = document.node(instance).children
  const clear = await captured([inside])
  const before = snapshot()
  for (const taken of ['ignored', 'thrown'] as const) {
    document.quirks.overrides = { opacity: taken, visible: 'taken' }
    expect(await captured([inside])).toEqual(clear)
    document.quirks.overrides = { opacity: taken, visible: taken }
    expect(await captured([inside])).toMatchObject({
      failed: expect.stringMatching(/^text-unclear/) as string,
    })
    expect(snapshot()).toBe(before)
  }
})

test('the modes of variables go along from what the source is in', async () => {
  const collection = build.addCollection(document, 'Light', 'Dark')
  const around = build.addFrame(document, page, { width: 900, height: 900 })
  document.person(() => document.set(around, { explicitVariableModes: { [collection]: '1:1' } }))
  const source = addPoster(around)
  const { said } = await inFigma(
    document,
    ['live-text/export-without'],
    `const layer = await figma.getNodeByIdAsync('${source}')
    say(await plugin.exportWithout(figma, async () => layer, ['${words(source)}'], async (copy) => ({
      modes: copy.resolvedVariableModes, parent: copy.parent.id, isLocked: copy.locked,
      data: copy.getPluginDataKeys(), right: copy.absoluteBoundingBox.x + copy.width })))`,
  )
  expect(said).toEqual([
    {
      modes: { [collection]: '1:1' },
      parent: page,
      isLocked: true,
      data: ['temp'],
      right: expect.any(Number) as number,
    },
  ])
  expect((said[0] as { right: number }).right).toBeLessThan(-9000)
})

test('what is gone from the source is not in its picture anyway', async () => {
  const text = words(poster)
  const outside = words(page)
  expect((await captured([text, '9:9', outside])).pixels).toBe((await captured([text])).pixels)
})

test('an undo step that ends meanwhile holds no copy; the export begins again', async () => {
  const text = words(poster)
  const { said } = await inFigma(
    document,
    ['live-text/export-without', 'plugin-data/temporary'],
    `const layer = await figma.getNodeByIdAsync('${poster}')
    let tries = 0
    say(await plugin.exportWithout(figma, async () => layer, ['${text}'], async (copy) => {
      if (++tries === 1) {
        figma.createFrame()
        plugin.commitUndo(figma)
      }
      await null
      return [tries, copy.removed]
    }))`,
  )
  expect(said).toEqual([[2, false]])
  const frames = () => document.node(page).children.length
  expect(frames()).toBe(2)
  document.undo()
  expect(frames()).toBe(1)
  document.redo()
  expect(frames()).toBe(2)
})

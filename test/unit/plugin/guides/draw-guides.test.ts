import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeEach, expect, test, vi } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { absoluteBoundingBox } from '../../../host/document/measure.ts'
import { exportNode } from '../../../host/export.ts'
import { env } from '../../host/sample.ts'
import { inFigma } from '../in-figma.ts'
import { addVariant } from '../sample-variant.ts'

const insets = { top: 10, right: 5, bottom: 20, left: 0 }

let document: HostDocument
let person: ReturnType<typeof build.person>
beforeEach(() => {
  document = build.createDocument()
  person = build.person(document)
})

const modules = ['guides/draw-guides', 'guides/sync-guides', 'variants/describe-variants']
const run = async (code: string) => (await inFigma(document, modules, code)).said

const draw = (ids: readonly string[], wanted: object | null = insets) => {
  const guides = ids.map((node) => ({ node, name: 'Story', insets: wanted }))
  return run(`say(await plugin.drawGuides(figma, ${JSON.stringify({ guides })}))`)
}

const guides = () =>
  document
    .descendants(document.rootId)
    .filter((id) => document.prop(id, 'name') === 'Safe zone · Story (guide, not exported)')

/** The one guide of the document. */
const guide = (): string => {
  const found = guides()
  expect(found).toHaveLength(1)
  return found[0] ?? ''
}

const pixels = async (id: string): Promise<Uint8ClampedArray> => {
  const { bytes } = await exportNode(document, env, id, undefined)
  const { width, height } = await loadImage(Buffer.from(bytes))
  const pen = createCanvas(width, height).getContext('2d')
  pen.drawImage(await loadImage(Buffer.from(bytes)), 0, 0)
  return pen.getImageData(0, 0, width, height).data
}

const siblings = (id: string) => document.node(document.node(id).parent ?? '').children

test('a guide is a locked layer directly above its variant, just as large', async () => {
  const variant = addVariant(document, 'Story', { x: 40, y: -30, width: 90, height: 160 })
  addVariant(document, 'Another', { x: 400 })
  await draw([variant])
  const found = guide()
  expect(siblings(variant).indexOf(found)).toBe(siblings(variant).indexOf(variant) + 1)
  expect(document.node(found).type).toBe('GROUP')
  expect(document.prop(found, 'locked')).toBe(true)
  expect(absoluteBoundingBox(document, found)).toEqual({ x: 40, y: -30, width: 90, height: 160 })
  expect([found, ...document.descendants(found)].map((id) => document.prop(id, 'exportSettings')).flat()).toEqual([]) // oxfmt-ignore
})

test('a guide that a person has put something into stays, whatever becomes of its variant', async () => {
  const variant = addVariant(document, 'Story')
  await draw([variant])
  const foreignVariants = guide()
  const text = build.addText(document, foreignVariants, { characters: 'Mine' })
  await draw([variant], null)
  expect(document.has(text)).toBe(true)
  await draw([variant])
  expect(guides()).toHaveLength(2)
  person.remove(variant)
  await run('await plugin.createGuideSync(figma).sync()')
  expect(guides()).toEqual([foreignVariants])
  expect(document.has(text)).toBe(true)
})

test('so does one in which a person has grouped something with a margin', async () => {
  const variant = addVariant(document, 'Story')
  await draw([variant])
  const [margin = ''] = document.node(guide()).children
  const group = build.addGroup(document, guide(), [margin])
  const text = build.addText(document, group, { characters: 'Mine' })
  person.remove(variant)
  await run('await plugin.createGuideSync(figma).sync()')
  expect(document.has(text)).toBe(true)
})

test('margins are tinted, the safe zone is outlined, and what is safe shows through', async () => {
  const variant = addVariant(document, 'Story')
  const bare = await pixels(document.currentPage)
  await draw([variant])
  const covered = await pixels(document.currentPage)
  const at = (data: Uint8ClampedArray, x: number, y: number) => [...data.slice((y * 100 + x) * 4, (y * 100 + x) * 4 + 4)] // oxfmt-ignore
  expect(at(covered, 50, 50)).toEqual(at(bare, 50, 50))
  for (const [x, y] of [
    [50, 5],
    [50, 90],
    [98, 50],
  ] as const) {
    // oxfmt-ignore
    const [before = 0, now = 0] = [at(bare, x, y)[1], at(covered, x, y)[1]]
    // twelve in a hundred of magenta: darker green, and the picture still there
    expect(Math.abs(now - before * 0.88)).toBeLessThan(2)
  }
  expect(document.descendants(guide()).map((id) => document.prop(id, 'dashPattern')).some(({ length }) => length > 0)).toBe(true) // oxfmt-ignore
})

test('a variant is exported alike with its guide and without', async () => {
  const variant = addVariant(document, 'Story')
  const bare = await pixels(variant)
  await draw([variant])
  expect(guides()).toHaveLength(1)
  expect(await pixels(variant)).toEqual(bare)
})

test('on again draws them again; off takes away; each is one undo step', async () => {
  const [a, b] = [addVariant(document, 'A'), addVariant(document, 'B', { x: 200 })]
  await draw([a, b])
  const depth = document.undoDepth
  await draw([a, b], { ...insets, top: 30 })
  expect(guides()).toHaveLength(2)
  expect(document.undoDepth).toBe(depth + 1)
  expect(document.descendants(guides()[0] ?? '').map((id) => document.prop(id, 'height'))).toContain(30) // oxfmt-ignore
  await draw([a], null)
  expect(guides()).toHaveLength(1)
  person.undo()
  expect(guides()).toHaveLength(2)
})

test('a variant that is gone is named, and the others are drawn all the same', async () => {
  const variant = addVariant(document, 'Story')
  expect(await draw(['7:7', variant])).toEqual([{ missing: ['7:7'] }])
  expect(guides()).toHaveLength(1)
})

test('in a section the guide stands in the section', async () => {
  const section = build.addSection(document, document.currentPage, { x: 300, y: 200, width: 500, height: 500 }) // oxfmt-ignore
  const variant = addVariant(document, 'Story', { parent: section, x: 20, y: 30 })
  await draw([variant])
  expect(document.node(guide()).parent).toBe(section)
  expect(absoluteBoundingBox(document, guide())).toEqual(absoluteBoundingBox(document, variant))
})

test('a variant in an auto layout: nothing in it moves, and its frame is exported without', async () => {
  const row = build.addFrame(document, document.currentPage, {
    layoutMode: 'HORIZONTAL',
    layoutSizingHorizontal: 'HUG',
    layoutSizingVertical: 'HUG',
    itemSpacing: 10,
    paddingLeft: 7,
  })
  const variant = addVariant(document, 'Story', { parent: row })
  addVariant(document, 'Beside', { parent: row })
  const before = document.descendants(row).map((id) => absoluteBoundingBox(document, id))
  const bare = await pixels(row)
  await draw([variant])
  expect(document.descendants(row).map((id) => absoluteBoundingBox(document, id))).toEqual(before)
  expect(await pixels(row)).toEqual(bare)
  expect(absoluteBoundingBox(document, guide())).toEqual(absoluteBoundingBox(document, variant))
})

test('a turned variant has a turned guide', async () => {
  const variant = addVariant(document, 'Story', { x: 200, y: 200, rotation: 30 })
  await draw([variant])
  const { x, y, width, height } = absoluteBoundingBox(document, variant)
  const box = absoluteBoundingBox(document, guide())
  for (const [is, wanted] of [
    [box.x, x],
    [box.y, y],
    [box.width, width],
    [box.height, height],
  ] as const) {
    // oxfmt-ignore
    expect(is).toBeCloseTo(wanted)
  }
})

test('a variant on a page that is not open', async () => {
  const variant = addVariant(document, 'Story')
  const page = document.currentPage
  person.setCurrentPage(build.addPage(document, 'Other'))
  await draw([variant])
  expect(document.node(guide()).parent).toBe(page)
})

const sync = 'await care.sync();'
const care = 'const care = plugin.createGuideSync(figma);'
const find = (id: string) => `(await figma.getNodeByIdAsync('${id}'))`

test('a guide follows its variant, and goes with it', async () => {
  const variant = addVariant(document, 'Story')
  await draw([variant])
  person.move(variant, 500, 60)
  person.resize(variant, 50, 80)
  await run(care + sync)
  expect(absoluteBoundingBox(document, guide())).toEqual(absoluteBoundingBox(document, variant))
  const page = build.addPage(document, 'Other')
  person.reparent(page, variant)
  await run(care + sync)
  expect(document.node(guide()).parent).toBe(page)
  person.setCurrentPage(page)
  person.remove(variant)
  await run(care + sync)
  expect(guides()).toEqual([])
})

test('what stands right is left alone', async () => {
  const variant = addVariant(document, 'Story')
  await draw([variant])
  const before = [guide(), document.undoDepth]
  await run(care + sync + sync)
  expect([guide(), document.undoDepth]).toEqual(before)
})

test('twice as many that stand right ask twice as much of Figma, at first and later', async () => {
  /** Layers handed to the plugin for each variant. */
  const askedFor = async (count: number) => {
    document = build.createDocument()
    const at = (index: number) => ({ x: index * 200 })
    await draw(
      Array.from({ length: count }, (_, index) => addVariant(document, 'Story', at(index))),
    )
    const asked = vi.spyOn(document, 'node')
    await run(care + sync + sync)
    return asked.mock.calls.length / count
  }
  const few = await askedFor(12)
  expect(await askedFor(24)).toBeLessThanOrEqual(few)
})

test('an undo gets past what was put right', async () => {
  const variant = addVariant(document, 'Story', { x: 10 })
  await draw([variant])
  await run(`${care}
    const variant = ${find(variant)}
    variant.x = 300; figma.commitUndo(); ${sync}
    figma.triggerUndo(); ${sync}
    figma.triggerUndo(); ${sync}
    say(variant.x)
    variant.remove(); figma.commitUndo(); ${sync}
    figma.triggerUndo(); ${sync}
    figma.triggerUndo(); ${sync}`)
  expect(document.prop(variant, 'x')).toBe(10)
  expect(absoluteBoundingBox(document, guide())).toEqual(absoluteBoundingBox(document, variant))
})

test('a guide that was copied with its section is its copy’s: drawn again, not doubled', async () => {
  const section = build.addSection(document, document.currentPage, { width: 300, height: 300 })
  const variant = addVariant(document, 'Story', { parent: section })
  await draw([variant])
  const copy = person.duplicate(section)
  person.move(copy, 900, 0)
  const [copied = ''] = document.node(copy).children
  await run(care + sync)
  expect(guides()).toHaveLength(2)
  await draw([copied])
  expect(guides()).toHaveLength(2)
  await draw([copied], null)
  expect(document.node(guide()).parent).toBe(section)
})

test('guides go with the copies that they came with, however many are asked for together', async () => {
  const variant = addVariant(document, 'Story')
  await draw([variant])
  const [copy, copiedGuide] = [person.duplicate(variant), person.duplicate(guide())]
  for (const node of [copy, copiedGuide]) person.move(node, 900, 0)
  expect(await draw([copy, variant], null)).toEqual([{ missing: [] }])
  expect(guides()).toEqual([])
})

test('a guide is no source, and in nobody’s way', async () => {
  const variant = addVariant(document, 'Story')
  await draw([variant])
  person.select([guide(), variant])
  const tried = await inFigma(
    document,
    ['selection/describe-selection', 'layout/free-space'],
    `say(plugin.describeSelection(figma).sources.map(({ id }) => id))
     say(plugin.neighbours(${find(variant)}).obstacles)`,
  )
  expect(tried.said).toEqual([[variant], []])
})

test('a guide that a person has put something into is a layer of theirs: a source, and in the way', async () => {
  const variant = addVariant(document, 'Story')
  await draw([variant])
  const theirs = guide()
  build.addText(document, theirs, { characters: 'Mine' })
  person.select([theirs])
  const tried = await inFigma(
    document,
    ['selection/describe-selection', 'layout/free-space'],
    `say(plugin.describeSelection(figma).selected.map(({ id }) => id))
     say(plugin.neighbours(${find(variant)}).obstacles.length)`,
  )
  expect(tried.said).toEqual([[theirs], 1])
})

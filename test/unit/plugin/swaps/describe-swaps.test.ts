import { beforeEach, expect, test, vi } from 'vitest'
import { alternativePrefix, swapKey } from '../../../../contract/model/plugin-data/swap-link.ts'
import { Recipe, recipeKey } from '../../../../contract/model/plugin-data/recipe.ts'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { addSwap, afterwards, allEnded } from '../after-stage.ts'
import { inFigma, keep, kept } from '../in-figma.ts'
import { addVariant } from '../sample-variant.ts'

let document: HostDocument
let page: string
let person: ReturnType<typeof build.person>
let after: ReturnType<typeof afterwards>
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
  person = build.person(document)
  after = afterwards(document)
})

const recipe = (id: string, key: string = recipeKey) => Recipe.parse(kept(document, id, key))

test('a swap is told once, whichever of its ends are asked for', async () => {
  const { layer, render } = await addSwap(document, { jobs: ['a', 'b'] })
  const variant = addVariant(document, 'Story')
  const { swaps, orphanedOriginals } = await after.read([variant, layer, '7:7', render])
  expect(swaps).toEqual([
    {
      render,
      original: layer,
      name: 'Mockup',
      size: { width: 120, height: 80 },
      corners: [0, 0, 0, 0],
      shown: 'render',
      goes: { restore: '', keep: layer },
      recipe: recipe(render),
      choices: [recipe(render), recipe(render, `${alternativePrefix}b`)],
      missing: { reference: false, pictures: [] },
    },
  ])
  expect(orphanedOriginals).toEqual([])
})

test('what became of it since is told', async () => {
  const { layer, render } = await addSwap(document, { jobs: ['a', 'b'] })
  const text = build.addText(document, render, { characters: 'Sale' })
  person.rename(render, 'Hero')
  person.resize(render, 240, 80)
  await after.flip([render], 'original')
  const choice = recipe(render, `${alternativePrefix}b`)
  const missing = { ...choice.reference, hash: 'gone' }
  keep(document, render, recipeKey, { ...recipe(render), reference: missing })
  keep(document, render, `${alternativePrefix}b`, {
    ...choice,
    progress: { ...choice.progress, picture: missing },
  })
  expect((await after.read([render])).swaps).toMatchObject([
    {
      original: layer,
      name: 'Mockup',
      size: { width: 240, height: 80 },
      shown: 'original',
      goes: { restore: text, keep: layer },
      missing: { reference: true, pictures: ['b'] },
    },
  ])
  person.remove(layer)
  expect((await after.read([render])).swaps).toMatchObject([
    { original: null, name: 'Hero', shown: 'render' },
  ])
})

test('where both sides are hidden, neither is told to be shown', async () => {
  const { layer, render } = await addSwap(document)
  for (const id of [layer, render]) person.set(id, { visible: false })
  expect((await after.read([render])).swaps).toMatchObject([{ shown: null }])
})

test('pictures are told by copy, then by age; what is still to come is none of them', async () => {
  const { render } = await addSwap(document, { jobs: ['a', 'b', 'c', 'd'] })
  const change = (job: string, copy: number, at: number) => {
    const key = job === 'a' ? recipeKey : `${alternativePrefix}${job}`
    const { details, progress, ...rest } = recipe(render, key)
    const changed = { ...rest, details: { ...details, copy }, progress: { ...progress, at } }
    keep(document, render, key, changed)
  }
  change('a', 2, 5)
  change('b', 1, 9)
  change('c', 1, 7)
  const { progress, ...rest } = recipe(render, `${alternativePrefix}d`)
  expect(progress.state).toBe('done')
  const waiting = { state: 'submitted', at: 1, task: 'tk-d' }
  keep(document, render, `${alternativePrefix}d`, { ...rest, progress: waiting })
  const [known] = (await after.read([render])).swaps
  expect(known?.choices.map(({ job }) => job)).toEqual(['c', 'b', 'a'])
})

test('a screen that was copied has a swap of its own, and changes nothing of the first', async () => {
  const screen = build.addFrame(document, page, { name: 'Screen', width: 400, height: 300 })
  const { layer, render } = await addSwap(document, { parent: screen, jobs: ['a', 'b'] })
  const copy = person.duplicate(screen)
  const [copiedLayer = '', copiedRender = ''] = document.node(copy).children
  const first = [layer, render].map((id) => document.node(id))
  const known = { render: copiedRender, original: copiedLayer }
  for (const id of [copiedLayer, copiedRender]) {
    expect((await after.read([id])).swaps).toMatchObject([known])
  }
  expect(await after.choose(copiedRender, 'b')).toBeNull()
  expect(recipe(copiedRender)).toMatchObject({ job: 'b', node: copiedRender })
  expect(recipe(copiedRender, `${alternativePrefix}a`).node).toBe(copiedRender)
  const again = person.duplicate(copy)
  const [secondLayer = '', secondRender = ''] = document.node(again).children
  expect((await after.read([secondLayer])).swaps).toMatchObject([{ render: secondRender }])
  expect(await after.restore([copiedLayer, secondLayer])).toMatchObject({ missing: [] })
  for (const id of [copiedRender, secondRender]) expect(document.has(id)).toBe(false)
  for (const id of [copiedLayer, secondLayer]) {
    expect(document.node(id)).toMatchObject({ props: { visible: true }, pluginData: {} })
  }
  expect([layer, render].map((id) => document.node(id))).toEqual(first)
  expect(await after.flip([render], 'original')).toMatchObject({ missing: [] })
})

test('a copy that is flipped is one of its own, also by undo and redo', async () => {
  const screen = build.addFrame(document, page, { name: 'Screen', width: 400, height: 300 })
  const { layer, render } = await addSwap(document, { parent: screen })
  const copy = person.duplicate(screen)
  const [copiedLayer = '', copiedRender = ''] = document.node(copy).children
  await after.flip([copiedRender], 'original')
  person.remove(layer)
  person.remove(render)
  person.reparent(page, copiedLayer)
  expect((await after.read([copiedRender])).swaps).toMatchObject([{ original: copiedLayer }])
  for (let step = 0; step < 4; step++) person.undo()
  expect((await after.read([copiedLayer])).swaps).toMatchObject([{ shown: 'render' }])
  person.redo()
  expect((await after.read([copiedLayer])).swaps).toMatchObject([{ shown: 'original' }])
})

test('of copies beside each other, nobody can tell which belong together, and nothing is done to them', async () => {
  const { layer, render } = await addSwap(document)
  // Both were selected, and duplicated twice.
  const copies = [layer, layer, render, render].map((id) => person.duplicate(id))
  const before = document.toJSON().nodes
  const names = copies.map((id) => ({ name: document.prop(id, 'name') }))
  expect(await after.read(copies)).toEqual({ swaps: [], orphanedOriginals: [], unclear: names })
  for (const way of ['restore', 'keepRender'] as const) {
    expect(await after[way](copies)).toEqual({ ...allEnded, unclear: copies })
  }
  expect(await after.flip(copies, 'original')).toEqual({ missing: [], unclear: copies })
  expect(await after.choose(copies[2] ?? '', 'a')).toBe('swap-gone')
  expect(document.toJSON().nodes).toEqual(before)
  expect((await after.read([render])).swaps).toMatchObject([{ render, original: layer }])
  for (const id of [copies[1], copies[3]]) person.remove(id ?? '')
  expect((await after.read(copies)).swaps).toMatchObject([
    { render: copies[2], original: copies[0] },
  ])
})

test('a render that was copied alone is no swap; a hidden original is stranded', async () => {
  const { layer, render } = await addSwap(document)
  const frame = build.addFrame(document, page)
  const copies = [render, layer].map((id) => {
    const copy = person.duplicate(id)
    person.reparent(build.addFrame(document, frame), copy)
    return copy
  })
  expect(await after.read(copies)).toMatchObject({
    swaps: [],
    orphanedOriginals: [{ original: copies[1], name: 'Mockup' }],
  })
  expect(await after.restore(copies)).toMatchObject({ missing: [copies[0]] })
  expect(document.prop(layer, 'visible')).toBe(false)
  const seenCopy = await after.flip([render], 'original').then(() => person.duplicate(layer))
  expect(await after.read([seenCopy])).toMatchObject({ swaps: [], orphanedOriginals: [] })
})

test('a render can’t be swapped itself, nor its copy; without its original it is a layer like any other', async () => {
  const screen = build.addFrame(document, page, { width: 400, height: 300 })
  const { layer, render } = await addSwap(document, { parent: screen })
  const copy = document.node(person.duplicate(screen)).children[1] ?? ''
  const lone = person.duplicate(render)
  const reasons = async () => {
    const code = `
      const nodes = await Promise.all(${JSON.stringify([render, copy, lone])}.map(figma.getNodeByIdAsync))
      say(nodes.map((node) => plugin.describeLayer(node)).map(({ swappable, reason }) => swappable || reason))`
    return (await inFigma(document, ['swaps/swappable-layers'], code)).said[0]
  }
  expect(await reasons()).toEqual(['render', 'render', true])
  person.reparent(page, layer)
  expect(await reasons()).toEqual(['render', 'render', true])
  person.remove(layer)
  expect(await reasons()).toEqual([true, 'render', true])
})

test('in an instance nothing is a swap', async () => {
  const component = build.addComponent(document, page, { width: 400, height: 300 })
  const { render } = await addSwap(document, { parent: component })
  const instance = build.addInstance(document, page, component)
  expect((await after.read(document.node(instance).children)).swaps).toEqual([])
  expect((await after.flip(document.node(instance).children, 'original')).missing).toHaveLength(2)
  expect(await after.find()).toEqual([render])
})

test('the swaps of the page that is looked at are found in reading order', async () => {
  const c = await addSwap(document, { x: 0, y: 400 })
  const b = await addSwap(document, { x: 300, y: 8 })
  const screen = build.addFrame(document, page, { x: 0, y: 20, width: 200, height: 100 })
  const a = await addSwap(document, { parent: screen, x: 0, y: 0 })
  addVariant(document, 'Story', { x: 600 })
  person.duplicate(b.render)
  person.remove(c.layer)
  const copy = person.duplicate(screen)
  person.move(copy, 0, 800)
  const away = build.addPage(document, 'Away')
  await addSwap(document, { parent: away })
  const copied = document.node(copy).children[1]
  expect(await after.find()).toEqual([a.render, b.render, c.render, copied])
})

test('a hidden original is found with the swaps of the page once its render is deleted', async () => {
  const { layer, render } = await addSwap(document, { x: 200 })
  const shown = await addSwap(document, { x: 400 })
  const whole = await addSwap(document, { x: 0 })
  await after.flip([shown.render], 'original')
  for (const each of [render, shown.render]) person.remove(each)
  expect(await after.find()).toEqual([whole.render, layer])
  person.undo()
  person.undo()
  expect(await after.find()).toEqual([whole.render, render, shown.render])
})

test.each(['real', 'copied'])(
  'twice as many %s renders selected ask twice as much of Figma',
  async (kind) => {
    /** Layers handed to the plugin for each render. */
    const askedFor = async (count: number) => {
      document = build.createDocument()
      const before = { visible: true, relaunch: {} }
      const renders = Array.from({ length: count }, (_, index) => {
        const layer = build.addRectangle(document, document.currentPage, { name: 'Mockup' })
        const render = addVariant(document, 'Hero', { x: index * 200 })
        const [one, other] = kind === 'real' ? [render, layer] : [`8:${index}`, `9:${index}`]
        const ends = { version: 1, before }
        keep(document, render, swapKey, { ...ends, end: 'render', node: one, original: other })
        keep(document, layer, swapKey, { ...ends, end: 'original', node: other, render: one })
        return render
      })
      build.person(document).select(renders)
      const asked = vi.spyOn(document, 'node')
      const code = 'say(plugin.describeSelection(figma).layers.map(({ reason }) => reason))'
      const { said } = await inFigma(document, ['selection/describe-selection'], code)
      expect(said).toEqual([renders.map(() => 'render')])
      return asked.mock.calls.length / count
    }
    const few = await askedFor(8)
    expect(await askedFor(16)).toBeLessThanOrEqual(few)
  },
)

import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { dataOf, onStage, swapped, treeWithout } from '../swap-stage.ts'

let document: HostDocument
let page: string
let layer: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
  layer = build.addRectangle(document, page, box)
})

const box = { name: 'Mockup', x: 40, y: 30, width: 120, height: 80 }

test('several jobs wait on one layer, each by itself', async () => {
  const said = await onStage(
    document,
    `say(await reserve('${layer}', ['a', 'b']))
    await created('a', ['${layer}'])`,
  )
  expect(said).toEqual([[layer, layer]])
  const { coming } = dataOf(document, layer)
  expect([coming('a'), coming('b')]).toMatchObject([
    { job: 'a', progress: { state: 'submitted', task: 'tk-a' } },
    { job: 'b', progress: { state: 'reserved' } },
  ])
  expect(document.node(page).children).toEqual([layer])
})

test('where the ledger can’t take it, the layer is as it was', async () => {
  const before = treeWithout(document)
  const code = `say(await reserve('${layer}', ['a'], 'run-1', () => Promise.reject(
    Object.assign(new Error('full'), { code: 'storage-failed' }))).catch(failed))`
  expect(await onStage(document, code)).toEqual(['storage-failed: full'])
  expect(treeWithout(document)).toEqual(before)
})

test('a layer that can no longer be swapped says so, and nothing is made', async () => {
  build.person(document).set(layer, { locked: true })
  const before = treeWithout(document)
  const code = `say(await reserve('${layer}', ['a']).catch(failed))`
  expect(await onStage(document, code)).toEqual(['layer-refused: locked'])
  expect(treeWithout(document)).toEqual(before)
})

test('what can’t be in its place waits in a frame beside it, and gets its picture there', async () => {
  const component = build.addComponent(document, page, { y: 500, width: 300, height: 200 })
  build.addRectangle(document, component, { width: 120, height: 80 })
  const instance = build.addInstance(document, page, component, { x: 1000, y: 500 })
  const [inner = ''] = document.node(instance).children
  const [node] = await onStage(
    document,
    `const nodes = await reserve('${inner}', ['a'])
    say(nodes[0])
    await created('a', nodes)
    await place('a', nodes[0])`,
  )
  expect(document.node(String(node))).toMatchObject({
    type: 'FRAME',
    parent: page,
    props: { x: 1380, y: 500, width: 120, height: 80 },
  })
  expect(dataOf(document, String(node))).toMatchObject({
    recipe: { progress: { state: 'done' } },
    swap: null,
  })
  expect(document.prop(inner, 'visible')).toBe(true)
})

test('the frame of a layer that is gone stands beside where that stood', async () => {
  const said = await onStage(
    document,
    `const source = await sourceOf('${layer}')
    ;(await figma.getNodeByIdAsync('${layer}')).remove()
    const [node] = await plugin.reserve(figma, {
      isFirst: false, section: null, reference,
      reservations: [{ plan: planOf('${layer}', 'a', source), request: requestOf('a') }],
    }, { owner: 'me', receipts: new Map() }, async () => {}).then(({ variants }) => variants[0].nodes)
    say(node)`,
  )
  expect(document.node(String(said[0])).props).toMatchObject({ x: 240, y: 30 })
})

test('one more picture of a layer whose render is seen', async () => {
  const render = await swapped(document, layer)
  const code = `say(await reserve('${layer}', ['b'])); say((await place('b', '${layer}')).moved)`
  expect(await onStage(document, code)).toEqual([[layer], [{ layer, render }]])
  expect(dataOf(document, render).choice('b')).toMatchObject({ job: 'b', node: render })
})

test('what surely does not come leaves the layer as it was; what may come stays', async () => {
  const before = treeWithout(document)
  await onStage(
    document,
    `await reserve('${layer}', ['a', 'b', 'c'])
    await created('a', ['${layer}'])
    await fail('a', '${layer}', false)
    await plugin.cancelJob(figma, 'a', ['${layer}'])
    await fail('b', '${layer}', true)
    await plugin.cancelJob(figma, 'c', ['${layer}'])`,
  )
  const { coming } = dataOf(document, layer)
  expect([coming('a'), coming('b'), coming('c')]).toMatchObject([
    { progress: { state: 'failed', task: 'tk-a', reason: 'No.' } },
    null,
    null,
  ])
  await onStage(document, `await fail('a', '${layer}', true)`)
  expect(treeWithout(document)).toEqual(before)
})

test('jobs on layers are found again, and those of others too', async () => {
  const foreignVariants = build.addEllipse(document, page, { ...box, name: 'Theirs' })
  const [found] = await onStage(
    document,
    `const nodes = await reserve('${layer}', ['a', 'b'])
    await created('b', nodes)
    await reserve('${foreignVariants}', ['c'])
    const other = await figma.getNodeByIdAsync('${foreignVariants}')
    const text = other.getPluginData('pending-render/c')
    other.setPluginData('pending-render/c', text.replace('"owner":"me"', '"owner":"you"'))
    const known = await entryOf('${layer}', 'a', '${layer}', { state: 'unsent' })
    say(await recover([known]))`,
  )
  expect(found).toMatchObject({
    settled: [],
    jobs: [
      { knownBy: 'ledger', lostVariant: false, entry: { plan: { id: 'a' }, nodes: [layer] } },
      {
        knownBy: 'variant',
        lostVariant: false,
        entry: {
          plan: {
            id: 'b',
            source: { id: layer, name: 'Mockup' },
            parts: [{ swaps: layer, into: null, size: { width: 120, height: 80 } }],
          },
          nodes: [layer],
          submission: { state: 'created', task: 'tk-b' },
        },
      },
    ],
    foreignVariants: [{ node: foreignVariants, name: 'Theirs' }],
  })
})

test('a picture that was placed is settled, from wherever it can be found', async () => {
  const render = await swapped(document, layer)
  await onStage(document, `await reserve('${layer}', ['b']); await place('b', '${layer}')`)
  const code = `say(await recover([
    await entryOf('${layer}', 'a', '${layer}'), await entryOf('${layer}', 'b', '${layer}')]))`
  const settled = [
    { job: 'a', task: 'tk-a' },
    { job: 'b', task: 'tk-b' },
  ]
  expect(await onStage(document, code)).toMatchObject([{ settled, jobs: [] }])
  build.person(document).remove(layer)
  expect(await onStage(document, code)).toMatchObject([{ settled, jobs: [] }])
  build.person(document).remove(render)
  expect(await onStage(document, code)).toMatchObject([
    { settled: [], jobs: [{ lostVariant: true }, { lostVariant: true }] },
  ])
})

test('a layer is not waited for whose picture was placed beside it', async () => {
  const [found] = await onStage(
    document,
    `await created('a', await reserve('${layer}', ['a']))
    const text = (await figma.getNodeByIdAsync('${layer}')).getPluginData('pending-render/a')
    const frame = figma.createFrame()
    const done = { state: 'done', at: 1, task: 'tk-a', picture: { hash: reference.hash, width: 60, height: 40 } }
    frame.setPluginData('recipe', JSON.stringify({ ...JSON.parse(text), node: frame.id, progress: done }))
    say(await recover([]))`,
  )
  expect(found).toEqual({ settled: [], jobs: [], foreignVariants: [] })
})

test('the source of a render is there, whatever kind of layer it is', async () => {
  const render = await swapped(document, layer)
  const code = `say((await plugin.readRecipes(figma, ['${render}']))[0].missing)`
  const nothing = { source: false, reference: false, further: 0, picture: false }
  expect(await onStage(document, code)).toEqual([nothing])
})

test('a swap that was undone is offered again by its layer', async () => {
  await onStage(document, `await created('a', await reserve('${layer}', ['a']))`)
  await onStage(document, `await place('a', '${layer}')`)
  document.undo()
  const receipts = `{ receipts: new Map([['a', 'tk-a']]) }`
  expect(await onStage(document, `say(await recover([], ${receipts}))`)).toMatchObject([
    {
      jobs: [
        {
          knownBy: 'receipt',
          entry: { plan: { id: 'a', parts: [{ swaps: layer }] }, nodes: [layer] },
        },
      ],
    },
  ])
})

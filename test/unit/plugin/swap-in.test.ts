import { beforeEach, expect, test } from 'vitest'
import * as build from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { dataOf, onStage, swapped, treeWithout } from './swap-stage.ts'

let document: HostDocument
let page: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
})

const box = { name: 'Mockup', x: 40, y: 30, width: 120, height: 80 }

/**
 * The layers as they were before, save that one is hidden, and has data and buttons of ours: all that
 * may be changed of it.
 */
const hidden = (layer: string) =>
  treeWithout(document).map((node) =>
    node.id === layer
      ? {
          ...node,
          props: { ...node.props, visible: false },
          pluginData: expect.anything() as unknown,
          relaunch: { flip: '', compare: '', 'restore-original': '' },
        }
      : node,
  )

test('a render takes a layer’s place, linked to it both ways', async () => {
  const layer = build.addRectangle(document, page, box)
  const above = build.addRectangle(document, page, { x: 300 })
  const before = hidden(layer)
  const render = await swapped(document, layer)
  expect(treeWithout(document, render)).toEqual(before)
  expect(document.node(page).children).toEqual([layer, render, above])
  expect(document.node(render)).toMatchObject({ type: 'FRAME', props: { ...box, visible: true } })
  const node = { version: 1, node: render }
  expect(dataOf(document, render)).toMatchObject({
    swap: { ...node, end: 'render', original: layer, before: { visible: true, relaunch: {} } },
    recipe: { ...node, source: { id: layer }, progress: { state: 'done' } },
  })
  expect(dataOf(document, layer).swap).toEqual({ version: 1, end: 'original', node: layer, render })
  expect(dataOf(document, layer).coming('a')).toBeNull()
})

test('until its render is there, a layer stays as it is', async () => {
  const layer = build.addRectangle(document, page, box)
  const before = treeWithout(document)
  await onStage(document, `await created('a', await reserve('${layer}', ['a']))`)
  expect(dataOf(document, layer).coming('a')).toMatchObject({
    node: layer,
    progress: { state: 'submitted', task: 'tk-a' },
  })
  document.setData(layer, { pluginData: {} })
  expect(treeWithout(document)).toEqual(before)
})

import { expect, test } from 'vitest'
import { addFrame, addPage, addRectangle, createDocument, person } from '../../host/builders.ts'
import { soon, tryCode } from './sample.ts'

const listening = `
  const brief = ({ nodeChanges }) => say(nodeChanges.map(({ type, node, origin, properties = [] }) =>
    [type, node.removed ? 'removed ' + node.type : node.name, origin, properties.join()]))
  figma.currentPage.on('nodechange', brief)
`

test('nodechange tells, in one batch, of what was added, changed and removed on the page', async () => {
  const document = createDocument()
  const page = document.currentPage
  const frame = addFrame(document, page, { name: 'Card' })
  const old = addFrame(document, page, { name: 'Old' })
  addRectangle(document, old, { name: 'Inside' })
  const { said } = await tryCode(listening, { document })
  const does = person(document)
  does.rename(frame, 'Hero')
  does.remove(old)
  const made = addFrame(document, page, { name: 'New' })
  addRectangle(document, made, { name: 'Within' })
  await soon(() => said.length > 0)
  expect(said).toEqual([
    [
      ['PROPERTY_CHANGE', 'Hero', 'LOCAL', 'name'],
      ['DELETE', 'removed FRAME', 'LOCAL', ''],
      ['CREATE', 'New', 'LOCAL', ''],
    ],
  ])
})

test('nodechange tells of an undo and a redo by what they bring and take', async () => {
  const document = createDocument()
  const frame = addFrame(document, document.currentPage, { name: 'Card' })
  const does = person(document)
  const { said } = await tryCode(
    `figma.currentPage.children[0].setPluginData('mark', 'x')
    figma.commitUndo()
    ${listening}`,
    { document },
  )
  does.undo()
  await soon(() => said.length > 0)
  does.redo()
  await soon(() => said.length > 1)
  does.remove(frame)
  await soon(() => said.length > 2)
  does.undo()
  await soon(() => said.length > 3)
  expect(said).toEqual([
    [['PROPERTY_CHANGE', 'Card', 'LOCAL', 'pluginData']],
    [['PROPERTY_CHANGE', 'Card', 'LOCAL', 'pluginData']],
    [['DELETE', 'removed FRAME', 'LOCAL', '']],
    [['CREATE', 'Card', 'LOCAL', '']],
  ])
})

test('nodechange is of one page, which has to be loaded, and names who changed it', async () => {
  const document = createDocument()
  const frame = addFrame(document, document.currentPage, { name: 'Card' })
  const other = addPage(document, 'Other')
  const far = addFrame(document, other, { name: 'Far' })
  const { said } = await tryCode(
    `${listening}
    say(attempt(() => figma.root.children[1].on('nodechange', brief)))
    const ignored = () => say('ignored')
    figma.currentPage.on('nodechange', ignored)
    figma.currentPage.off('nodechange', ignored)`,
    { document },
  )
  person(document).rename(far, 'Farther')
  document.colleague(() => document.set(frame, { visible: false }))
  await soon(() => said.length > 1)
  expect(said).toEqual([
    expect.stringContaining('loadAsync'),
    [['PROPERTY_CHANGE', 'Card', 'REMOTE', 'visible']],
  ])
})

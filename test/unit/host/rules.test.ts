import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import * as build from '../../host/builders.ts'
import { type DocumentJson, HostDocument } from '../../host/document/document.ts'
import { ClientStorage } from '../../host/storage.ts'
import { tryCode } from './sample.ts'

const png = new Uint8Array(createCanvas(2, 3).encodeSync('png'))
const tooLarge = png.slice()
new DataView(tooLarge.buffer).setUint32(16, 4097)

/** Each rule: code that breaks it, and what comes of it. */
const refused: Record<string, [code: string, message: string]> = {
  'sync getNodeById': [`figma.getNodeById('1:1')`, 'documentAccess: dynamic-page'],
  'currentPage setter': [`figma.currentPage = figma.root.children[1]`, 'dynamic-page'],
  'mainComponent of an instance': [`find('instance').mainComponent`, 'dynamic-page'],
  'children of a page not loaded': [`figma.root.children[1].children`, 'not loaded'],
  'appending to a page not loaded': [
    `figma.root.children[1].appendChild(figma.createFrame())`,
    'not loaded',
  ],
  'changing what a getter gave': [`find('frame').fills[0].opacity = 0.5`, 'read-only'],
  'pushing on what a getter gave': [`find('frame').fills.push({})`, 'not extensible'],
  'an unknown property': [`find('frame').nonsense = 1`, 'not extensible'],
  'a property of another type': [`find('frame').characters`, `no such property 'characters'`],
  'assigning a readonly property': [`find('frame').width = 5`, 'read only'],
  'assigning a method': [`find('frame').remove = null`, 'read-only'],
  'a removed node': [
    `const f = figma.createFrame(); f.remove(); if (!f.removed || !f.id) throw 1; f.name`,
    'does not exist',
  ],
  'appending into an instance': [
    `find('instance').appendChild(figma.createFrame())`,
    'New parent is an instance',
  ],
  'removing from an instance': [`find('instance').children[0].remove()`, 'not allowed'],
  'moving out of an instance': [
    `figma.currentPage.appendChild(find('instance').children[0])`,
    'inside of an instance',
  ],
  'a parent into its child': [
    `const f = figma.createFrame(); find('frame').appendChild(f); f.appendChild(find('frame'))`,
    'inside of the node',
  ],
  'a section in a frame': [`find('frame').appendChild(figma.createSection())`, 'SECTION'],
  'an index out of range': [
    `find('frame').insertChild(9, figma.createFrame())`,
    'index is out of range',
  ],
  'too small a size': [`find('frame').resize(0, 10)`, '0.01'],
  'a fill with alpha in its colour': [
    `find('frame').fills = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0, a: 1 } }]`,
    'failed validation',
  ],
  'an opacity above 1': [`find('frame').opacity = 2`, 'failed validation'],
  'FILL outside auto layout': [`find('frame').layoutSizingHorizontal = 'FILL'`, 'FILL can only'],
  'ABSOLUTE outside auto layout': [`find('frame').layoutPositioning = 'ABSOLUTE'`, 'ABSOLUTE'],
  'text in a font not loaded': [`figma.createText().characters = 'a'`, 'unloaded font'],
  'cutting text in a font not loaded': [
    `figma.createText().textTruncation = 'ENDING'`,
    'unloaded font',
  ],
  'the lines of text in a font not loaded': [`figma.createText().maxLines = 2`, 'unloaded font'],
  'a shadow with a spread on a text': [
    `figma.createText().effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 },
      offset: { x: 0, y: 4 }, radius: 4, spread: 2, visible: true, blendMode: 'NORMAL' }]`,
    'spread',
  ],
  'the width of text in a font not loaded': [
    `figma.createText().textAutoResize = 'HEIGHT'`,
    'unloaded font',
  ],
  'the alignment of text in a font not loaded': [
    `figma.createText().textAlignHorizontal = 'RIGHT'`,
    'unloaded font',
  ],
  'selecting on another page': [
    `figma.root.children[1].selection = [figma.createFrame()]`,
    'nodes in that page',
  ],
  'plugin data over 100 kB': [`find('frame').setPluginData('a', 'é'.repeat(50000))`, '100 kB'],
  'an unknown relaunch button': [`find('frame').setRelaunchData({ other: '' })`, 'relaunch'],
  'a long relaunch text': [`find('frame').setRelaunchData({ again: 'x'.repeat(1001) })`, '1000'],
  'a fourth page': [`figma.createPage(); figma.createPage()`, 'only comes with 3 pages'],
  'bytes that are no picture': [`figma.createImage(new Uint8Array(50))`, 'type is unsupported'],
  'a picture too large': [`figma.createImage(figma.base64Decode(tooLarge))`, 'too large'],
  'an empty group': [`figma.group([], figma.currentPage)`, 'at least one node'],
  'a slot outside of a component': [
    `figma.currentPage.appendChild(find('component').createSlot())`,
    'inside of a component',
  ],
  'removing the slot of an instance': [`find('card').children[0].remove()`, 'not allowed'],
  'a grid in a slot': [`find('component').createSlot().layoutMode = 'GRID'`, 'GRID'],
  'the network': [`fetch('https://example.com')`, 'no business with the network'],
  'an unknown event': [`figma.on('nonsense', () => {})`, 'unknown event'],
}

const sample = () => {
  const document = build.createDocument()
  const page = document.currentPage
  build.addPage(document, 'Other')
  build.addFrame(document, page, { name: 'frame' })
  const component = build.addComponent(document, page, { name: 'component' })
  build.addRectangle(document, component, { name: 'inner' })
  build.addInstance(document, page, component, { name: 'instance' })
  const slotted = build.addComponent(document, page, { name: 'slotted' })
  build.addSlot(document, slotted, { name: 'slot' })
  build.addInstance(document, page, slotted, { name: 'card' })
  return document
}

const helpers = `
  const find = (name) => figma.currentPage.findOne((n) => n.name === name)
  const tooLarge = ${JSON.stringify(Buffer.from(tooLarge).toString('base64'))}
  const png = ${JSON.stringify(Buffer.from(png).toString('base64'))}
`

test('what Figma refuses is refused', async () => {
  const cases = Object.entries(refused)
  const code = cases.map(([, [act]]) => `say(attempt(() => { ${act} ; return 'went through' }))`)
  const { said } = await tryCode(helpers + code.join('\n'), { document: sample() })
  const got = cases.map(([name], i) => `${name}: ${String(said[i])}`)
  cases.forEach(([name, [, message]], i) => {
    expect(got[i], name).toContain(message)
    expect(got[i], name).toMatch(/Error/)
  })
})

test('nodes are the same object each time, and null when gone', async () => {
  const { said } = await tryCode(
    `${helpers}
    const frame = find('frame')
    say([frame === find('frame'), frame === (await figma.getNodeByIdAsync(frame.id)),
      frame.parent === figma.currentPage, 'characters' in frame, 'fills' in frame])
    frame.remove()
    say([await figma.getNodeByIdAsync(frame.id), frame.removed, frame.type])
    const made = figma.createFrame()
    say([made.x, made.y, made.width, made.height, made.fills[0].color.r, made.parent.name])`,
    { document: sample() },
  )
  expect(said).toEqual([
    [true, true, true, false, true],
    [null, true, 'FRAME'],
    [0, 0, 100, 100, 1, 'Page 1'],
  ])
})

test('pages are loaded, entered, and hold what is created', async () => {
  const { said, document } = await tryCode(
    `const [first, second] = figma.root.children
    await second.loadAsync()
    say(second.children.length)
    const frame = figma.createFrame()
    second.appendChild(frame)
    say(figma.currentPage === first)
    await figma.setCurrentPageAsync(second)
    say([figma.currentPage === second, figma.createFrame().parent === second])`,
    { document: sample() },
  )
  expect(said).toEqual([0, true, [true, true]])
  expect(document.node(document.currentPage).children).toHaveLength(2)
})

test('a slot is a frame that takes content, in an instance as well', async () => {
  const { said } = await tryCode(
    `${helpers}
    const slot = find('component').createSlot()
    say([slot.type, slot.parent.name, slot.clipsContent, slot.clone().type])
    const [own] = find('card').children
    const frame = figma.createFrame()
    own.appendChild(frame)
    say([own.type, frame.parent === own, own.children.length])
    own.insertChild(0, find('instance'))
    say(attempt(() => own.children[0].children[0].remove()))
    frame.remove()
    say([own.children.length, frame.removed])`,
    { document: sample() },
  )
  expect(said).toEqual([
    ['SLOT', 'component', true, 'FRAME'],
    ['SLOT', true, 1],
    'Error: in remove: Removing this node is not allowed',
    [1, true],
  ])
})

test('images are kept by hash', async () => {
  const { said, document } = await tryCode(`${helpers}
    const image = figma.createImage(figma.base64Decode(png))
    const again = figma.createImage(figma.base64Decode(png))
    say([image === again, image.hash, await image.getSizeAsync()])
    say(figma.base64Encode(await figma.getImageByHash(image.hash).getBytesAsync()) === png)
    say(figma.getImageByHash('none'))`)
  expect(said[0]).toEqual([
    true,
    (await import('node:crypto')).createHash('sha1').update(png).digest('hex'),
    { width: 2, height: 3 },
  ])
  expect(said.slice(1)).toEqual([true, null])
  const copy = HostDocument.fromJSON(JSON.parse(JSON.stringify(document)) as DocumentJson)
  expect(copy.images.hashes()).toEqual(document.images.hashes())
})

test('selection events are asynchronous and coalesced', async () => {
  const document = sample()
  const { said, run } = await tryCode(
    `${helpers}
    figma.on('selectionchange', () => say(figma.currentPage.selection.map((n) => n.name)))
    figma.on('currentpagechange', () => say('page'))
    figma.currentPage.selection = [find('instance')]
    figma.currentPage.selection = [find('frame'), find('frame')]
    say('before')`,
    { document },
  )
  build.person(document).select([document.byName('component')])
  await Promise.resolve()
  build.person(document).setCurrentPage(document.pages[1] ?? '')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(said).toEqual(['before', ['frame'], ['component'], 'page', []])
  expect(run.errors).toEqual([])
})

test('undo: commits split what the plugin did; a person can undo and redo', async () => {
  const { said, document, run } = await tryCode(`
    const a = figma.createFrame(); figma.commitUndo()
    const b = figma.createFrame(); const c = figma.createFrame()
    figma.triggerUndo()
    say([a.removed, b.removed, c.removed])
    figma.createRectangle()
    figma.ui.onmessage = () => say(a.removed)`)
  expect(said).toEqual([[false, true, true]])
  const count = () => document.node(document.currentPage).children.length
  const counts = [count()]
  for (const act of ['undo', 'undo', 'redo', 'redo', 'undo', 'undo'] as const) {
    document[act]()
    counts.push(count())
  }
  expect(counts).toEqual([2, 1, 0, 1, 2, 1, 0])
  run.ui.postMessage(1)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(said[1]).toBe(true)
})

test('a change by the person is a step of its own', async () => {
  const document = sample()
  await tryCode('figma.createFrame()', { document })
  const frame = document.byName('frame')
  build.person(document).rename(frame, 'renamed')
  document.undo()
  expect(document.prop(frame, 'name')).toBe('frame')
  expect(document.node(document.currentPage).children).toHaveLength(6)
  document.undo()
  expect(document.node(document.currentPage).children).toHaveLength(5)
})

test('client storage gives copies, and rejects beyond 5 MB', async () => {
  const storage = new ClientStorage()
  const { said } = await tryCode(
    `const store = figma.clientStorage
    const value = { list: [1], bytes: new Uint8Array([7]) }
    await store.setAsync('a', value)
    value.list.push(2)
    const got = await store.getAsync('a'); got.list.push(3)
    say([await store.getAsync('a'), await store.getAsync('none'), await store.keysAsync()])
    say(await attemptAsync(() => store.setAsync('big', 'x'.repeat(5.1e6))).then((x) => x ?? 'fine'))
    say(await attemptAsync(() => store.setAsync('bigger', 'x'.repeat(2e5))))
    await store.deleteAsync('a')
    say(await store.keysAsync())`,
    { storage },
  )
  expect(said[0]).toEqual([{ list: [1], bytes: new Uint8Array([7]) }, undefined, ['a']])
  expect(said[1]).toBe('fine')
  expect(said[2]).toContain('quota')
  expect(said[3]).toEqual(['big'])
  expect(ClientStorage.fromJSON(storage.toJSON()).keys()).toEqual(['big'])
})

test('plugin data and relaunch data are kept on the node, also through a duplicate', async () => {
  const document = sample()
  const { said } = await tryCode(
    `${helpers}
    const frame = find('frame')
    frame.setPluginData('a', '1'); frame.setPluginData('b', '2'); frame.setPluginData('b', '')
    frame.setRelaunchData({ again: 'Do it again' })
    say([frame.getPluginData('a'), frame.getPluginData('none'), frame.getPluginDataKeys(),
      frame.getRelaunchData(), frame.clone().getPluginData('a')])
    frame.setRelaunchData({})
    say(frame.getRelaunchData())`,
    { document },
  )
  expect(said).toEqual([['1', '', ['a'], { again: 'Do it again' }, '1'], {}])
})

test('text is written in a loaded font, and auto layout puts it in its place', async () => {
  const { said } = await tryCode(`
    await figma.loadFontAsync({ family: 'Inter', style: 'Regular' })
    say(await attemptAsync(() => figma.loadFontAsync({ family: 'Nope', style: 'Regular' })))
    const row = figma.createFrame()
    row.layoutMode = 'HORIZONTAL'; row.itemSpacing = 10; row.paddingLeft = 5; row.paddingTop = 5
    const a = figma.createRectangle(); const b = figma.createRectangle()
    row.appendChild(a); row.appendChild(b)
    say([row.width, row.height, a.x, b.x, b.y])
    b.x = 500
    a.resize(50, 20)
    say([row.width, b.x])
    b.layoutPositioning = 'ABSOLUTE'; b.x = 1
    say([row.width, b.x])
    const group = figma.group([figma.createRectangle()], figma.currentPage)
    group.children[0].remove()
    say(group.removed)
    const text = figma.createText(); text.characters = 'Hello'
    say(text.width > 0 && text.hasMissingFont === false)`)
  expect(said).toEqual([
    expect.stringContaining('could not be loaded'),
    [215, 105, 5, 115, 5],
    [165, 65],
    [55, 1],
    true,
    true,
  ])
})

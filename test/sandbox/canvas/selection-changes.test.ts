import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SelectionStore, followSelection } from '../../../ui/state/selection.ts'
import * as build from '../../host/builders.ts'
import { addPoster } from '../support/frames.ts'
import { type Rig, createRig } from '../support/rig.ts'

let rig: Rig
let selection: SelectionStore
let poster: string
let card: string
beforeEach(async () => {
  rig = await createRig()
  poster = addPoster(rig.document, 'Poster')
  card = addPoster(rig.document, 'Card', { x: 900 })
  selection = followSelection(rig.caller)
})
afterEach(() => rig.close())

const names = () => selection.current.value.sources.map(({ name }) => name)

/** Resolves once what the window knows of the selection is so. */
function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isSo()) return
      unsubscribe?.()
      resolve()
    }
    let unsubscribe: (() => void) | null = null
    // Called at once, too.
    unsubscribe = selection.current.subscribe(check)
    check()
  })
}

/** Resolves at the next change of the canvas that is told: first of all, that the frames were made. */
function canvasChange(): Promise<void> {
  return new Promise((resolve) => {
    const leave = rig.caller.on('canvas', () => {
      leave()
      resolve()
    })
  })
}

async function open(...selected: readonly string[]): Promise<void> {
  rig.person.select(selected)
  selection.take(await rig.open())
}

test('what is selected while the window opens is what it shows, whenever that is', async () => {
  rig.person.select([poster])
  const asked = rig.open()
  rig.person.select([card])
  selection.take(await asked)
  await until(() => names().join() === 'Card')
})

test('what was described earlier and arrives later changes nothing', async () => {
  rig.person.select([poster])
  const before = await rig.open()
  await open(card)
  selection.take(before)
  expect(names()).toEqual(['Card'])
})

test('it is told what Restage was started on, whatever is selected when the window asks', async () => {
  rig.person.select([card])
  expect((await rig.open()).startedOn).toEqual([])
  rig.run.rerun('vary')
  rig.person.select([poster])
  const opened = await rig.open()
  expect(opened).toMatchObject({ command: 'vary', startedOn: [card] })
  expect(opened.sources.map(({ id }) => id)).toEqual([poster])
})

test('started again in one life of the plugin, each change is told once', async () => {
  rig.run.rerun('generate')
  const orders: number[] = []
  rig.caller.on('selection', ({ order }) => orders.push(order))
  rig.person.select([card])
  await until(() => names().join() === 'Card')
  rig.person.select([poster])
  await until(() => names().join() === 'Poster')
  expect(orders).toHaveLength(2)
})

test('a selected frame is shown as it is: renamed, resized, hidden, emptied, and by its parent', async () => {
  const section = build.addSection(rig.document, rig.document.currentPage, {
    width: 4000,
    height: 4000,
  })
  rig.person.reparent(section, poster)
  await open(poster)
  rig.person.rename(poster, 'Hero')
  await until(() => names().join() === 'Hero')
  rig.person.resize(poster, 300, 400)
  const boxOf = () => {
    const [source] = selection.current.value.sources
    return source?.usable === true ? source.bounds.width : null
  }
  await until(() => boxOf() === 300)
  rig.person.set(section, { visible: false })
  await until(() => selection.current.value.sources[0]?.usable === false)
  rig.person.undo()
  await until(() => boxOf() === 300)
  rig.document.colleague(() => rig.document.set(poster, { visible: false }))
  await until(() => selection.current.value.sources[0]?.usable === false)
  rig.person.set(poster, { visible: true, fills: [] })
  for (const child of rig.document.node(poster).children) rig.person.remove(child)
  await until(() => {
    const [source] = selection.current.value.sources
    return source?.usable === false && source.reason === 'empty'
  })
  rig.person.remove(poster)
  await until(() => names().length === 0)
})

test('what changes elsewhere on the page says nothing of the selection', async () => {
  await open(poster)
  await canvasChange()
  const heard: string[] = []
  rig.caller.on('selection', () => heard.push('selection'))
  rig.caller.on('canvas', ({ nodes }) => heard.push(`canvas ${nodes.join()}`))
  rig.person.set(card, { visible: false })
  await canvasChange()
  rig.person.rename(poster, 'Hero')
  await until(() => names().join() === 'Hero')
  expect(heard).toEqual([`canvas ${card}`, 'selection'])
})

test('another page is listened to as well, from when it is looked at', async () => {
  const other = build.addPage(rig.document, 'Other')
  const far = addPoster(rig.document, 'Far')
  rig.person.reparent(other, far)
  await open(poster)
  rig.person.setCurrentPage(other)
  await until(() => names().length === 0)
  rig.person.select([far])
  await until(() => names().join() === 'Far')
  rig.person.rename(far, 'Farther')
  await until(() => names().join() === 'Farther')
})

import { beforeEach, expect, test } from 'vitest'
import {
  addFrame,
  addGroup,
  addRectangle,
  addSection,
  createDocument,
} from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import {
  childrenOf,
  clicked,
  deepest,
  entered,
  parentsOf,
  pathAt,
} from '../../playground/canvas/picking.ts'
import { whereText } from '../../playground/page/where.ts'

let document: HostDocument
let page: string
const names = (ids: readonly string[]) => ids.map((id) => document.prop(id, 'name'))
const nameOf = (id: string | null) => (id === null ? null : document.prop(id, 'name'))
const at = (x: number, y: number) => pathAt(document, { x, y })
const select = (...wanted: string[]) =>
  document.setSelection(
    page,
    wanted.map((name) => document.byName(name)),
  )

const box = (name: string, x: number, y: number, width: number, height: number) => ({
  name,
  x,
  y,
  width,
  height,
})

/** A page with a frame in a frame, a neighbour of it, a group, and a frame in a section. */
beforeEach(() => {
  document = createDocument()
  page = document.currentPage
  const outer = addFrame(document, page, box('Outer', 0, 0, 400, 400))
  const inner = addFrame(document, outer, {
    ...box('Inner', 50, 50, 200, 400),
    clipsContent: true,
  })
  addRectangle(document, inner, box('Leaf', 10, 10, 300, 300))
  addRectangle(document, outer, box('Neighbour', 300, 50, 50, 50))
  const dots = [
    addRectangle(document, outer, box('Dot one', 300, 200, 10, 10)),
    addRectangle(document, outer, box('Dot two', 380, 200, 10, 10)),
  ]
  addGroup(document, outer, dots, 'Dots')
  const section = addSection(document, page, box('Section', 1000, 0, 500, 500))
  addFrame(document, section, box('Framed', 100, 100, 100, 100))
})

test('a path goes from the outermost layer to the innermost', () => {
  expect(names(at(70, 70))).toEqual(['Outer', 'Inner', 'Leaf'])
  expect(names(at(10, 10))).toEqual(['Outer'])
  expect(at(-5, -5)).toEqual([])
})

test('what a frame cuts off can’t be hit, and a group is only where its layers are', () => {
  // the leaf reaches as far as 360, its frame to 250
  expect(names(at(260, 150))).toEqual(['Outer'])
  expect(names(at(305, 205))).toEqual(['Outer', 'Dots', 'Dot one'])
  expect(names(at(345, 205))).toEqual(['Outer'])
})

test('what is locked or hidden lets a press through, with all that is in it', () => {
  document.set(document.byName('Inner'), { locked: true })
  expect(names(at(70, 70))).toEqual(['Outer'])
  document.set(document.byName('Outer'), { visible: false })
  expect(at(70, 70)).toEqual([])
})

test('a click selects the outermost layer; once one is in it, neighbours and what holds them', () => {
  select()
  expect(nameOf(clicked(document, at(70, 70)))).toBe('Outer')
  select('Inner')
  expect(nameOf(clicked(document, at(70, 70)))).toBe('Inner')
  expect(nameOf(clicked(document, at(310, 60)))).toBe('Neighbour')
  expect(nameOf(clicked(document, at(10, 10)))).toBe('Outer')
  select('Dot one')
  expect(nameOf(clicked(document, at(385, 205)))).toBe('Dot two')
  expect(nameOf(clicked(document, at(70, 70)))).toBe('Inner')
})

test('a click on a frame in a section selects the frame', () => {
  expect(nameOf(clicked(document, at(1110, 110)))).toBe('Framed')
  expect(nameOf(clicked(document, at(1010, 10)))).toBe('Section')
  expect(clicked(document, at(-5, -5))).toBe(null)
})

test('a double-click goes one layer deeper, as far as there is one', () => {
  select('Outer')
  expect(nameOf(entered(document, at(70, 70)))).toBe('Inner')
  select('Inner')
  expect(nameOf(entered(document, at(70, 70)))).toBe('Leaf')
  select('Leaf')
  expect(nameOf(entered(document, at(70, 70)))).toBe('Leaf')
  expect(entered(document, [])).toBe(null)
  expect(nameOf(deepest(at(70, 70)))).toBe('Leaf')
})

test('Enter takes the layers in what is selected, Shift+Enter what they are in', () => {
  const outer = document.byName('Outer')
  const inside = childrenOf(document, [outer])
  expect(names(inside)).toEqual(['Inner', 'Neighbour', 'Dots'])
  expect(parentsOf(document, inside)).toEqual([outer])
  expect(parentsOf(document, [outer])).toEqual([outer])
  expect(names(childrenOf(document, [document.byName('Leaf')]))).toEqual(['Leaf'])
})

test('where the selection is, in words', () => {
  expect(whereText(document)).toBe('Nothing selected')
  select('Leaf')
  expect(whereText(document)).toBe('Outer › Inner › Leaf')
  select('Leaf', 'Dots')
  expect(whereText(document)).toBe('2 layers selected')
})

test('a layer and one in it are never both selected, as in Figma: a drag would move the inner one twice', () => {
  select('Leaf', 'Neighbour', 'Inner', 'Inner')
  expect(names(document.selection())).toEqual(['Neighbour', 'Inner'])
})

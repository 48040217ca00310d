import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { mostFurtherOf } from '../../../../../contract/hiapi/models/model.ts'
import { expect, test } from 'vitest'
import { NodeId } from '../../../../../contract/model/ids.ts'
import type { Selected } from '../../../../../contract/model/selection.ts'
import { selectReferences, moved } from '../../../../../ui/catalog/prompts/select-references.ts'

const node = (id: string) => NodeId.parse(id)
const frame = (id: string): Selected => ({ id: node(id), name: `Frame ${id}`, isSeen: true })
const unseen = (id: string): Selected => ({ id: node(id), name: `Layer ${id}`, isSeen: false })

const most = mostFurtherOf(gptImage2)

test('any layer that shows something is taken, in the order of the selection', () => {
  const { taken, leftOut } = selectReferences(
    [frame('1'), frame('2'), frame('3'), frame('4')],
    [],
    most,
  )
  expect(taken.map(({ node: id }) => id)).toEqual(['1', '2', '3', '4'])
  expect(taken[1]?.name).toBe('Frame 2')
  expect(leftOut).toEqual([])
})

test('what can’t be seen, and what is there already, is left out with its reason', () => {
  const { taken, leftOut } = selectReferences(
    [unseen('1'), unseen('2'), frame('3'), frame('4')],
    [{ node: node('3') }],
    most,
  )
  expect(taken.map(({ node: id }) => id)).toEqual(['4'])
  expect(leftOut).toEqual([
    { name: 'Layer 1', because: 'unseen' },
    { name: 'Layer 2', because: 'unseen' },
    { name: 'Frame 3', because: 'known' },
  ])
})

test('a paragraph that names its own layer is named in short, whatever is said of it', () => {
  const paragraph = { name: 'All of it. '.repeat(300), isSeen: true }
  const selection = ['1', '2'].map((id) => ({ ...paragraph, id: node(id) }))
  const { taken, leftOut } = selectReferences(selection, [{ node: node('2') }], most)
  const names = [...taken, ...leftOut].map(({ name }) => name)
  expect(names.filter((name) => /^All of it.{70,80}…$/.test(name))).toHaveLength(2)
})

test('there are 15 at the most: with the source’s own, 16', () => {
  const many = Array.from({ length: 12 }, (_, index) => frame(`n${index}`))
  const chosen = Array.from({ length: 5 }, (_, index) => ({ node: node(`c${index}`) }))
  const { taken, leftOut } = selectReferences(many, chosen, most)
  expect(taken).toHaveLength(10)
  expect(leftOut).toEqual([
    { name: 'Frame n10', because: 'no-room' },
    { name: 'Frame n11', because: 'no-room' },
  ])
})

test('a reference changes places with its neighbour, and stays where it has none', () => {
  const list = ['a', 'b', 'c'].map((id) => ({ node: node(id) }))
  const ids = (items: readonly { node: string }[]) => items.map((each) => each.node).join('')
  expect(ids(moved(list, node('b'), -1))).toBe('bac')
  expect(ids(moved(list, node('b'), 1))).toBe('acb')
  expect(moved(list, node('a'), -1)).toBe(list)
  expect(moved(list, node('c'), 1)).toBe(list)
  expect(moved(list, node('x'), 1)).toBe(list)
})

import { expect, test } from 'vitest'
import {
  deleteText,
  foundText,
  inShort,
  leftOutText,
  longestText,
} from '../../../../../ui/features/prompt-editor/text.ts'

const nothing = { reading: 0, layers: 0, read: [], without: [], unread: [] }

test('what was found in the sources is said in sentences', () => {
  expect(foundText({ ...nothing, layers: 3, read: ['Poster'] })).toBe(
    'Found 3 text layers in Poster.',
  )
  expect(foundText({ ...nothing, layers: 1, read: ['Photo', 'Poster'], without: ['Photo'] })).toBe(
    'Found 1 text layer in Poster. Photo has no text.',
  )
  expect(foundText({ ...nothing, layers: 12, read: ['A', 'B', 'C'] })).toBe(
    'Found 12 text layers in 3 sources.',
  )
  expect(foundText({ ...nothing, read: ['A', 'B'], without: ['A', 'B'] })).toBe(
    'A and B have no text.',
  )
})

test('a source that can’t be read is named, and reading is said while it lasts', () => {
  expect(foundText({ ...nothing, unread: ['Poster'] })).toBe('The text of Poster can’t be read.')
  expect(foundText({ ...nothing, reading: 2, layers: 3, read: ['Poster'] })).toBe(
    'Reading the text of 2 sources…',
  )
})

test('of many names the first three are told, and how many more there are', () => {
  const names = Array.from({ length: 60 }, (_, index) => `F${index}`)
  expect(foundText({ ...nothing, read: names, without: names })).toBe(
    'F0, F1, F2 and 57 others have no text.',
  )
  const four = names.slice(0, 4)
  expect(foundText({ ...nothing, unread: four })).toBe(
    'The text of F0, F1, F2 and F3 can’t be read.',
  )
})

test('every layer that was left out is named with its reason', () => {
  expect(
    leftOutText(
      [
        { name: 'Logo', because: 'unseen' },
        { name: 'Card', because: 'no-room' },
        { name: 'Icon', because: 'unseen' },
        { name: 'Hero', because: 'failed' },
      ],
      15,
    ),
  ).toBe(
    'Left out: Logo and Icon. Nothing to see. ' +
      'Left out: Card. HiAPI takes at most 15 references. ' +
      'Left out: Hero. Figma can’t export this.',
  )
  expect(leftOutText([], 15)).toBe('')
})

test('a long prompt names its button by its beginning, on one line', () => {
  expect(deleteText('A print\n on a table')).toBe('Delete prompt: A print on a table')
  const short = inShort('word '.repeat(40))
  expect(short).toMatch(/^word .*word…$/)
  expect(short.length).toBeLessThanOrEqual(60)
  expect(inShort('😀'.repeat(80))).toBe(`${'😀'.repeat(59)}…`)
})

test('the longest prompt is told against what the API takes', () => {
  expect(longestText(1234, 20_000)).toBe('Longest: 1,234/20,000 characters')
})

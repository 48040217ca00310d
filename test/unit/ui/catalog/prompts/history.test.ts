import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UsedPrompt } from '../../../../../contract/model/client-storage/library.ts'
import {
  type History,
  deletePrompt,
  searchHistory,
  toggleFavourite,
  usePrompt,
} from '../../../../../ui/catalog/prompts/history.ts'

const texts = (history: History) => history.map(({ text }) => text)

/** Uses prompts one after the other. */
function used(...prompts: string[]): UsedPrompt[] {
  return prompts.reduce<UsedPrompt[]>((history, text, at) => usePrompt(history, text, at), [])
}

test('the prompt used last comes first, and the same text is kept once', () => {
  const history = used('A print', 'A poster', ' A print\n')
  expect(history).toEqual([
    { text: 'A print', at: 2, favourite: false },
    { text: 'A poster', at: 1, favourite: false },
  ])
})

test('nothing is not kept', () => {
  expect(used('A print', ' \n')).toHaveLength(1)
})

test('a favourite stays one when it is used again, until that is taken back', () => {
  const history = usePrompt(toggleFavourite(used('A print', 'A poster'), 'A print'), 'A print', 9)
  expect(history[0]).toEqual({ text: 'A print', at: 9, favourite: true })
  expect(toggleFavourite(history, 'A print').some(({ favourite }) => favourite)).toBe(false)
})

test('deleting takes away that one alone', () => {
  expect(texts(deletePrompt(used('A print', 'A poster'), 'A print'))).toEqual(['A poster'])
})

test('a search finds all its words, in any order, whatever their case and accents', () => {
  const history = used('Café at night', 'A night in Paris', 'Morning light')
  expect(texts(searchHistory(history, 'NIGHT cafe'))).toEqual(['Café at night'])
  expect(texts(searchHistory(history, ' night '))).toEqual(['A night in Paris', 'Café at night'])
  expect(searchHistory(history, 'night moon')).toEqual([])
  expect(texts(searchHistory(history, ''))).toEqual(texts(history))
})

test('favourites are listed first, each part with the newest first', () => {
  const history = toggleFavourite(toggleFavourite(used('a', 'b', 'c', 'd'), 'a'), 'c')
  expect(texts(searchHistory(history, ''))).toEqual(['c', 'a', 'd', 'b'])
  expect(texts(history)).toEqual(['d', 'c', 'b', 'a'])
})

test('old ones give way to new ones, favourites never', () => {
  const first = toggleFavourite(used('the first'), 'the first')
  const many = Array.from({ length: 300 }, (_, index) => `prompt ${index}`)
  const history = many.reduce((kept, text, at) => usePrompt(kept, text, at), first)
  expect(history).toHaveLength(201)
  expect(texts(history)[0]).toBe('prompt 299')
  expect(texts(history).at(-1)).toBe('the first')
})

test('the longest prompts together stay small enough to be stored', () => {
  const long = Array.from({ length: 60 }, (_, index) => `${index}`.padEnd(20_000, 'x'))
  const history = used(...long)
  expect(texts(history).join('').length).toBeLessThanOrEqual(400_000)
  expect(history[0]?.text).toBe(long.at(-1))
})

test('whatever is done, each text is there once and the newest is first', () => {
  const text = fc.constantFrom('a', 'b', 'c', 'd')
  const step = fc.tuple(fc.constantFrom('use', 'favour', 'delete'), text)
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let history: UsedPrompt[] = []
      for (const [at, [what, which]] of steps.entries()) {
        if (what === 'use') history = usePrompt(history, which, at)
        else if (what === 'favour') history = toggleFavourite(history, which)
        else history = deletePrompt(history, which)
      }
      expect(new Set(texts(history)).size).toBe(history.length)
      const times = history.map(({ at }) => at)
      expect(times).toEqual([...times].sort((a, b) => b - a))
    }),
  )
})

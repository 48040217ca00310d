import { expect, test } from 'vitest'
import {
  presets,
  searchPresets,
  usesOf,
} from '../../../../../ui/catalog/prompts/variant-presets.ts'
import { swapPresets } from '../../../../../ui/catalog/prompts/swap-presets.ts'
import { tokens, tokensIn } from '../../../../../ui/catalog/prompts/tokens.ts'

const all = [...presets, ...swapPresets]

test('each use has a few presets, which stand together', () => {
  for (const list of [presets, swapPresets]) {
    const uses = usesOf(list)
    for (const use of uses) {
      const count = list.filter((preset) => preset.use === use).length
      expect([1, 2, 3], use).toContain(count)
    }
    const order = list.map(({ use }) => uses.indexOf(use))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  }
})

test('ids, names and texts are their own', () => {
  for (const part of ['id', 'name', 'text'] as const) {
    expect(new Set(all.map((preset) => preset[part])).size).toBe(all.length)
  }
})

test('every preset of a swap keeps what is there, and fills the whole picture', () => {
  for (const { id, text } of swapPresets) {
    expect(text, id).toMatch(/Keep the composition/)
    expect(text, id).toMatch(/letter for letter/)
    expect(text, id).toMatch(/to all four edges/)
  }
})

test('what stands in braces in a preset is a token', () => {
  const known = tokens.map(({ written }) => written)
  const written = all.flatMap(({ text }) => text.match(/\{[^}]*\}/g) ?? [])
  expect(written.length).toBeGreaterThan(3)
  for (const each of written) expect(known).toContain(each)
})

test('presets are found by the words of their use, name and text', () => {
  expect(searchPresets(presets, 'product white').map(({ id }) => id)).toContain('packshot')
  expect(searchPresets(presets, 'clean-up').every(({ use }) => use === 'Product clean-up')).toBe(
    true,
  )
  expect(searchPresets(presets, '')).toEqual(presets)
  expect(searchPresets(presets, 'zeppelin')).toEqual([])
})

test('the tokens of a prompt are told, each once', () => {
  expect(tokensIn('{text} for {name}, {text}, {colour}')).toEqual(['name', 'text'])
  expect(tokensIn('{Name} { name }')).toEqual([])
})

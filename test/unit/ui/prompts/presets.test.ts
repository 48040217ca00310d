import { expect, test } from 'vitest'
import { presetUses, presets, searchPresets } from '../../../../ui/prompts/presets.ts'
import { tokens, tokensIn } from '../../../../ui/prompts/tokens.ts'

test('each use has two or three presets, listed in the order of the uses', () => {
  for (const use of presetUses) {
    const count = presets.filter((preset) => preset.use === use).length
    expect([2, 3], use).toContain(count)
  }
  const order = presets.map(({ use }) => presetUses.indexOf(use))
  expect(order).toEqual([...order].sort((a, b) => a - b))
})

test('ids and names are their own', () => {
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length)
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length)
})

test('what stands in braces in a preset is a token', () => {
  const known = tokens.map(({ written }) => written)
  const written = presets.flatMap(({ text }) => text.match(/\{[^}]*\}/g) ?? [])
  expect(written.length).toBeGreaterThan(3)
  for (const each of written) expect(known).toContain(each)
})

test('presets are found by the words of their use, name and text', () => {
  expect(searchPresets('product white').map(({ id }) => id)).toContain('packshot')
  expect(searchPresets('clean-up').every(({ use }) => use === 'Product clean-up')).toBe(true)
  expect(searchPresets('')).toEqual(presets)
  expect(searchPresets('zeppelin')).toEqual([])
})

test('the tokens of a prompt are told, each once', () => {
  expect(tokensIn('{text} for {name}, {text}, {colour}')).toEqual(['name', 'text'])
  expect(tokensIn('{Name} { name }')).toEqual([])
})

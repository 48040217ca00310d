import { expect, test } from 'vitest'
import { readRecipe, writeRecipe } from '../../../plugin/document/recipes.ts'
import { Recipe, pendingKey, plainMaking, recipeKey } from '../../../plugin/protocol/recipe.ts'

const recipe = Recipe.parse({
  version: 1,
  node: '4:5',
  run: 'run-1',
  job: 'job-1',
  source: { id: '1:2', name: 'Poster', size: { width: 400, height: 300 } },
  target: { kind: 'ratio', ratio: '16:9' },
  focalPoint: { x: 0.5, y: 0.5 },
  reference: { hash: 'abc', type: 'image/png', width: 800, height: 600 },
  request: {
    model: 'gpt-image-2-image-to-image',
    prompt: 'At dusk',
    ratio: '16:9',
    resolution: '1K',
    callbackUrl: '',
    idempotencyKey: 'restage-1',
  },
  progress: { state: 'submitted', at: 1, task: 'task_1' },
})

function keeper(text = '') {
  const data = new Map([[recipeKey, text]])
  return {
    getPluginData: (key: string) => data.get(key) ?? '',
    setPluginData: (key: string, value: string) => void data.set(key, value),
  }
}

test('a recipe is read as it was written', () => {
  const node = keeper()
  writeRecipe(node, recipe)
  expect(readRecipe(node)).toEqual(recipe)
})

test('one is kept apart from what is to replace it', () => {
  const node = keeper()
  const next = { ...recipe, part: 1 }
  writeRecipe(node, recipe)
  writeRecipe(node, next, pendingKey)
  expect([readRecipe(node), readRecipe(node, pendingKey)]).toEqual([recipe, next])
})

test('one of an earlier version was the only part of its job, made from nothing else', () => {
  expect(recipe).toMatchObject({ part: 0, making: plainMaking, owner: null })
})

test.each([
  ['ASCII', 'a'.repeat(20_000), true],
  ['two bytes', 'ü'.repeat(20_000), true],
  ['three bytes', '昼'.repeat(20_000), false],
  ['four bytes', '🌇'.repeat(10_000), true],
])('the prompt as it was written is kept where there is room: %s', (_, long, isKept) => {
  const node = keeper()
  const request = { ...recipe.request, prompt: long }
  const full = { ...recipe, request, making: { ...plainMaking, keepWords: true, template: long } }
  writeRecipe(node, full)
  expect(new TextEncoder().encode(node.getPluginData(recipeKey)).length).toBeLessThan(90_000)
  const template = isKept ? long : ''
  expect(readRecipe(node)).toEqual({ ...full, making: { ...full.making, template } })
})

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['another thing', '[]'],
  ['a later version', JSON.stringify({ ...recipe, version: 2 })],
  [
    'a task that could change a URL',
    JSON.stringify({ ...recipe, progress: { state: 'submitted', at: 1, task: '..' } }),
  ],
  ['a state that is not known', JSON.stringify({ ...recipe, progress: { state: 'lost', at: 1 } })],
])('%s is no recipe', (_, text) => {
  expect(readRecipe(keeper(text))).toBeNull()
})

test('the address that tasks are announced to stays out of the file', () => {
  const node = keeper()
  const callbackUrl = 'https://example.com/hook?secret=1'
  writeRecipe(node, { ...recipe, request: { ...recipe.request, callbackUrl } })
  expect(node.getPluginData(recipeKey)).not.toContain('secret')
  expect(readRecipe(node)).toEqual(recipe)
})

test('one that the plugin can’t have written is none', () => {
  const further = { reference: recipe.reference, role: 'style', name: 'Logo' }
  const picture = { hash: 'abc', width: 0, height: 10 }
  const forged = [
    { making: { ...plainMaking, references: Array.from({ length: 16 }, () => further) } },
    { making: { ...plainMaking, price: -100 } },
    { reference: { ...recipe.reference, width: 1e9 } },
    { progress: { state: 'done', at: 1, task: 'task_1', picture } },
  ]
  for (const change of forged) {
    expect(readRecipe(keeper(JSON.stringify({ ...recipe, ...change })))).toBeNull()
  }
})

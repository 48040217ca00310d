import { expect, test } from 'vitest'
import { readRecipe, writeRecipe } from '../../../plugin/document/recipes.ts'
import { Recipe, recipeKey } from '../../../plugin/protocol/recipe.ts'

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

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['another thing', '[]'],
  ['a later version', JSON.stringify({ ...recipe, version: 2 })],
  [
    'a task that could change a URL',
    JSON.stringify({ ...recipe, progress: { state: 'submitted', at: 1, task: '../x' } }),
  ],
  ['a state that is not known', JSON.stringify({ ...recipe, progress: { state: 'lost', at: 1 } })],
])('%s is no recipe', (_, text) => {
  expect(readRecipe(keeper(text))).toBeNull()
})

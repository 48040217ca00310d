import { gptImage2 } from '../../../../contract/hiapi/models/gpt-image-2.ts'
import { expect, test } from 'vitest'
import { readRecipe, writeRecipe } from '../../../../plugin/plugin-data/recipes.ts'
import { mostFurther } from '../../../../contract/model/reference.ts'
import { Recipe, recipeKey, replacementKey } from '../../../../contract/model/plugin-data/recipe.ts'
import { plainDetails } from '../../../plain-details.ts'

const recipe = Recipe.parse({
  version: 1,
  node: '4:5',
  owner: null,
  part: 0,
  details: plainDetails,
  price: null,
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
  writeRecipe(node, next, replacementKey)
  expect([readRecipe(node), readRecipe(node, replacementKey)]).toEqual([recipe, next])
})

test('one of an earlier version was the only part of its job, made from nothing else', () => {
  expect(recipe).toMatchObject({ part: 0, details: plainDetails, owner: null })
})

test.each([
  ['ASCII', 'a'.repeat(20_000), true],
  ['two bytes', 'ü'.repeat(20_000), true],
  ['three bytes', '昼'.repeat(20_000), false],
  ['four bytes', '🌇'.repeat(10_000), true],
])('the prompt as it was written is kept where there is room: %s', (_, long, isKept) => {
  const node = keeper()
  const request = { ...recipe.request, prompt: long }
  const full = {
    ...recipe,
    request,
    details: { ...plainDetails, options: { keepWording: true }, template: long },
  }
  writeRecipe(node, full)
  expect(new TextEncoder().encode(node.getPluginData(recipeKey)).length).toBeLessThan(90_000)
  const template = isKept ? long : ''
  expect(readRecipe(node)).toEqual({ ...full, details: { ...full.details, template } })
})

/** In UTF-8; with the name of the entry, and room for the plugin's id. */
const bytesOf = (text: string) => new TextEncoder().encode(text).length + 100

/** Every id at its longest, every name too long, as many of everything as there can be. */
function largest(prompt: string, name: string): Recipe {
  const id = '名'.repeat(200)
  const reference = { hash: id, type: 'image/jpeg', width: 4096, height: 4096 }
  const serves = Array.from({ length: 300 }, () => name)
  const references = Array.from({ length: 15 }, () => ({ reference, role: 'subject', name }))
  return Recipe.parse({
    ...recipe,
    node: id,
    owner: 'o'.repeat(64),
    run: '名'.repeat(64),
    job: 'j'.repeat(64),
    source: { id, name, size: { width: 1 / 3, height: 1 / 3 } },
    target: { kind: 'placement', placement: id, name, size: { width: 10_000, height: 10_000 } },
    reference,
    request: { ...recipe.request, prompt, idempotencyKey: 'k'.repeat(255) },
    details: {
      template: prompt,
      addition: prompt,
      options: { keepWording: true },
      references,
      copy: 4,
      serves,
    },
    progress: { state: 'failed', at: 1e13, task: 't'.repeat(200), reason: name },
  })
}

test.each([
  ['three bytes a unit', '昼', '名'],
  ['four bytes', '🌇', '🌇'],
  ['line separators', '\u2028', '\u2028'],
  ['what JSON escapes', '"\\', '"\\'],
  ['line breaks', '\n', '\n'],
  ['names of control characters', '昼', '\u0001'],
  ['names of halves of characters', '昼', '\ud83d'],
])('the largest recipe is within what Figma keeps: %s', (_, written, named) => {
  const prompt = written.repeat(gptImage2.prompt.longest / written.length)
  const full = largest(prompt, named.repeat(5_000))
  const node = keeper()
  writeRecipe(node, full)
  const text = node.getPluginData(recipeKey)
  expect(bytesOf(text)).toBeLessThan(100_000)
  // What may be left out is left out; everything else is read as it was.
  const { template, addition, serves } = readRecipe(node)?.details ?? plainDetails
  expect([template, addition, serves.length]).toEqual(['', undefined, expect.toBeOneOf([0, 300])])
  const details = { ...full.details, template, addition, serves }
  expect(readRecipe(node)).toEqual({ ...full, details })
})

test('where there is no room, the prompt as it was written goes first, then what the picture serves', () => {
  const node = keeper()
  const name = '🌇'.repeat(200)
  const kept = (prompt: number, serves: number) => {
    const request = { ...recipe.request, prompt: '昼'.repeat(prompt) }
    const names = Array.from({ length: serves }, () => name)
    const details = { ...plainDetails, template: 'At {target}'.repeat(3_000), serves: names }
    writeRecipe(node, { ...recipe, request, details })
    const read = readRecipe(node)?.details
    return [read?.template !== '', (read?.serves.length ?? 0) > 0]
  }
  expect(kept(10_000, 10)).toEqual([true, true])
  expect(kept(20_000, 10)).toEqual([false, true])
  expect(kept(20_000, 60)).toEqual([false, false])
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
    {
      details: {
        ...plainDetails,
        references: Array.from({ length: mostFurther + 1 }, () => further),
      },
    },
    { price: -100 },
    { progress: { state: 'reserved', at: 1e300 } },
    { reference: { ...recipe.reference, width: 1e9 } },
    { progress: { state: 'done', at: 1, task: 'task_1', picture } },
  ]
  for (const change of forged) {
    expect(readRecipe(keeper(JSON.stringify({ ...recipe, ...change })))).toBeNull()
  }
})

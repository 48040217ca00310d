import { expect, test } from 'vitest'
import { readInput } from '../../probe/input.ts'

const apiKey = 'sk-one'

test('the key comes from the environment, the address as well or is HiAPI’s own', () => {
  expect(readInput([], { HIAPI_KEY: ` ${apiKey}\n` })).toMatchObject({
    apiKey,
    apiAddress: 'https://api.hiapi.ai',
  })
  const HIAPI_ADDRESS = 'https://relay.example/v1'
  expect(readInput([], { HIAPI_KEY: apiKey, HIAPI_ADDRESS })).toMatchObject({
    apiAddress: 'https://relay.example',
  })
})

test.each([
  [[], {}, 'Set HIAPI_KEY'],
  [[], { HIAPI_KEY: ' ' }, 'Set HIAPI_KEY'],
  [[apiKey], {}, 'takes no arguments'],
  [[apiKey], { HIAPI_KEY: apiKey }, 'takes no arguments'],
  [[], { HIAPI_KEY: 'sk one' }, 'A key has no spaces'],
  [[], { HIAPI_KEY: apiKey, HIAPI_ADDRESS: 'http://example.com' }, 'begins with https://'],
])('%j with %j is refused in a sentence without the key', (args, environment, words) => {
  const input = readInput(args, environment)
  const problem = 'problem' in input ? input.problem : ''
  expect(problem).toContain(words)
  expect(problem).not.toContain(apiKey)
})

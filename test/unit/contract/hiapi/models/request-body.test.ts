import { expect, test } from 'vitest'
import { IdempotencyKey } from '../../../../../contract/model/ids.ts'
import { createBody } from '../../../../../contract/hiapi/models/request-body.ts'

const request = {
  model: 'gpt-image-2-image-to-image',
  prompt: 'A print on a table',
  ratio: '9:16',
  resolution: '2K',
  callbackUrl: '',
  idempotencyKey: IdempotencyKey.parse('restage-1'),
} as const

test('writes the same bytes for the same request, for ever', () => {
  const input =
    '{"prompt":"A print on a table","input_urls":["data:a","data:b"],"aspect_ratio":"9:16","resolution":"2K"}'
  expect(createBody(request, ['data:a', 'data:b'])).toBe(
    `{"model":"gpt-image-2-image-to-image","input":${input}}`,
  )
  const called = { ...request, callbackUrl: 'https://example.com/done' }
  expect(createBody(called, ['data:a', 'data:b'])).toBe(
    `{"model":"gpt-image-2-image-to-image","input":${input},"callback":{"url":"https://example.com/done","when":"final"}}`,
  )
})

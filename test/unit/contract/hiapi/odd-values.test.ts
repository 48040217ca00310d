import fc from 'fast-check'
import { test } from 'vitest'
import { readAnswer } from '../../../../contract/hiapi/read-response.ts'
import { readCreated, readRows, readTask } from '../../../../contract/hiapi/schemas.ts'
import { HiApiError } from '../../../../contract/hiapi/errors.ts'
import { readErrorText } from '../../../../contract/hiapi/server-message.ts'

const key = 'sk-0123456789abcdef'

test('any value can be read, and no words of it are long or hold the key', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      readTask(value, [key])
      readCreated(value, [key])
      readRows(value)
      for (const each of [value, text, `${text}${key}${text}`, { message: `${key}${text}` }]) {
        const words = readErrorText(each, [key]).words ?? ''
        if (words.length > 210 || words.includes(key)) throw new Error(words)
      }
    }),
    { numRuns: 500 },
  )
})

test('any answer is read, or is an error of the API', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 599 }),
      fc.string(),
      fc.jsonValue(),
      (status, text, json) => {
        for (const body of [text, JSON.stringify(json)]) {
          try {
            const answer = { status, headers: new Headers(), text: body }
            readAnswer(answer, { now: 0, secrets: [key] }, (data) => readCreated(data, [key]))
          } catch (error) {
            if (!(error instanceof HiApiError)) throw error
          }
        }
      },
    ),
    { numRuns: 500 },
  )
})

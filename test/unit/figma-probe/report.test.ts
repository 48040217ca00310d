import { expect, test } from 'vitest'
import { answered } from '../../figma-probe/question.ts'
import { renderReport } from '../../figma-probe/report.ts'

const question = { id: 'order', asks: 'In which order?', expected: 'a, b' }
const report = { day: '2026-01-02', about: ['Plugin API 1.0.0'], results: [], left: [] }

test('each question is a row, and says whether Figma did as expected', () => {
  const results = ['a, b', 'b, a'].map((answer) => ({ ...question, answer, detail: '' }))
  expect(renderReport({ ...report, results })).toBe(`## Figma, asked on 2026-01-02

- Plugin API 1.0.0
- 2 questions, 1 answered differently than expected

| id | question | expected | seen | verdict | detail |
| --- | --- | --- | --- | --- | --- |
| order | In which order? | a, b | a, b | same |  |
| order | In which order? | a, b | b, a | DIFFERENT |  |
`)
})

test('whatever Figma says stays in its cell', () => {
  const said = { ...question, answer: 'one | two\n| three', detail: '<b>\r\nfour' }
  const lines = renderReport({ ...report, results: [said] })
    .trim()
    .split('\n')
  expect(lines.at(-1)).toBe(
    '| order | In which order? | a, b | one \\| two \\| three | DIFFERENT | &lt;b> four |',
  )
})

test('what could not be cleared away is named', () => {
  expect(renderReport({ ...report, left: ['Removing this node is not allowed'] })).toContain(
    '- left behind: Removing this node is not allowed\n',
  )
})

test('a question that throws has failed, and says why', async () => {
  const failing = { ...question, ask: () => Promise.reject(new Error('no such property')) }
  expect(await answered(failing, null)).toEqual({
    ...question,
    answer: 'failed',
    detail: 'no such property',
  })
})

test('a question that throws before it waits has failed too', async () => {
  const failing = {
    ...question,
    ask: (): Promise<never> => {
      throw new Error('not a function')
    },
  }
  expect(await answered(failing, null)).toMatchObject({ answer: 'failed' })
})

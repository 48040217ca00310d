import { describe, expect, it } from 'vitest'
import type { Failure, FailureKind } from '../../../../ui/run/failure.ts'
import {
  type Stake,
  elapsedText,
  failureText,
  failureTexts,
  generateText,
  notOfferedText,
  priceText,
  tallyText,
} from '../../../../ui/text.ts'
import { notOffered } from '../../../../ui/views/composer.ts'

const failure: Failure = { kind: 'refused', words: null, reference: null, remedy: 'new-task' }
const unsent: Stake = { submission: 'unsent', plan: { price: 0.03 } }

describe('sentences', () => {
  it('count', () => {
    expect(generateText(1)).toBe('Generate 1 image')
    expect(generateText(6)).toBe('Generate 6 images')
    expect(priceText(6, 0.18)).toBe('6 pictures, about $0.18')
    expect(tallyText({ total: 6, done: 3, failed: 1, stopped: 0 })).toBe(
      '3 of 6 pictures done, 1 failed.',
    )
  })

  it('tell the time', () => {
    expect([0, 42_999, 725_000, -5].map(elapsedText)).toEqual(['0:00', '0:42', '12:05', '0:00'])
  })

  it('say which ratios a resolution leaves out', () => {
    expect(notOfferedText(notOffered('1K'))).toBe('')
    expect(notOfferedText(notOffered('2K'))).toBe(
      'auto, 3:1, 1:3 and 9:21 exist only at 1K. 5:4 and 4:5 exist only at 1K and 4K.',
    )
  })
})

describe('a failure', () => {
  it('costs nothing without a task, and says so', () => {
    expect(failureText(failure, unsent)).toContain('It cost nothing.')
    expect(failureText(failure, { ...unsent, submission: 'created' })).not.toContain(
      'It cost nothing.',
    )
  })

  it('does not promise that an unanswered request cost nothing', () => {
    const unanswered: Failure = { ...failure, kind: 'timed-out', remedy: 'send-again' }
    expect(failureText(unanswered, { ...unsent, submission: 'sending' })).toContain(
      'may have taken it',
    )
    expect(failureText(unanswered, { ...unsent, submission: 'sending' })).toContain(
      'never charged twice',
    )
  })

  it('quotes the server', () => {
    expect(failureText({ ...failure, words: 'bad ratio. ' }, unsent)).toContain('“bad ratio”.')
  })

  it.each(Object.keys(failureTexts) as FailureKind[])('is said in whole sentences: %s', (kind) => {
    const said = failureText({ ...failure, kind }, unsent)
    expect(said).toMatch(/^[A-Z].+\.$/)
    // A status code says nothing to the person.
    expect(said).not.toMatch(/\b[45]\d\d\b/)
  })
})

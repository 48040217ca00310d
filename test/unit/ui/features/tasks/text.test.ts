import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, it } from 'vitest'
import type { Failure, FailureKind } from '../../../../../ui/engine/failures/failure.ts'
import {
  discardQuestion,
  discardText,
  elapsedText,
  forgottenText,
  retryFailedText,
  retryStoppedText,
  slowedText,
  stopAllText,
  stopText,
  tallyText,
} from '../../../../../ui/features/tasks/text.ts'
import { plain } from '../../../../../ui/engine/failures/classify-failure.ts'
import { servesText, someGoneText, targetsText } from '../../../../../ui/formats/terms.ts'
import { notOffered } from '../../../../../ui/features/composer/variants-order.ts'
import { generateText } from '../../../../../ui/features/variants/text.ts'
import { notOfferedText } from '../../../../../ui/features/target-picker/text.ts'
import {
  failureText,
  failureTexts,
  goOnText,
  type JobCost,
  stoppedText,
} from '../../../../../ui/engine/failures/text.ts'

const failure: Failure = plain('refused', 'new-task')
const unsent: JobCost = { submission: { state: 'unsent' }, plan: { price: 0.03 } }
const sending: JobCost = { ...unsent, submission: { state: 'sending' } }
const created: JobCost = { ...unsent, submission: { state: 'created' } }

describe('sentences', () => {
  it('count', () => {
    expect(generateText(1)).toBe('Generate 1 picture')
    expect(generateText(6)).toBe('Generate 6 pictures')
    expect(tallyText({ total: 6, done: 3, failed: 1, stopped: 0, undone: 0 })).toBe(
      '3 of 6 pictures done, 1 failed.',
    )
  })

  it('tell the time', () => {
    expect([0, 42_999, 725_000, -5].map(elapsedText)).toEqual(['0:00', '0:42', '12:05', '0:00'])
  })

  it('are short where the room is', () => {
    expect(slowedText(11_200)).toBe('Paused by HiAPI, 12 s.')
    expect(slowedText(0)).toBe('Paused by HiAPI, 1 s.')
  })

  it('tell what is gone', () => {
    expect(forgottenText('Brand film', 1)).toBe('1 picture of Brand film discarded.')
    expect(forgottenText('Brand film', 3)).toBe('3 pictures of Brand film discarded.')
  })

  it('say which ratios a resolution leaves out', () => {
    expect(notOfferedText(notOffered('1K', gptImage2))).toBe('')
    expect(notOfferedText(notOffered('2K', gptImage2))).toBe(
      'Auto, 3:1, 1:3 and 9:21: 1K only. 5:4 and 4:5: 1K and 4K only.',
    )
  })
})

describe('a failure', () => {
  it('costs nothing without a task, and says so', () => {
    expect(failureText(failure, unsent)).toContain('It cost nothing.')
    expect(failureText(failure, { ...unsent, submission: { state: 'created' } })).not.toContain(
      'It cost nothing.',
    )
  })

  it('does not promise that an unanswered request cost nothing', () => {
    const unanswered: Failure = { ...failure, kind: 'timed-out', remedy: 'send-again' }
    expect(failureText(unanswered, { ...unsent, submission: { state: 'sending' } })).toContain(
      'HiAPI may charge for it.',
    )
    expect(failureText(unanswered, { ...unsent, submission: { state: 'sending' } })).toContain(
      'never charged twice',
    )
  })

  it('does not say that a picture is deleted which Retry may fetch', () => {
    const missing: Failure = { ...failure, kind: 'picture-gone', remedy: 'download-again' }
    const said = failureText(missing, created)
    expect(said).toContain('The picture’s address has expired.')
    expect(said).not.toContain('deleted')
  })

  it('quotes the server', () => {
    expect(failureText({ ...failure, words: 'bad ratio. ' }, unsent)).toContain(
      'HiAPI rejected this: “bad ratio”.',
    )
    const failed: Failure = { ...failure, kind: 'task-failed', words: 'no luck' }
    expect(failureText(failed, created)).toContain(
      'HiAPI could not make the picture. HiAPI says: “no luck”.',
    )
  })

  it.each(Object.keys(failureTexts) as FailureKind[])('is said in whole sentences: %s', (kind) => {
    const said = failureText({ ...failure, kind }, unsent)
    expect(said).toMatch(/^[A-Z].+\.$/)
    // A status code says nothing to the designer.
    expect(said).not.toMatch(/\b[45]\d\d\b/)
  })
})

describe('a shared picture', () => {
  const serves = ['Instagram story', 'Reel cover', 'X post']
  const shared = (jobCost: JobCost): JobCost => ({
    ...jobCost,
    plan: { price: 0.03, details: { serves } },
  })
  const all = 'for Instagram story, Reel cover and X post.'

  it('says what it serves when it fails, is stopped, or is about to be', () => {
    expect(failureText(failure, shared(unsent))).toContain(`It was ${all}`)
    expect(stoppedText(shared(created))).toContain(`It was ${all}`)
    expect(stopText(shared(sending))).toContain(`It is ${all}`)
    expect(discardQuestion(shared(created))).toContain(`It is ${all}`)
  })

  it('says nothing of the kind where it serves one', () => {
    expect(servesText(['Instagram story'])).toBeNull()
    expect(servesText([])).toBeNull()
    expect(failureText(failure, unsent)).not.toContain('It was for')
  })

  it('is named by all its targets', () => {
    const size = { width: 1, height: 1 }
    const of = (name: string) => ({
      target: { kind: 'placement', placement: name, name, size } as const,
    })
    expect(targetsText([of('Instagram story'), of('Reel cover')])).toBe(
      'Instagram story, Reel cover',
    )
    expect(targetsText([{ target: { kind: 'ratio', ratio: '16:9' } }])).toBe('16:9')
  })

  it('counts the frames that are gone', () => {
    expect(someGoneText(1, 2)).toBe('Frames deleted: 1 of 2. The rest have the picture.')
    expect(someGoneText(2, 4)).toBe('Frames deleted: 2 of 4. The rest have the picture.')
  })
})

describe('before a press', () => {
  it('"Retry failed" tells what is paid from what is not', () => {
    expect(
      retryFailedText([
        { ...created, failure: { remedy: 'new-task' } },
        { ...unsent, plan: { price: 0.06 }, failure: { remedy: 'send-again' } },
        { ...sending, failure: { remedy: 'send-again' } },
        { ...created, failure: { remedy: 'check-again' } },
        { ...created, failure: { remedy: 'download-again' } },
        { ...created, failure: { remedy: 'place-again' } },
        { ...created, failure: { remedy: 'new-frame' } },
      ]),
    ).toBe(
      '2 new tasks, about $0.09. 1 request sent again, never charged twice. ' +
        'At no cost: 1 task asked for again, 1 picture fetched again, 2 pictures placed again.',
    )
  })

  it('"Retry failed" names no price where nothing is ordered', () => {
    expect(retryFailedText([{ ...created, failure: { remedy: 'check-again' } }])).toBe(
      'At no cost: 1 task asked for again.',
    )
  })

  it('"Retry stopped" tells what is sent, at what price, from what goes on', () => {
    expect(retryStoppedText([unsent, { ...unsent, plan: { price: 0.06 } }, sending, created])).toBe(
      '2 new tasks, about $0.09. 1 request sent again, never charged twice. ' +
        'At no cost: 1 task waited for again.',
    )
    expect(retryStoppedText([created, created])).toBe('At no cost: 2 tasks waited for again.')
  })

  it('"Retry" of what was stopped says what it does and costs, as the row does', () => {
    expect(goOnText(unsent)).toContain('$0.03')
    expect(goOnText(sending)).toContain('never charged twice')
    expect(goOnText(created)).toContain('costs nothing')
    for (const jobCost of [unsent, sending, created]) {
      expect(stoppedText(jobCost).endsWith(goOnText(jobCost))).toBe(true)
    }
  })

  it('"Stop all" tells what is cancelled from what may be charged', () => {
    expect(stopAllText([unsent, unsent])).toBe('2 pictures not sent yet: stopped at no cost.')
    expect(stopAllText([unsent, sending, created])).toBe(
      '1 picture not sent yet: stopped at no cost. ' +
        '2 pictures at HiAPI: may still finish and be charged.',
    )
    expect(stopAllText([created], 2)).toBe(
      '2 pictures queued at the relay: cost nothing if not sent yet. ' +
        '1 picture at HiAPI: may still finish and be charged.',
    )
  })

  it('"Stop waiting" and "Discard" promise only for what was surely not sent that it costs nothing', () => {
    for (const say of [stopText, discardText]) {
      expect(say(unsent)).toContain('costs nothing')
      expect(say(sending)).toContain('may')
      expect(say(created)).toContain('charge')
    }
  })
})

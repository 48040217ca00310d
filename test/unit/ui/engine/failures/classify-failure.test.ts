import { describe, expect, test } from 'vitest'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import type { Task } from '../../../../../contract/hiapi/schemas.ts'
import type { Submission } from '../../../../../contract/model/client-storage/ledger.ts'
import { TaskId } from '../../../../../contract/model/ids.ts'
import { PluginError } from '../../../../../contract/protocol/plugin-error.ts'
import {
  failureOf,
  isPausing,
  isSettledBy,
  isUnpaid,
  plain,
} from '../../../../../ui/engine/failures/classify-failure.ts'
import {
  AnswerLostError,
  KeyExpiredError,
  OtherAccountError,
  TaskFailedError,
} from '../../../../../ui/engine/failures/errors.ts'
import { PictureError } from '../../../../../ui/services/hiapi/download-picture.ts'
import {
  BrokenPictureError,
  TooManyPixelsError,
} from '../../../../../ui/services/images/placeable-image.ts'
import { StillRunningError } from '../../../../../ui/services/polling/poller.ts'

const unsent: Submission = { state: 'unsent' }
const sending: Submission = { state: 'sending', since: 1 }
const created: Submission = { state: 'created', at: 1, task: TaskId.parse('tk-1') }

function ended(status: Task['status'], error: Task['error'] = null): TaskFailedError {
  const id = TaskId.parse('tk-1')
  const times = { created: 1, completed: 2, expires: null }
  return new TaskFailedError({ id, hiapiId: 'h-1', status, ...times, pictureUrl: null, error })
}

describe('what a retry does', () => {
  test.each([
    ['an error before the task', new HiApiError('unreachable'), unsent, 'send-again'],
    ['an error of which nobody knows', new HiApiError('unreachable'), sending, 'send-again'],
    ['an error about a task', new HiApiError('unavailable'), created, 'check-again'],
    ['a key that was used for another body', new HiApiError('key-reused'), sending, 'new-task'],
    ['a key that is too old', new KeyExpiredError(), sending, 'new-task'],
    ['another account, before the task', new OtherAccountError(), sending, 'send-again'],
    ['another account, after it', new OtherAccountError(), created, 'check-again'],
    ['a reference that is lost', new AnswerLostError(), sending, 'send-again'],
    ['a task that takes too long', new StillRunningError(), created, 'check-again'],
    ['a task without a picture', ended('succeeded'), created, 'check-again'],
    ['a task that failed', ended('failed'), created, 'new-task'],
    ['a picture that is gone', new PictureError('picture-gone', null), created, 'download-again'],
    ['a picture of no kind', new BrokenPictureError(), created, 'download-again'],
    ['a frame that is gone', new PluginError('variant-gone'), created, 'new-frame'],
    ['a picture that Figma refuses', new PluginError('picture-refused'), created, 'place-again'],
    ['a source that is gone', new PluginError('source-gone'), unsent, 'send-again'],
    ['anything else, before the task', new TypeError('?'), unsent, 'send-again'],
    ['anything else, after it', 'a string', created, 'check-again'],
  ] as const)('about %s', (_, error, submission, remedy) => {
    expect(failureOf(error, submission).remedy).toBe(remedy)
  })
})

describe('a task that failed', () => {
  test.each([
    ['MODERATION_BLOCKED', null, 'moderated'],
    ['CONTENT_POLICY_VIOLATION', null, 'moderated'],
    ['SAFETY_SYSTEM', null, 'moderated'],
    [null, 'Your request was rejected by the safety system.', 'moderated'],
    [null, 'This violates our usage policies.', 'moderated'],
    [null, 'The referrer policy was not met.', 'task-failed'],
    ['UPSTREAM_ERROR', 'Try again later.', 'task-failed'],
    [null, null, 'task-failed'],
    ['RELAY_REFUSED', 'No.', 'relay-refused'],
    ['RELAY_STOPPED', null, 'stopped-unpaid'],
    ['RELAY_UNSURE', null, 'relay-unsure'],
    ['RELAY_LOST', null, 'relay-unsure'],
    ['RELAY_NO_OUTPUT', null, 'no-picture'],
  ] as const)('with the code %s and the words %s is %s', (code, message, kind) => {
    expect(failureOf(ended('failed', { code, message }), created).kind).toBe(kind)
  })

  test('is told in HiAPI’s words, else by its code, and its id helps support', () => {
    const of = (code: string, message: string | null) =>
      failureOf(ended('failed', { code, message }), created)
    expect(of('UPSTREAM', 'Try later.')).toMatchObject({ words: 'Try later.', supportId: 'h-1' })
    expect(of('UPSTREAM', null).words).toBe('UPSTREAM')
    // Those of a relay would repeat the sentence.
    expect(of('RELAY_UNSURE', 'It can’t be found out.').words).toBeNull()
    expect(of('RELAY_REFUSED', 'The size is wrong.').words).toBe('The size is wrong.')
  })
})

test('what a sentence names comes along', () => {
  const tooLarge = new HiApiError('too-large', { host: 'api.example.com', bytes: 9 })
  expect(failureOf(tooLarge, unsent)).toMatchObject({ host: 'api.example.com', bytes: 9 })
  const picture = new PictureError('picture-too-large', 'files.example.com', false, 7)
  expect(failureOf(picture, created)).toMatchObject({ host: 'files.example.com', bytes: 7 })
  const pixels = { width: 30_000, height: 20_000 }
  expect(failureOf(new TooManyPixelsError(pixels), created)).toMatchObject({
    kind: 'picture-too-large',
    pixels,
  })
})

test('all others would meet the failure of a key, and none that of a picture', () => {
  expect(isPausing(plain('unauthorised', 'send-again'))).toBe(true)
  expect(isPausing(plain('picture-broken', 'download-again'))).toBe(false)
})

test('only what a relay refused or stopped before it was sent cost nothing', () => {
  const free = (['relay-refused', 'stopped-unpaid', 'relay-unsure', 'task-failed'] as const).filter(
    (kind) => isUnpaid(plain(kind, 'new-task')),
  )
  expect(free).toEqual(['relay-refused', 'stopped-unpaid'])
})

describe('a job is over', () => {
  test.each([
    ['that was refused before it was sent', plain('refused', 'send-again'), unsent, true],
    ['that was not sent, for a while', plain('rate-limited', 'send-again'), unsent, false],
    ['that was not sent to a busy server', plain('unavailable', 'send-again'), unsent, false],
    ['that may have been paid', plain('refused', 'send-again'), sending, false],
    ['whose task failed', plain('task-failed', 'new-task'), created, true],
    ['whose picture can be fetched', plain('picture-gone', 'download-again'), created, false],
  ] as const)('%s', (_, failure, submission, isOver) => {
    expect(isSettledBy(failure, submission)).toBe(isOver)
  })
})

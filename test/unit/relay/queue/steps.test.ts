import { describe, expect, test } from 'vitest'
import { RelayState } from '../../../../contract/hiapi/relay/relay-task.ts'
import { repeatFor, statesFor, step, type TaskEvent } from '../../../../relay/queue/steps.ts'

const now = 1_000_000_000_000
const firstLook = now + 180_000
const states = RelayState.def.values as readonly RelayState[]
const output = { key: null, url: 'https://cdn.hiapi.ai/0.png', type: null, expires: null }
const error = { code: 'TASK_FAILED', message: 'No.' }

/** For each event: the states that it changes, and into which; with what becomes of the money. */
const table: readonly (readonly [TaskEvent, Partial<Record<RelayState, string>>])[] = [
  [{ kind: 'accepted', upstreamId: 'tk' }, { submitting: 'running' }],
  [{ kind: 'not-taken', wait: 500 }, { submitting: 'waiting' }],
  [{ kind: 'unanswered', wait: 500 }, { submitting: 'submitting' }],
  [{ kind: 'refused', words: 'No.', isCharged: false }, { submitting: 'fail release' }],
  [{ kind: 'refused', words: null, isCharged: true }, { submitting: 'fail spend' }],
  [{ kind: 'other-body' }, { submitting: 'fail spend' }],
  [{ kind: 'picture-gone' }, { submitting: 'fail release' }],
  [{ kind: 'progress', status: 'handling', wake: now }, { running: 'running' }],
  [
    { kind: 'succeeded', upstreamId: 'tk', output },
    { submitting: 'archiving', running: 'archiving' },
  ],
  [
    { kind: 'succeeded', upstreamId: 'tk', output: null },
    { submitting: 'fail spend', running: 'fail spend' },
  ],
  [
    { kind: 'failed', upstreamId: 'tk', error, isCharged: false },
    { submitting: 'fail release', running: 'fail release' },
  ],
  [
    { kind: 'failed', upstreamId: 'tk', error, isCharged: true },
    { submitting: 'fail spend', running: 'fail spend' },
  ],
  [{ kind: 'unknown' }, { running: 'fail spend' }],
  [{ kind: 'overdue' }, { running: 'fail spend' }],
  [{ kind: 'stored', output }, { archiving: 'success spend' }],
  [{ kind: 'picture-late', output, wake: now }, { archiving: 'archiving' }],
  [{ kind: 'picture-lost' }, { archiving: 'fail spend' }],
  [{ kind: 'stopped' }, { waiting: 'fail release' }],
]

describe.each(table)('%o', (event, expected) => {
  test.each(states)('in %s', (state) => {
    const change = step({ state, tries: 1, firstSent: null }, event, now, firstLook)
    const shown = change && [change.state, change.settlement].filter(Boolean).join(' ')
    expect(shown).toBe(expected[state] ?? null)
    expect(statesFor(event).includes(state)).toBe(change !== null)
    if (change === null) return
    // An end settles the money once, and nothing else does.
    const isEnd = ['success', 'fail'].includes(change.state)
    expect([change.isEnd === true, change.settlement !== undefined]).toEqual([isEnd, isEnd])
    expect(change.state === 'fail').toBe(change.error !== undefined)
  })
})

test('an end is final', () => {
  for (const [event] of table) {
    for (const state of ['success', 'fail'] as const) {
      expect(step({ state, tries: 0, firstSent: now }, event, now, firstLook)).toBeNull()
    }
  }
})

test('what may have been taken before is never sent as another body, and never given back', () => {
  const sentBefore = { state: 'submitting', tries: 3, firstSent: now - 1_000 } as const
  expect(step(sentBefore, { kind: 'not-taken', wait: 500 }, now, firstLook)).toEqual({
    state: 'submitting',
    wake: now + 500,
    tries: 4,
  })
  const refused = { kind: 'refused', words: 'No.', isCharged: false } as const
  for (const event of [{ kind: 'picture-gone' } as const, refused]) {
    expect(step(sentBefore, event, now, firstLook)).toMatchObject({
      state: 'fail',
      settlement: 'spend',
      error: { code: 'RELAY_UNSURE' },
    })
  }
})

test('the waits for a server that is not available grow', () => {
  const task = { state: 'submitting', tries: 3, firstSent: null } as const
  expect(step(task, { kind: 'not-taken', wait: 4_000 }, now, firstLook)).toMatchObject({
    state: 'waiting',
    tries: 4,
  })
})

test.each([
  [false, 'RELAY_REFUSED'],
  [true, 'RELAY_UNSURE'],
])('a refusal of an order that may be charged (%s) is told as %s', (isCharged, code) => {
  const task = { state: 'submitting', tries: 1, firstSent: null } as const
  const refused = { kind: 'refused', words: 'No.', isCharged } as const
  expect(step(task, refused, now, firstLook)?.error).toEqual({ code, message: 'No.' })
})

test.each([
  [repeatFor - 1, 'submitting'],
  [repeatFor, 'fail'],
])('without an answer for %i ms it is %s', (age, state) => {
  const task = { state: 'submitting', tries: 9, firstSent: now - age } as const
  expect(step(task, { kind: 'unanswered', wait: 0 }, now, firstLook)?.state).toBe(state)
})

test('a task that was taken is looked at when it is time', () => {
  const task = { state: 'submitting', tries: 2, firstSent: null } as const
  expect(step(task, { kind: 'accepted', upstreamId: 'tk' }, now, firstLook)).toEqual({
    state: 'running',
    wake: firstLook,
    tries: 0,
    upstreamId: 'tk',
  })
})

import { describe, expect, test } from 'vitest'
import type { FaultRule, ReplyFault } from '../../hiapi/faults/faults.ts'
import { answer, create, expectOnePlaced, failureOf, ordered } from '../support/ordered.ts'

describe('a task', () => {
  test.each([
    { status: 'fail', error: { code: null, message: 'no luck', param: null } },
    { status: 'fail', error: { code: 400, message: 'no luck' } },
    { status: 'canceled', completed: 1_790_000_000, error: { message: 'no luck' } },
    { status: 'expired', completed: 1_790_000_000, error: 'no luck' },
    { status: 'rejected', completed: '2026-11-28T10:00:00Z', error: ['no luck'] },
  ])('that says %j has failed at the next look', async (said) => {
    const { job } = await ordered([looks(said)])
    expect(failureOf(job)).toMatchObject({ kind: 'task-failed', words: 'no luck' })
  })

  test('whose picture is told two looks after its end is placed without a press', async () => {
    const outcome = await ordered([looks({ status: 'success', output: [] }, 2)])
    expectOnePlaced(outcome)
  })

  test('that HiAPI does not know is given up at once, though the answer’s status is a success', async () => {
    const { job, world } = await ordered([
      { on: 'get', fault: answer(200, { code: 404, message: 'task not found', data: null }) },
    ])
    expect(failureOf(job)?.kind).toBe('task-unknown')
    // A new task may be unknown to some of its servers for half a minute.
    expect(world.hiapi.count('get')).toBeLessThan(20)
  })

  test('with an id of other characters is watched, escaped in the address', async () => {
    const odd = 'tk.hiapi:01/AB?'
    const outcome = await ordered(
      [
        create(answer(200, { code: 200, data: { taskId: odd } })),
        {
          on: 'get',
          fault: answer(200, { data: { taskId: odd, status: 'fail', error: 'no luck' } }, false),
        },
      ],
      {},
    )
    expect(failureOf(outcome.job)?.words).toBe('no luck')
    const [get] = outcome.world.hiapi.requests.filter(({ op }) => op === 'get')
    expect(get?.path).toBe('/v1/tasks/tk.hiapi%3A01%2FAB%3F')
  })
})

/** Changes what looks at a task are told of it. */
function looks(task: Readonly<Record<string, unknown>>, times?: number): FaultRule {
  const rewrite = (answer: unknown) => ({
    ...(answer as object),
    data: { ...(answer as { data: object }).data, ...task },
  })
  const fault: ReplyFault = { kind: 'rewritten', rewrite }
  return { on: 'get', fault, ...(times === undefined ? {} : { times }) }
}

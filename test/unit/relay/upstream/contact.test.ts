import { expect, test } from 'vitest'
import type { LogLine } from '../../../../relay/log.ts'
import { createContactLog } from '../../../../relay/upstream/contact.ts'

test('is logged when it begins and when it ends, and at most once a minute', () => {
  const lines: LogLine[] = []
  let now = 0
  const told = createContactLog(
    (line) => void lines.push(line),
    () => now,
  )
  const after = (ms: number, failure: Parameters<typeof told>[0]) => {
    now += ms
    told(failure)
  }
  after(0, null)
  for (let n = 0; n < 5; n++) after(1_000, 'unreachable')
  after(1_000, null)
  after(1_000, 'timed-out')
  // An answer that refuses is one.
  after(1_000, 'unavailable')
  after(60_000, 'timed-out')
  expect(lines).toEqual([
    { event: 'HiAPI not reached', detail: 'unreachable' },
    { event: 'HiAPI reached again' },
    { event: 'HiAPI not reached', detail: 'timed-out' },
  ])
})

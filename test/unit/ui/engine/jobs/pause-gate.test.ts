import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createPauseGate } from '../../../../../ui/engine/jobs/pause-gate.ts'
import { failureOf } from '../../../../../ui/engine/failures/classify-failure.ts'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'

const offline = failureOf(new HiApiError('offline'), { state: 'unsent' })

test('all that wait go on when the pause ends, and leave nothing behind on their signals', async () => {
  const pauseGate = createPauseGate()
  pauseGate.close(offline)
  const { signal } = new AbortController()
  const passed = Promise.all(Array.from({ length: 5 }, () => pauseGate.passed(signal)))
  expect(getEventListeners(signal, 'abort')).toHaveLength(5)
  pauseGate.open()
  await passed
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('one that is stopped waits no longer, and the others go on waiting', async () => {
  const pauseGate = createPauseGate()
  pauseGate.close(offline)
  const stopped = new AbortController()
  const outcomes: string[] = []
  const first = pauseGate.passed(stopped.signal).catch(() => outcomes.push('called off'))
  const second = pauseGate.passed(new AbortController().signal).then(() => outcomes.push('passed'))
  stopped.abort(new Error('stopped'))
  await first
  expect(outcomes).toEqual(['called off'])
  pauseGate.open()
  await second
  expect(outcomes).toEqual(['called off', 'passed'])
})

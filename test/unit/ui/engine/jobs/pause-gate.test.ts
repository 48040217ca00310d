import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createGate } from '../../../../../ui/engine/jobs/pause-gate.ts'
import { failureOf } from '../../../../../ui/engine/failures/classify-failure.ts'
import { HiApiError } from '../../../../../ui/services/hiapi/errors.ts'

const offline = failureOf(new HiApiError('offline'), { state: 'unsent' })

test('all that wait at the gate pass when it opens, and leave nothing behind on their signals', async () => {
  const gate = createGate()
  gate.close(offline)
  const { signal } = new AbortController()
  const passed = Promise.all(Array.from({ length: 5 }, () => gate.passed(signal)))
  expect(getEventListeners(signal, 'abort')).toHaveLength(5)
  gate.open()
  await passed
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('who is called off at the gate waits no more, and the others go on waiting', async () => {
  const gate = createGate()
  gate.close(offline)
  const stopped = new AbortController()
  const outcomes: string[] = []
  const first = gate.passed(stopped.signal).catch(() => outcomes.push('called off'))
  const second = gate.passed(new AbortController().signal).then(() => outcomes.push('passed'))
  stopped.abort(new Error('stopped'))
  await first
  expect(outcomes).toEqual(['called off'])
  gate.open()
  await second
  expect(outcomes).toEqual(['called off', 'passed'])
})

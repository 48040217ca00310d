import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { RunId } from '../../../../../contract/model/ids.ts'
import type { PluginClient } from '../../../../../contract/protocol/client.ts'
import type { Job } from '../../../../../ui/engine/jobs/job.ts'
import { followRuns } from '../../../../../ui/features/tasks/follow-runs.ts'
import type { JobsState } from '../../../../../ui/state/jobs.ts'
import { sampleJob } from './sample-job.ts'

function follow(...states: readonly (readonly Job[])[]): string[] {
  return followUndoing(null, ...states)
}

/** @param undoing the run that is being undone as the last jobs become known */
function followUndoing(undoing: RunId | null, ...states: readonly (readonly Job[])[]): string[] {
  const called: string[] = []
  const plugin = {
    call: (name: string) => {
      called.push(name)
      return Promise.resolve({})
    },
  } as unknown as PluginClient
  const list = signal<readonly Job[]>([])
  const jobs = { list, undoing: new Set([undoing]) } as unknown as JobsState
  const stop = followRuns({ plugin, jobs })
  for (const state of states) list.value = state
  stop()
  return called
}

// The clock can be set back between the opening of the window and an order.
test('a run is shown on the canvas if this window ordered it, whatever the clock says', () => {
  const job = sampleJob({ at: -1_000_000, variants: ['1:9'] })
  expect(follow([job])).toEqual(['reveal'])
  expect(follow([{ ...job, isNew: false }])).toEqual([])
})

test('a run that ends because it is undone is not called ready', () => {
  const done = sampleJob({ id: 'job-1', state: 'done', variants: ['1:9'] })
  const other = (state: 'generating' | 'stopped') => sampleJob({ id: 'job-2', state })
  const begun = [done, other('generating')]
  const ended = [done, other('stopped')]
  expect(follow(begun, ended)).toEqual(['reveal', 'notify'])
  expect(followUndoing(done.plan.run, begun, ended)).toEqual(['reveal'])
})

test('a run without a picture says why, unless it was stopped', () => {
  const begun = sampleJob({ id: 'job-1', state: 'generating', variants: ['1:9'] })
  const failed = sampleJob({ id: 'job-1', state: 'failed', variants: ['1:9'] })
  const stopped = sampleJob({ id: 'job-1', state: 'stopped', variants: ['1:9'] })
  expect(follow([begun], [failed])).toEqual(['reveal', 'notify'])
  expect(follow([begun], [stopped])).toEqual(['reveal'])
})

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { PluginClient } from '../../../../../contract/protocol/client.ts'
import type { Job } from '../../../../../ui/engine/jobs/job.ts'
import { followRuns } from '../../../../../ui/features/tasks/follow-runs.ts'
import type { JobsState } from '../../../../../ui/state/jobs.ts'
import { sampleJob } from './sample-job.ts'

function follow(jobs: readonly Job[]): string[] {
  const called: string[] = []
  const plugin = {
    call: (name: string) => {
      called.push(name)
      return Promise.resolve({})
    },
  } as unknown as PluginClient
  const list = signal<readonly Job[]>([])
  const stop = followRuns({ plugin, jobs: { list } as unknown as JobsState })
  list.value = jobs
  stop()
  return called
}

// The clock can be set back between the opening of the window and an order.
test('a run is shown on the canvas if this window ordered it, whatever the clock says', () => {
  const job = sampleJob({ at: -1_000_000, variants: ['1:9'] })
  expect(follow([job])).toEqual(['reveal'])
  expect(follow([{ ...job, isNew: false }])).toEqual([])
})

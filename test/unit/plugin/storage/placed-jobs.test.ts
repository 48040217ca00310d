import type { PartPlan } from '../../../../contract/model/job-plan.ts'
import { expect, test } from 'vitest'
import {
  FileId,
  IdempotencyKey,
  JobId,
  NodeId,
  PageId,
  RunId,
  TaskId,
} from '../../../../contract/model/ids.ts'
import { type LedgerRun, mostPlaced } from '../../../../contract/model/client-storage/ledger.ts'
import { createPlacedJobs } from '../../../../plugin/storage/placed-jobs.ts'
import { plainDetails } from '../../../plain-details.ts'

const here = FileId.parse('here')
const task = TaskId.parse('task-1')

function open() {
  const kept = new Map<string, unknown>()
  const storage = {
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    deleteAsync: (key: string) => Promise.resolve(void kept.delete(key)),
    keysAsync: () => Promise.resolve([...kept.keys()]),
  }
  let time = 1_800_000_000_000
  return { kept, placed: createPlacedJobs(storage, () => ++time) }
}

const part: PartPlan = {
  target: { kind: 'ratio', ratio: '1:1' },
  size: { width: 10, height: 10 },
  name: 'Poster · 1:1',
  format: 'PNG',
  focalPoint: { x: 0.5, y: 0.5 },
  into: null,
  swaps: null,
}

/** A run of one job, as the ledger had it. */
function made(id: string, prompt = 'At dusk', file = here): LedgerRun {
  const run = RunId.parse('run-1')
  const bounds = { x: 0, y: 0, width: 10, height: 10 }
  const source = { id: NodeId.parse('1:2'), page: PageId.parse('0:1'), name: 'Poster', bounds }
  return {
    run,
    file: { id: file, name: 'Spring' },
    entries: [
      {
        plan: {
          id: JobId.parse(id),
          run,
          source,
          anchor: null,
          parts: [part],
          ratio: '1:1',
          resolution: '1K',
          prompt,
          details: plainDetails,
          price: 0.03,
        },
        at: 1,
        request: {
          model: 'gpt-image-2-image-to-image',
          prompt,
          ratio: '1:1',
          resolution: '1K',
          callbackUrl: '',
          idempotencyKey: IdempotencyKey.parse('restage-1'),
        },
        reference: null,
        nodes: [null],
        submission: { state: 'sending', since: 1 },
        account: '',
        stopped: false,
      },
    ],
  }
}

test('a file is told what was placed in it, with its task, until that is dropped', async () => {
  const { placed } = open()
  await placed.add(made('a'), task)
  await placed.add(made('b', 'At dusk', FileId.parse('there')), task)
  await placed.add(null, task)
  const [first] = made('a').entries
  expect(await placed.in(here)).toEqual([
    { ...first, submission: { state: 'created', at: 1, task } },
  ])
  await placed.drop(JobId.parse('a'))
  expect(await placed.in(here)).toEqual([])
})

test('a job that is placed again is kept once, as the newest', async () => {
  const { placed } = open()
  for (const id of ['a', 'b', 'a']) await placed.add(made(id), task)
  expect((await placed.in(here)).map(({ plan }) => plan.id)).toEqual(['b', 'a'])
})

test('only the newest are kept, and none with the longest prompts', async () => {
  const { kept, placed } = open()
  for (let count = 0; count < mostPlaced + 5; count++) {
    await placed.add(made(`job-${String(count)}`, 'x'.repeat(9_000)), task)
  }
  await placed.add(made('long', 'x'.repeat(20_000)), task)
  expect(await placed.in(here)).toHaveLength(mostPlaced)
  expect(JSON.stringify([...kept]).length).toBeLessThan(550_000)
})

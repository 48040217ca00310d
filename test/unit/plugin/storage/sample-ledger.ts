import {
  FileId,
  IdempotencyKey,
  ImageHash,
  JobId,
  NodeId,
  PageId,
  RunId,
  TaskId,
} from '../../../../contract/model/ids.ts'
import type { LedgerEntry, Submission } from '../../../../contract/model/client-storage/ledger.ts'
import type { FurtherReference } from '../../../../contract/model/reference.ts'
import type { JobPlan, PartPlan } from '../../../../contract/model/job-plan.ts'
import { createLedger } from '../../../../plugin/storage/ledger.ts'
import { ClientStorage } from '../../../host/storage.ts'
import { plainDetails } from '../../../plain-details.ts'

/** The run of all sample entries. */
export const run = RunId.parse('r1')

/** The file of that run. */
export const file = { id: FileId.parse('f1'), name: 'Spring campaign' }

/** The only part of a sample job: a square. */
export const part: PartPlan = {
  target: { kind: 'ratio', ratio: '1:1' },
  size: { width: 10, height: 10 },
  name: 'Poster · 1:1',
  format: 'PNG',
  focalPoint: { x: 0.5, y: 0.5 },
  into: null,
  swaps: null,
}

/** What the ledger keeps of a job that is not sent yet. */
export function entry(
  job: string,
  change: Partial<LedgerEntry> = {},
  planned: Partial<JobPlan> = {},
): LedgerEntry {
  return {
    plan: { ...planFor(job), ...planned },
    at: 1,
    request: {
      model: 'gpt-image-2-image-to-image',
      prompt: 'A print',
      ratio: '1:1',
      resolution: '1K',
      callbackUrl: '',
      idempotencyKey: IdempotencyKey.parse(`restage-${job}-1`),
    },
    reference: null,
    nodes: [null],
    submission: { state: 'unsent' },
    account: '',
    stopped: false,
    ...change,
  }
}

function planFor(job: string): JobPlan {
  return {
    id: JobId.parse(job),
    run,
    source: {
      id: NodeId.parse('1:2'),
      page: PageId.parse('0:1'),
      name: 'Poster',
      bounds: { x: 0, y: 0, width: 10, height: 10 },
    },
    anchor: null,
    parts: [part],
    ratio: '1:1',
    resolution: '1K',
    prompt: 'A print',
    details: plainDetails,
    price: 0.03,
  }
}

/** A reference beside the source, told apart by its hash. */
export function further(hash: string): FurtherReference {
  const reference = { hash: ImageHash.parse(hash), type: 'image/png', width: 8, height: 6 } as const
  return { reference, role: 'style', name: `Layer ${hash}` }
}

/** Client storage that fails while it is told to: everything, or so many writes. */
export function storage(kept = new ClientStorage()) {
  const log = { failing: 0, sets: 0 }
  const write = (act: () => void) => {
    if (log.failing > 0) {
      log.failing--
      return Promise.reject(new Error('no'))
    }
    return Promise.resolve().then(act)
  }
  return Object.assign(log, {
    kept,
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => {
      log.sets++
      return write(() => kept.set(key, value))
    },
    deleteAsync: (key: string) => write(() => kept.delete(key)),
    keysAsync: () => Promise.resolve(kept.keys()),
  })
}

let time = 0
/** A window that has just been opened. */
export const open = (store: ReturnType<typeof storage>) => createLedger(store, () => ++time)

/** All entries that a window opened now would find. */
export const entriesIn = async (store: ReturnType<typeof storage>) =>
  (await open(store).read()).runs.flatMap(({ entries }) => entries)

/** The ids of those jobs. */
export const jobsIn = async (store: ReturnType<typeof storage>) =>
  (await entriesIn(store)).map(({ plan }) => plan.id)

/** What is known of a job while its request is under way. */
export const sending: Submission = { state: 'sending', since: 3 }

/** What is known of a job that has a task. */
export const created: Submission = { state: 'created', at: 5, task: TaskId.parse('tk-1') }

/** The picture that a job was made from. */
export const reference = {
  hash: ImageHash.parse('h'),
  type: 'image/png',
  width: 1,
  height: 2,
} as const

/** Three jobs of one run. */
export const [a, b, c] = [entry('a'), entry('b'), entry('c')]

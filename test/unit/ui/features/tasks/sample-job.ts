import { JobId, NodeId, PageId, RunId, TaskId } from '../../../../../contract/model/ids.ts'
import { plain } from '../../../../../ui/engine/failures/classify-failure.ts'
import type { Job, JobState } from '../../../../../ui/engine/jobs/job.ts'
import { plainDetails } from '../../../../plain-details.ts'

interface Known {
  readonly id: string
  readonly run: string
  readonly source: string
  readonly state: JobState['name']
  readonly at: number
  readonly sentAt: number | null
  readonly variants: readonly string[]
}

/** A job of one square, as the window shows it. */
export function sampleJob(known: Partial<Known> = {}): Job {
  const { id = 'job-1', run = 'run-1', source = '1:2', state = 'generating', variants = [] } = known
  const bounds = { x: 0, y: 0, width: 400, height: 400 }
  return {
    plan: {
      id: JobId.parse(id),
      run: RunId.parse(run),
      source: { id: NodeId.parse(source), page: PageId.parse('0:1'), name: 'Poster', bounds },
      anchor: null,
      parts: [
        {
          target: { kind: 'ratio', ratio: '1:1' },
          size: { width: 400, height: 400 },
          name: 'Poster · 1:1',
          focalPoint: { x: 0.5, y: 0.5 },
          format: 'PNG',
          into: null,
          swaps: null,
        },
      ],
      ratio: '1:1',
      resolution: '1K',
      prompt: 'A print',
      details: plainDetails,
      price: 0.03,
    },
    state: stateOf(state),
    isNew: true,
    at: known.at ?? 1,
    sentAt: known.sentAt ?? null,
    endedAt: null,
    submission: { state: 'created', at: 1, task: TaskId.parse('tk-1') },
    isKept: true,
    variants: variants.map((each) => NodeId.parse(each)),
    picture: null,
    remark: null,
  }
}

function stateOf(name: JobState['name']): JobState {
  return name === 'failed' ? { name, failure: plain('refused', 'new-task') } : { name }
}

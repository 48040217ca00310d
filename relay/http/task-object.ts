import type { RelayDetails } from '../../contract/hiapi/relay/relay-task.ts'
import type { Derivations } from '../orders/derive.ts'
import { dollarsOf } from '../orders/price.ts'
import type { TaskRow } from '../store/task-row.ts'

const hour = 3_600_000

/** HiAPI's word for each state of the relay: https://docs.hiapi.ai/async-api/detail/ */
const words: Readonly<Record<TaskRow['state'], string>> = {
  waiting: 'queued',
  submitting: 'queued',
  running: 'handling',
  archiving: 'archiving',
  success: 'success',
  fail: 'fail',
}

export interface TaskObjectContext {
  readonly derive: Derivations
  /** The origin by which the member called, because the plugin's allow-list has only that one. */
  readonly origin: string
  readonly now: number
  /** How many tasks come before a waiting one; null if not counted. */
  readonly position: number | null
}

/** A task as HiAPI would show it, with a field of the relay's own. */
export function taskObject(
  task: TaskRow,
  { derive, origin, now, position }: TaskObjectContext,
): Readonly<Record<string, unknown>> {
  const { output, error, sending, asked } = task
  const details: RelayDetails = {
    state: task.state,
    hiapiTaskId: task.upstreamId,
    position: task.state === 'waiting' ? position : null,
    resolution:
      sending !== null && sending.resolution !== asked.resolution ? sending.resolution : null,
    price: dollarsOf(sending?.price ?? task.price),
  }
  return {
    taskId: task.id,
    model: sending?.model ?? asked.model,
    status:
      task.upstreamStatus === 'queued' && task.state === 'running' ? 'queued' : words[task.state],
    created: seconds(task.created),
    completed: seconds(task.completed),
    ...(task.state === 'success' && output !== null
      ? { output: [outputOf(task, output, { derive, origin, now })] }
      : {}),
    ...(task.state === 'fail' ? { error } : {}),
    relay: details,
  }
}

function outputOf(
  { id }: TaskRow,
  output: NonNullable<TaskRow['output']>,
  { derive, origin, now }: Pick<TaskObjectContext, 'derive' | 'origin' | 'now'>,
) {
  const expireAt = output.expires === null ? null : seconds(output.expires)
  if (output.key === null) return { url: output.url, type: 'image', ...(expireAt && { expireAt }) }
  // The address stays the same for an hour, and is valid for a day more.
  const until = seconds(Math.ceil((now + 1) / hour) * hour + 24 * hour)
  const mac = derive.mac('out', id, '0', String(until))
  const extension = (output.type ?? 'image/png').replace('image/', '').replace('jpeg', 'jpg')
  return { url: `${origin}/o/${id}/0/${until}/${mac}.${extension}`, type: 'image', expireAt: until }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}

import type { TaskFault } from './faults.ts'
import type { Recipe } from './validate.ts'

/** A task: what was ordered, and when it passes from state to state. */
export type Task = {
  id: string
  /** The API key that owns it: for every other key it does not exist. */
  owner: string
  recipe: Recipe
  /** How often the same was ordered before: each time another picture is drawn. */
  take: number
  idempotencyKey: string | undefined
  fate: TaskFault | undefined
  createdAt: number
  handlingAt: number
  archivingAt: number
  /** Infinity for a task that is stuck. */
  endsAt: number
  /** Counts the addresses given out; only the newest opens an expired picture again. */
  issue: number
  /** Addresses below this issue answer 403. */
  expiredBelow: number
  expiresAt: number
}

export type Status = 'queued' | 'handling' | 'archiving' | 'success' | 'fail'

/** States are derived from the time, so that the core needs no timers. */
export function statusAt(task: Task, now: number): Status {
  if (now < task.handlingAt) return 'queued'
  if (now >= task.endsAt) return task.fate?.kind === 'fails' ? 'fail' : 'success'
  return now < task.archivingAt ? 'handling' : 'archiving'
}

/** The task object of the contract, as GET, the list and the webhook give it. */
export function taskRow(task: Task, now: number, pictureUrl: string) {
  const status = statusAt(task, now)
  const ended = status === 'success' || status === 'fail'
  return {
    taskId: task.id,
    model: task.recipe.model,
    status: task.fate?.kind === 'status-words' ? (task.fate.words[status] ?? status) : status,
    created: seconds(task.createdAt),
    completed: ended ? seconds(task.endsAt) : 0,
    storage: task.recipe.storage,
    ...(status === 'success' && output(task, pictureUrl)),
    ...(status === 'fail' && { error: failure(task.fate) }),
  }
}

function output(task: Task, url: string) {
  const image = { url, type: 'image', expireAt: seconds(task.expiresAt) }
  const shape = task.fate?.kind === 'output' ? task.fate.shape : undefined
  if (shape === 'missing') return {}
  if (shape === 'empty') return { output: [] }
  if (shape === 'malformed') {
    return { output: [null, 'image', { type: 'image' }, { ...image, url: 42 }] }
  }
  if (shape === 'mixed') {
    const thumbnail = { ...image, type: 'thumbnail', url: url.replace('/0.png', '/thumbnail.png') }
    return { output: [thumbnail, null, { type: 'image' }, image] }
  }
  return { output: [image] }
}

function failure(fate: TaskFault | undefined) {
  const { code, message, shape } = fate?.kind === 'fails' ? fate : {}
  const text = message ?? 'The model could not make this picture.'
  return shape === 'string' ? text : { code: code ?? 'TASK_FAILED', message: text }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}

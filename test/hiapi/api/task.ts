import type { TaskFault } from '../faults/faults.ts'
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
  /** Why a hosted reference could not be had: the task fails of it. */
  lacks: string | undefined
  createdAt: number
  handlingAt: number
  /** How long it is worked on, from when all that it needs is there. */
  lasts: { handling: number; archiving: number }
  archivingAt: number
  /** Infinity for a task that is stuck, or whose hosted references are still fetched. */
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
  if (now >= task.endsAt) return hasFailed(task) ? 'fail' : 'success'
  return now < task.archivingAt ? 'handling' : 'archiving'
}

/** Sets when a task that has all it needs passes on, and how long its picture is kept then. */
export function work(task: Task, from: number, keptMs: number) {
  task.archivingAt = from + task.lasts.handling
  task.endsAt = task.archivingAt + task.lasts.archiving
  task.expiresAt = task.endsAt + keptMs
}

const hasFailed = ({ fate, lacks }: Task) => lacks !== undefined || fate?.kind === 'fails'

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
    ...(status === 'fail' && { error: failure(task) }),
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

function failure({ fate, lacks }: Task) {
  if (lacks !== undefined) return { code: 'TASK_FAILED', message: lacks }
  const { code, message, shape } = fate?.kind === 'fails' ? fate : {}
  const text = message ?? 'The model could not make this picture.'
  return shape === 'string' ? text : { code: code ?? 'TASK_FAILED', message: text }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}

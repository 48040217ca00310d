import * as z from 'zod/mini'
import { TaskId } from '../model/ids.ts'
import { pictureAddress } from './picture-address.ts'
import { readErrorText } from './server-message.ts'

/**
 * HiAPI's answers, as documented at https://docs.hiapi.ai/async-api/. Only an id, a status and an address
 * have to be right. Everything else may be missing, odd, or of another type.
 */

/** The state of a task, in our own words. */
export type TaskStatus = 'queued' | 'generating' | 'saving' | 'succeeded' | 'failed'

/**
 * The API's status words (and, marked, those seen only in its blog). An unknown word counts as still
 * running, as in HiAPI's own SDK, unless other fields show that the task has ended.
 */
const statusWords: ReadonlyMap<string, TaskStatus> = new Map([
  ['queued', 'queued'],
  ['handling', 'generating'],
  ['archiving', 'saving'],
  ['success', 'succeeded'],
  ['fail', 'failed'],
  // Blog only.
  ['pending', 'queued'],
  ['succeeded', 'succeeded'],
  ['completed', 'succeeded'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['timeout', 'failed'],
  ['cancelled', 'failed'],
])

/** An id, which may also be a number. */
const Id = z.pipe(
  z.union([z.string(), z.number()]),
  z.pipe(
    z.transform((id: string | number) => String(id)),
    TaskId,
  ),
)

const TaskObject = z.object({
  taskId: Id,
  status: z.string(),
  /** Unix seconds, or an ISO date. */
  created: z.optional(z.unknown()),
  /** The same; 0 or missing until it has ended. */
  completed: z.optional(z.unknown()),
  output: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
  relay: z.optional(z.unknown()),
})

/** The part of a relay's task that names HiAPI's own task. */
const OfRelay = z.object({ hiapiTaskId: z.nullable(z.string()) })

export interface Task {
  readonly id: TaskId
  /** HiAPI's own id. Through a relay, it differs from `id`, and is null until HiAPI has the task. */
  readonly hiapiId: string | null
  readonly status: TaskStatus
  /** When the API created it, in milliseconds since 1970 by its clock; null if unknown. */
  readonly created: number | null
  /** When it ended, as for `created`; null if it has not, or if that is unknown. */
  readonly completed: number | null
  /** The address of the picture; null before the task succeeds, or if it succeeded without one. */
  readonly pictureUrl: string | null
  /** Until when the API keeps the picture, as for `created`; null if unknown. */
  readonly expires: number | null
  /** Why it failed: the API's code, and its words, readable and without secrets. */
  readonly error: { readonly code: string | null; readonly message: string | null } | null
}

/**
 * Reads a task object; null if it is none.
 *
 * @param secrets what the task's words may not contain
 */
export function readTask(value: unknown, secrets: readonly string[]): Task | null {
  const decoded = TaskObject.safeParse(value)
  if (!decoded.success) return null
  const { taskId, status, created, completed, output, error, relay } = decoded.data
  if (holdsSecret(taskId, secrets)) return null
  const { code, words } = readErrorText(error, secrets)
  const hasError = words !== null || (code !== null && code !== '0')
  const pictureUrl = pictureAddress(output)
  const ended = timeOf(completed) ?? 0
  const endTime = ended > 0 ? ended : null
  return {
    id: taskId,
    hiapiId: hiapiIdOf(relay, taskId, secrets),
    status: statusOf(status, {
      isCompleted: endTime !== null,
      hasError,
      hasPicture: pictureUrl !== null,
    }),
    created: timeOf(created),
    completed: endTime,
    pictureUrl,
    expires: timeOf(expiryOf(output)),
    error: hasError ? { code, message: words } : null,
  }
}

function hiapiIdOf(relay: unknown, own: string, secrets: readonly string[]): string | null {
  const id = OfRelay.safeParse(relay).data?.hiapiTaskId
  if (id === undefined) return own
  return id !== null && holdsSecret(id, secrets) ? null : id
}

interface Signs {
  readonly isCompleted: boolean
  readonly hasError: boolean
  readonly hasPicture: boolean
}

/** Other fields that show an end count more than the status word. */
function statusOf(word: string, { isCompleted, hasError, hasPicture }: Signs): TaskStatus {
  const status = statusWords.get(word.trim().toLowerCase()) ?? 'generating'
  if (status === 'succeeded' || status === 'failed') return status
  if (isCompleted) return hasPicture ? 'succeeded' : 'failed'
  return hasError && !hasPicture ? 'failed' : status
}

/** Milliseconds since 1970, from Unix seconds (also in digits) or an ISO date. */
function timeOf(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
  const time =
    typeof seconds === 'number'
      ? seconds * 1000
      : typeof value === 'string'
        ? Date.parse(value)
        : Number.NaN
  return Number.isFinite(time) ? time : null
}

const Expiring = z.object({ expireAt: z.optional(z.unknown()) })

/** When the first output expires, as it says itself. */
function expiryOf(output: unknown): unknown {
  return Expiring.safeParse(Array.isArray(output) ? output[0] : output).data?.expireAt
}

/** Ids are stored in the file, so one that contains the key is refused. */
function holdsSecret(id: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => secret !== '' && id.includes(secret))
}

const Created = z.object({ taskId: Id })

/** The id of the task that a create made, from the answer's `data`; null if there is none. */
export function readCreated(data: unknown, secrets: readonly string[]): TaskId | null {
  const id = Created.safeParse(data).data?.taskId
  return id === undefined || holdsSecret(id, secrets) ? null : id
}

const TaskList = z.object({ tasks: z.nullable(z.array(z.unknown())) })

/** The rows of a list, from the answer's `data`; null if it is no list. A new account has null rows. */
export function readRows(data: unknown): readonly unknown[] | null {
  const decoded = TaskList.safeParse(data)
  return decoded.success ? (decoded.data.tasks ?? []) : null
}

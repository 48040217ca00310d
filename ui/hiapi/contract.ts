import * as z from 'zod/mini'
import { TaskId } from '../../plugin/protocol/ids.ts'

/**
 * What HiAPI answers, as documented at https://docs.hiapi.ai/async-api/. Fields that we don't use
 * are not named, and unknown ones are let pass: an answer may grow.
 */

/** Where a task stands, in our own words. */
export type TaskStatus = 'queued' | 'generating' | 'saving' | 'succeeded' | 'failed'

/**
 * The API's status words (and, marked, those seen only in its blog). A word that is not here counts
 * as still running, as it does in HiAPI's own SDK: the deadline ends the wait, not a new word.
 */
const statusWords: Readonly<Record<string, TaskStatus>> = {
  queued: 'queued',
  handling: 'generating',
  archiving: 'saving',
  success: 'succeeded',
  fail: 'failed',
  // Blog only.
  pending: 'queued',
  succeeded: 'succeeded',
  completed: 'succeeded',
  failed: 'failed',
  error: 'failed',
  timeout: 'failed',
  cancelled: 'failed',
}

const Output = z.object({ url: z.string(), type: z.string() })

const TaskError = z.union([
  z.object({ code: z.optional(z.string()), message: z.optional(z.string()) }),
  z.string(),
])

const TaskObject = z.object({
  taskId: TaskId,
  status: z.string(),
  /** Unix seconds. */
  created: z.optional(z.number()),
  output: z.optional(z.nullable(z.array(z.unknown()))),
  error: z.optional(z.nullable(TaskError)),
})

/** A task as the rest of the window knows it. */
export interface Task {
  readonly id: TaskId
  readonly status: TaskStatus
  /** When it was created by the API's clock, milliseconds since 1970; null where it doesn't say. */
  readonly created: number | null
  /** Address of the picture; null until the task succeeded, or where it succeeded without one. */
  readonly pictureUrl: string | null
  /** Why it failed, in the API's words. */
  readonly error: { readonly code: string | null; readonly message: string | null } | null
}

/** Reads a task object; null when it is none. */
export function readTask(value: unknown): Task | null {
  const decoded = TaskObject.safeParse(value)
  if (!decoded.success) return null
  const { taskId, status, created, output, error } = decoded.data
  return {
    id: taskId,
    status: statusWords[status.toLowerCase()] ?? 'generating',
    created: created === undefined ? null : created * 1000,
    pictureUrl: firstPicture(output ?? []),
    error: error === null || error === undefined ? null : readTaskError(error),
  }
}

/** Outputs may be mixed and malformed; the first usable picture counts. */
function firstPicture(outputs: readonly unknown[]): string | null {
  for (const candidate of outputs) {
    const output = Output.safeParse(candidate)
    if (output.success && output.data.type === 'image' && isHttp(output.data.url)) {
      return output.data.url
    }
  }
  return null
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function readTaskError(error: z.output<typeof TaskError>): Task['error'] {
  if (typeof error === 'string') return { code: null, message: error }
  return { code: error.code ?? null, message: error.message ?? null }
}

/** The `data` of a successful create. */
export const Created = z.object({ taskId: TaskId })

/** The `data` of a list. */
export const TaskList = z.object({ tasks: z.array(z.unknown()) })

/**
 * Both envelopes in which an answer may come: the documented one, and the gateway's in front of it.
 */
export const Envelope = z.object({
  code: z.optional(z.union([z.number(), z.string()])),
  message: z.optional(z.nullable(z.string())),
  error_code: z.optional(z.nullable(z.string())),
  data: z.optional(z.unknown()),
  error: z.optional(
    z.nullable(
      z.object({
        code: z.optional(z.nullable(z.string())),
        type: z.optional(z.nullable(z.string())),
        message: z.optional(z.nullable(z.string())),
        request_id: z.optional(z.nullable(z.string())),
      }),
    ),
  ),
})
export type Envelope = z.output<typeof Envelope>

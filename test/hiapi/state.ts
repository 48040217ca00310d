import * as z from 'zod/mini'
import { countBy, mostAtOnce, mostInAMinute } from './counts.ts'
import type { HiapiServer } from './server.ts'
import { statusAt } from './api/task.ts'

/** What a HiAPI in a process of its own tells of itself. Times in milliseconds since 1970. */
export const State = z.object({
  tasks: z.array(
    z.object({
      id: z.string(),
      /** The idempotency key; empty where the order had none. */
      key: z.string(),
      status: z.string(),
      createdAt: z.number(),
      /** null while it is not known. */
      endsAt: z.nullable(z.number()),
    }),
  ),
  /** How many tasks each idempotency key has made: never more than one. */
  tasksByKey: z.record(z.string(), z.number()),
  mostTasksAtOnce: z.number(),
  requests: z.array(z.object({ op: z.string(), at: z.number(), status: z.number() })),
  requestsByOp: z.record(z.string(), z.number()),
  /** Of the API's own requests: creates and looks. */
  mostRequestsInAMinute: z.number(),
  /** Create calls that were answered with the task of an earlier one. */
  replays: z.number(),
  fetched: z.array(
    z.object({
      task: z.string(),
      url: z.string(),
      method: z.string(),
      at: z.number(),
      status: z.number(),
      bytes: z.number(),
    }),
  ),
  told: z.array(
    z.object({
      task: z.string(),
      attempt: z.number(),
      at: z.number(),
      endedAt: z.number(),
      status: z.number(),
      fault: z.optional(z.string()),
    }),
  ),
})
export type State = z.infer<typeof State>

export function stateOf({ hiapi, fetched, told }: HiapiServer): State {
  const tasks = [...hiapi.tasks.values()]
  const calls = hiapi.requests.filter(({ op }) => op === 'create' || op === 'get' || op === 'list')
  const keyOf = ({ idempotencyKey = '' }: { idempotencyKey: string | undefined }) => idempotencyKey
  return {
    tasks: tasks.map((task) => ({
      id: task.id,
      key: keyOf(task),
      status: statusAt(task, hiapi.now()),
      createdAt: task.createdAt,
      endsAt: task.endsAt === Infinity ? null : task.endsAt,
    })),
    tasksByKey: Object.fromEntries(countBy(tasks, keyOf)),
    mostTasksAtOnce: mostAtOnce(tasks),
    requests: hiapi.requests.map(({ op, at, status }) => ({ op, at, status })),
    requestsByOp: Object.fromEntries(countBy(hiapi.requests, ({ op }) => op)),
    mostRequestsInAMinute: mostInAMinute(calls.map(({ at }) => at)),
    replays: hiapi.counters.replays,
    fetched: [...fetched],
    told: told.map(({ text: _, fault, ...rest }) => ({ ...rest, ...(fault && { fault }) })),
  }
}

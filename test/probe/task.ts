import * as z from 'zod/mini'
import { readTask, type Task } from '../../ui/hiapi/contract.ts'

/** A task, with the times that the plugin has no use for; seconds since 1970, null where not said. */
export interface TimedTask extends Task {
  readonly created: number | null
  readonly completed: number | null
  readonly expireAt: number | null
}

const Times = z.object({
  created: z.optional(z.number()),
  completed: z.optional(z.number()),
  output: z.optional(z.nullable(z.array(z.unknown()))),
})
const Expiring = z.object({ type: z.literal('image'), expireAt: z.number() })

/** Reads a task object; null when it is none. */
export function readTimedTask(value: unknown): TimedTask | null {
  const task = readTask(value)
  if (task === null) return null
  const times = Times.safeParse(value)
  const { created, completed, output } = times.success ? times.data : {}
  const expiring = (output ?? []).map((candidate) => Expiring.safeParse(candidate))
  return {
    ...task,
    created: created ?? null,
    // 0 until the task has ended
    completed: completed === undefined || completed === 0 ? null : completed,
    expireAt: expiring.find(({ success }) => success)?.data?.expireAt ?? null,
  }
}

import * as z from 'zod/mini'
import { readTask, type Task } from '../../../contract/hiapi/schemas.ts'

/** A task, with the times that the plugin has no use for; seconds since 1970, null where not said. */
export interface TimedTask extends Task {
  readonly created: number | null
  readonly completed: number | null
  readonly expireAt: number | null
}

const Times = z.object({ completed: z.optional(z.number()), output: z.optional(z.unknown()) })
const Expiring = z.object({ expireAt: z.number() })

/** Reads a task object; null when it is none. */
export function readTimedTask(value: unknown, secrets: readonly string[]): TimedTask | null {
  const task = readTask(value, secrets)
  if (task === null) return null
  const times = Times.safeParse(value)
  const { completed = 0, output } = times.success ? times.data : {}
  const outputs: readonly unknown[] = Array.isArray(output) ? output : []
  const expiring = outputs.map((candidate) => Expiring.safeParse(candidate))
  return {
    ...task,
    created: task.created === null ? null : task.created / 1000,
    // 0 until the task has ended
    completed: completed === 0 ? null : completed,
    expireAt: expiring.find(({ success }) => success)?.data?.expireAt ?? null,
  }
}

import * as z from 'zod/mini'
import { ReferenceMode, RelayState } from '../../contract/hiapi/relay/relay-task.ts'
import { Resolution } from '../../contract/model/target.ts'
import { Asked } from '../orders/order.ts'
import type { SqlRow } from './database.ts'
import { decodeRows, jsonText } from './rows.ts'

/** A picture of a finished task. */
export const StoredOutput = z.object({
  /** The key of its object; null for a picture that stays at HiAPI, because its host is not listed. */
  key: z.nullable(z.string()),
  /** Its address at HiAPI. */
  url: z.string(),
  type: z.nullable(z.string()),
  /** Milliseconds since 1970; null if unknown. */
  expires: z.nullable(z.number()),
})
export type StoredOutput = z.output<typeof StoredOutput>

export const TaskError = z.object({ code: z.string(), message: z.string() })
export type TaskError = z.output<typeof TaskError>

/** The choices about a body, made right before it is first sent. */
export const Sending = z.object({
  mode: ReferenceMode,
  /** The address of each reference; null for one that is sent within the body. */
  addresses: z.array(z.nullable(z.string())),
  model: z.string(),
  resolution: Resolution,
  /** The price of this resolution, where it is not the one that was ordered: less than what is reserved. */
  price: z.optional(z.number()),
  /** Empty for none. */
  callback: z.string(),
})
export type Sending = z.output<typeof Sending>

const TaskColumns = z.object({
  id: z.string(),
  member: z.string(),
  client_key: z.string(),
  asked_hash: z.string(),
  asked: jsonText(Asked),
  sending: z.nullable(jsonText(Sending)),
  body_hash: z.nullable(z.string()),
  upstream_key: z.string(),
  upstream_id: z.nullable(z.string()),
  state: RelayState,
  wake: z.number(),
  lease_by: z.nullable(z.string()),
  lease_until: z.number(),
  tries: z.number(),
  first_sent: z.nullable(z.number()),
  price: z.number(),
  month: z.string(),
  created: z.number(),
  completed: z.number(),
  upstream_status: z.nullable(z.string()),
  output: z.nullable(jsonText(StoredOutput)),
  error: z.nullable(jsonText(TaskError)),
  seq: z.number(),
})

/** A task and the work on it: times in milliseconds, money in micro-dollars. */
export type TaskRow = ReturnType<typeof rowOf>

function rowOf(columns: z.output<typeof TaskColumns>) {
  return {
    id: columns.id,
    member: columns.member,
    clientKey: columns.client_key,
    askedHash: columns.asked_hash,
    asked: columns.asked,
    sending: columns.sending,
    bodyHash: columns.body_hash,
    /** The idempotency key of the present body; another body has another key. */
    upstreamKey: columns.upstream_key,
    upstreamId: columns.upstream_id,
    state: columns.state,
    /** When the task is due next. */
    wake: columns.wake,
    leaseBy: columns.lease_by,
    leaseUntil: columns.lease_until,
    tries: columns.tries,
    firstSent: columns.first_sent,
    price: columns.price,
    month: columns.month,
    created: columns.created,
    completed: columns.completed,
    upstreamStatus: columns.upstream_status,
    output: columns.output,
    error: columns.error,
    seq: columns.seq,
  }
}

export const taskColumns = Object.keys(TaskColumns.shape).join(', ')

export function readTasks(rows: readonly SqlRow[]): TaskRow[] {
  return decodeRows(TaskColumns, rows).map(rowOf)
}

import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { namesOf } from '../../../contract/hiapi/models/models.ts'
import type { TaskId } from '../../../contract/model/ids.ts'
import { readCreated } from '../../../contract/hiapi/schemas.ts'
import type { HiApiError } from '../../../contract/hiapi/errors.ts'
import { waitBefore } from '../../../contract/hiapi/retries/retry-timing.ts'
import { call, type Called, errorText } from '../api.ts'
import type { ProbeParts } from '../parts.ts'
import type { Purse } from './purse.ts'

/** A create is sent this often at most, however little it costs. */
const tries = 4

/** What the server found wrong with an order, as far as its words tell. */
export type RefusedPart = 'model' | 'reference' | 'other'

/** What became of an order. `unknown`: there may be a task, and nobody can say which. */
export type Ordered =
  | { readonly state: 'created'; readonly id: TaskId; readonly sentAt: number }
  | { readonly state: 'refused'; readonly of: RefusedPart; readonly why: string }
  | { readonly state: 'not-sent'; readonly why: string }
  | { readonly state: 'unknown'; readonly why: string }

/** Orders one picture; what is sent again is the very same request, under the same key. */
export async function order(
  parts: ProbeParts,
  purse: Purse,
  body: string,
  idempotencyKey: string,
): Promise<Ordered> {
  const { clock, print } = parts
  const sentAt = clock.now()
  let why: string | null = null
  print(`Idempotency-Key of the next picture: ${idempotencyKey}`)
  for (let attempt = 0; attempt < tries; attempt++) {
    if (!purse.take()) break
    const called = await call(parts, 'tasks', readCreated, { body, idempotencyKey })
    if (madeNothing(called)) purse.giveBack()
    if (called.answered && 'data' in called) {
      print(`Task: ${called.data}`)
      return { state: 'created', id: called.data, sentAt }
    } else if (!called.answered) {
      why ??= called.why
    } else if (isRefused(called)) {
      return { state: 'refused', of: partOf(called.error), why: errorText(called) }
    } else {
      why ??= errorText(called)
    }
    const asked = called.answered && 'error' in called ? called.error.retryAfter : null
    await clock.sleep(waitBefore(attempt, asked, 0))
  }
  return why === null
    ? { state: 'not-sent', why: 'the pictures that may be paid for were used up' }
    : { state: 'unknown', why }
}

/**
 * Whether it is certain that the request made no task: it was refused, by the same rule as in the
 * plugin, or it was answered with the task of an earlier one.
 */
function madeNothing(called: Called<TaskId>): boolean {
  if (!called.answered) return false
  if (called.headers.get('idempotent-replay') === 'true') return true
  return 'error' in called && !called.error.mayExist
}

/** Refused for good: not for being too early, like a 429, or a 409 while the first is in flight. */
function isRefused(called: Extract<Called<TaskId>, { readonly error: HiApiError }>): boolean {
  return madeNothing(called) && !called.error.mayRetry
}

function partOf({ kind, words }: HiApiError): RefusedPart {
  if (kind === 'model-refused') return 'model'
  if (kind !== 'refused' || words === null) return 'other'
  if (namesOf(gptImage2).some((name) => words.includes(name))) return 'model'
  return /url|image|reference|data/i.test(words) ? 'reference' : 'other'
}

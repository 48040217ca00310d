import { IdempotencyKey, type JobId } from '../../../contract/model/ids.ts'

/**
 * The idempotency key of a job's POST. It belongs to the job and its exact body: a deliberate change of the
 * body changes the suffix.
 *
 * @param attempt 1, and one more for each new task
 */
export function keyOf(job: JobId, attempt: number): IdempotencyKey {
  return IdempotencyKey.parse(`restage-${job}-${String(attempt)}`)
}

/**
 * The key of the next attempt. Derived from the key alone, so that two windows of one file, unaware of each
 * other, get the same one.
 */
export function nextKey(job: JobId, key: IdempotencyKey): IdempotencyKey {
  const rest = key.slice(`restage-${job}-`.length)
  return keyOf(job, (Number.parseInt(rest, 10) || 0) + 1)
}

export const hour = 3_600_000

/**
 * HiAPI keeps an idempotency key for about 24 hours (https://docs.hiapi.ai/async-api/create/). One hour
 * less, because "about" and two clocks leave doubt.
 */
export const keyLifetime = 23 * hour

import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { Clock } from '../../lib/clock.ts'
import {
  carefulStart,
  type ConcurrencyLimit,
  createConcurrencyLimit,
} from '../polling/concurrency-limit.ts'

/**
 * How many tasks may run at once: at HiAPI careful steps up to its limit, at a relay all that it takes,
 * because it has a queue of its own.
 *
 * @param most at HiAPI
 */
export function createSlots(
  clock: Clock,
  most: number,
): (relay: Pick<RelayInfo, 'tasks'> | null) => ConcurrencyLimit {
  const plain = createConcurrencyLimit(clock, { start: carefulStart, most })
  const byNumber = new Map<number, ConcurrencyLimit>()
  return (relay) => {
    if (relay === null) return plain
    const { atOnce } = relay.tasks
    const known = byNumber.get(atOnce)
    const limit = known ?? createConcurrencyLimit(clock, { start: atOnce, most: atOnce })
    byNumber.set(atOnce, limit)
    return limit
  }
}

import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { Clock } from '../../lib/clock.ts'
import {
  carefulStart,
  type ConcurrencyLimit,
  createConcurrencyLimit,
} from '../polling/concurrency-limit.ts'

/**
 * How many tasks may run at once. At HiAPI the number climbs carefully to its limit. A relay has its own
 * queue, so it gets as many as it accepts.
 *
 * @param most the limit at HiAPI
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

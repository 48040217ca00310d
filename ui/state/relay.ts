import { type ReadonlySignal, signal } from '@preact/signals'
import type { RelayInfo } from '../../contract/hiapi/relay/relay-info.ts'
import type { RelayLink } from '../services/relay/relay-link.ts'

/** What the relay at the API address reports about itself; null for plain HiAPI. */
export type RelayState = ReadonlySignal<RelayInfo | null>

export function createRelayState(link: Pick<RelayLink, 'current' | 'subscribe'>): RelayState {
  const info = signal(link.current())
  link.subscribe(() => {
    info.value = link.current()
  })
  return info
}

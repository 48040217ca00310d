import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import { HiApiError } from '../../../contract/hiapi/errors.ts'
import { isHiapi } from '../../../contract/hiapi/endpoint.ts'
import { createListeners } from '../../lib/listeners.ts'
import type { Account, Transport } from '../hiapi/transport.ts'
import { discover } from './discover.ts'

/** What is known of the relay at the API address. Plain HiAPI is never asked for one. */
export interface RelayLink {
  /** The relay's description of itself; null if there is no relay, or if that is not known yet. */
  current(): RelayInfo | null
  /** As `current`, once it is known. If the address does not answer, the next call asks again. */
  known(): Promise<RelayInfo | null>
  /** Why it is not known whether there is a relay; null if it is known. */
  doubt(): HiApiError | null
  /** Asks the address now. */
  look(): Promise<void>
  /** Applies what the relay has reported since. */
  update(change: (info: RelayInfo) => Partial<RelayInfo>): void
  /** Returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void
}

interface LinkParts {
  readonly transport: Pick<Transport, 'send'>
  readonly account: () => Account
}

/** What an account has found at its address: a relay, or null for none. */
interface Found {
  readonly account: Account
  readonly info: RelayInfo | null
}

export function createRelayLink({ transport, account }: LinkParts): RelayLink {
  const listeners = createListeners()
  let found: Found | null = null
  /** Why the last question was not answered. */
  let unanswered: { readonly account: Account; readonly error: HiApiError } | null = null
  let asking: { readonly account: Account; readonly done: Promise<void> } | null = null

  const isPresent = (other: Account) => isSame(other, account())

  function set(next: Found): void {
    found = next
    listeners.notifyAll()
  }

  async function ask(asked: Account): Promise<void> {
    try {
      const info = await discover(transport, asked, new AbortController().signal)
      // If a relay is known here, another answer comes from a server before it.
      if (isPresent(asked) && (info ?? current()) === info) set({ account: asked, info })
    } catch (error) {
      // The last description still counts; the next request reports the error.
      if (!(error instanceof HiApiError)) throw error
      unanswered = { account: asked, error }
    } finally {
      if (asking?.account === asked) asking = null
    }
  }

  function look(): Promise<void> {
    const { apiAddress, apiKey } = account()
    // The account has changed, so what was found for the other no longer counts.
    if (found !== null && !isPresent(found.account)) listeners.notifyAll()
    if (isHiapi(apiAddress) || apiKey === '') return Promise.resolve()
    if (asking !== null && isPresent(asking.account)) return asking.done
    const asked = { apiAddress, apiKey }
    const done = ask(asked)
    asking = { account: asked, done }
    return done
  }

  const current = () => (found !== null && isPresent(found.account) ? found.info : null)

  return {
    current,
    async known() {
      if (found === null || !isPresent(found.account)) await look()
      return current()
    },
    doubt() {
      const isKnown = found !== null && isPresent(found.account)
      return isKnown || !unanswered || !isPresent(unanswered.account) ? null : unanswered.error
    },
    look,
    update(change) {
      const info = current()
      if (found !== null && info !== null) set({ ...found, info: { ...info, ...change(info) } })
    },
    subscribe: listeners.subscribe,
  }
}

/** A mark of a relay's member and of HiAPI's account behind the relay. A new token changes neither. */
export function memberOf({ account, member }: RelayInfo): string {
  return `${account}-${member.id}`
}

function isSame(one: Account, other: Account): boolean {
  return one.apiAddress === other.apiAddress && one.apiKey === other.apiKey
}

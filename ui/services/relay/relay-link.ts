import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import { HiApiError } from '../../../contract/hiapi/errors.ts'
import { isHiapi } from '../../../contract/hiapi/endpoint.ts'
import { createListeners } from '../../lib/listeners.ts'
import type { Account, Transport } from '../hiapi/transport.ts'
import { discover } from './discover.ts'

/** What is known of the relay at the API address. Plain HiAPI has none, and is never asked for one. */
export interface RelayLink {
  /** What the relay says of itself; null if there is none, or if that is not known yet. */
  current(): RelayInfo | null
  /** The same, once it is known. If the address does not answer, it is asked again by the next call. */
  known(): Promise<RelayInfo | null>
  /** Asks now. */
  look(): Promise<void>
  /** Takes over what the relay has told since. */
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
  let asking: { readonly account: Account; readonly done: Promise<void> } | null = null

  const isPresent = (other: Account) => isSame(other, account())

  function set(next: Found): void {
    found = next
    listeners.tell()
  }

  async function ask(asked: Account): Promise<void> {
    try {
      const info = await discover(transport, asked, new AbortController().signal)
      // Where a relay has been, another answer comes from something before it.
      if (isPresent(asked) && (info ?? current()) === info) set({ account: asked, info })
    } catch (error) {
      // What it said before still counts; a request that follows has the reason.
      if (!(error instanceof HiApiError)) throw error
    } finally {
      if (asking?.account === asked) asking = null
    }
  }

  function look(): Promise<void> {
    const { apiAddress, apiKey } = account()
    // What was found counts no longer.
    if (found !== null && !isPresent(found.account)) listeners.tell()
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
    look,
    update(change) {
      const info = current()
      if (found !== null && info !== null) set({ ...found, info: { ...info, ...change(info) } })
    },
    subscribe: listeners.subscribe,
  }
}

/** Marks a member of a relay, and HiAPI's account behind it: a new token changes neither. */
export function memberOf({ account, member }: RelayInfo): string {
  return `${account}-${member.id}`
}

function isSame(one: Account, other: Account): boolean {
  return one.apiAddress === other.apiAddress && one.apiKey === other.apiKey
}

import type { Log } from '../log.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import type { Derivations } from '../orders/derive.ts'
import type { PriceTable } from '../orders/price.ts'
import type { Settings } from '../settings.ts'
import type { Database } from '../store/database.ts'
import type { Upstream } from '../upstream/client.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { ReachKeeper } from './reach-keeper.ts'

/** What all work on tasks needs. */
export interface WorkParts {
  readonly database: Database
  readonly objects: ObjectStore
  readonly upstream: Upstream
  readonly derive: Derivations
  readonly reach: ReachKeeper
  readonly lifetimes: Lifetimes
  readonly settings: Settings
  readonly log: Log
  readonly prices: () => PriceTable
  /** Fetches pictures; their hosts never get a key. */
  readonly fetch: typeof fetch
  /** From 0 to 1. */
  readonly random: () => number
  /** The name of this relay among those of its database. */
  readonly relay: string
}

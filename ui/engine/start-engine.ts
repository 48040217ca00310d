import type { PluginClient } from '../../contract/protocol/client.ts'
import type { Settings } from '../../contract/model/client-storage/settings.ts'
import type { Clock } from '../lib/clock.ts'
import { type RateLimiter, createRateLimiter } from '../services/hiapi/rate-limiter.ts'
import { type Client, createClient } from '../services/hiapi/client.ts'
import type { RelayInfo } from '../../contract/hiapi/relay/relay-info.ts'
import { discover } from '../services/relay/discover.ts'
import { type Account, createTransport } from '../services/hiapi/transport.ts'
import { createRelayClient } from '../services/relay/relay-client.ts'
import { createRelayLink, type RelayLink } from '../services/relay/relay-link.ts'
import { createRelayNews } from '../services/relay/relay-news.ts'
import { createUploads } from '../services/references/uploads.ts'
import type { Network } from '../services/hiapi/connectivity.ts'
import type { Pixels } from '../services/images/image-codec.ts'
import { formatOf } from '../catalog/targets/export-format.ts'
import { priceOf, shippedPrices } from '../../contract/hiapi/models/prices.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import { createPoller } from '../services/polling/poller.ts'
import type { PlanParts } from './planning/plan-jobs.ts'
import { type References, createReferences } from '../services/references/references.ts'

/** What the engine depends on: the plugin half, the network, the canvas, time and chance. */
export interface World {
  readonly plugin: PluginClient
  readonly clock: Clock
  readonly pixels: Pixels
  readonly fetch: typeof fetch
  readonly network: Network
  /** From 0 to 1. */
  readonly random: () => number
  /** A new id at each call: 128 random bits, so that no two windows make the same one. */
  readonly newId: () => string
  /** Read at each use, because they change. */
  readonly settings: { get(): Settings; set(next: Settings): void }
  /** The rate limiter for requests; by default one with HiAPI's documented limit. */
  readonly rateLimiter?: RateLimiter
  /** What a picture costs; by default the prices that ship with Restage. */
  readonly price?: PlanParts['price']
}

export interface Started {
  readonly engine: Engine
  readonly client: Client
  readonly references: References
  readonly relay: RelayLink
  /** Asks for the relay at an address that is not saved yet. */
  readonly discover: (account: Account, signal: AbortSignal) => Promise<RelayInfo | null>
}

/** Assembles the engine, for the window and for every test of the whole engine. */
export function startEngine(world: World): Started {
  const { plugin, clock, random, settings } = world
  const shared = { ...world, rateLimiter: world.rateLimiter ?? createRateLimiter(clock, random) }
  const connected = { ...shared, account: () => settings.get() }
  const transport = createTransport(connected)
  const client = createClient(connected, transport)
  const relay = createRelayLink({ ...connected, transport })
  const relayClient = createRelayClient({ ...shared, transport })
  const news = createRelayNews({ ...shared, link: relay, client: relayClient })
  const references = createReferences(plugin, world.pixels, {
    link: relay,
    uploads: createUploads(relayClient),
  })
  const engine = createEngine({
    ...shared,
    price: world.price ?? (({ resolution }, model) => priceOf(model, resolution, shippedPrices)),
    formatOf,
    client,
    poller: createPoller({ ...shared, client, news }),
    relay,
    stopAtRelay: (task) => relayClient.stop(task),
    references,
    settings: () => settings.get(),
    onModel: (model) => {
      const next = { ...settings.get(), model }
      settings.set(next)
      plugin.call('saveSettings', { settings: next }).catch((error: unknown) => {
        console.warn('The name of the model was not kept, and will be found out again.', error)
      })
    },
  })
  return {
    engine,
    client,
    references,
    relay,
    discover: (account, signal) => discover(transport, account, signal),
  }
}

import type { PluginClient } from '../../contract/protocol/client.ts'
import type { Settings } from '../../contract/model/client-storage/settings.ts'
import type { Clock } from '../lib/clock.ts'
import { type RateLimiter, createRateLimiter } from '../services/hiapi/rate-limiter.ts'
import { type Client, createClient } from '../services/hiapi/client.ts'
import type { Network } from '../services/hiapi/connectivity.ts'
import type { Pixels } from '../services/images/image-codec.ts'
import { formatOf } from '../catalog/targets/export-format.ts'
import { priceOf, shippedPrices } from '../catalog/models/prices.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import { createPoller } from '../services/polling/poller.ts'
import type { PlanParts } from './planning/plan-jobs.ts'
import { type References, createReferences } from '../services/references/references.ts'

/** The world around the engine: the plugin half, the network, the canvas, time and chance. */
export interface World {
  readonly caller: PluginClient
  readonly clock: Clock
  readonly pixels: Pixels
  readonly fetch: typeof fetch
  readonly network: Network
  /** From 0 to 1. */
  readonly random: () => number
  /** A new id at each call: 128 random bits, so that no two windows ever make the same. */
  readonly newId: () => string
  /** As they are now: read at the time of use. */
  readonly settings: { get(): Settings; set(next: Settings): void }
  /** The allowance of requests; HiAPI's documented one where left out. */
  readonly rateLimiter?: RateLimiter
  /** What a picture costs; the prices that ship with Restage where left out. */
  readonly price?: PlanParts['price']
}

/** What the window works with. */
export interface Started {
  readonly engine: Engine
  readonly client: Client
  readonly references: References
}

/** Puts the engine together, as the window and every test of the whole run it. */
export function startEngine(world: World): Started {
  const { caller, clock, random, settings } = world
  const shared = { ...world, rateLimiter: world.rateLimiter ?? createRateLimiter(clock, random) }
  const client = createClient({ ...shared, account: () => settings.get() })
  const references = createReferences(caller, world.pixels)
  const engine = createEngine({
    ...shared,
    price: world.price ?? (({ resolution }, model) => priceOf(model, resolution, shippedPrices)),
    formatOf,
    client,
    poller: createPoller({ client, clock, random, rateLimiter: shared.rateLimiter }),
    references,
    settings: () => settings.get(),
    onModel: (model) => {
      const next = { ...settings.get(), model }
      settings.set(next)
      caller.call('saveSettings', { settings: next }).catch((error: unknown) => {
        console.warn('The name of the model was not kept, and will be found out again.', error)
      })
    },
  })
  return { engine, client, references }
}

import { startHiapi } from '../hiapi/server.ts'
import type { VirtualClock } from '../hiapi/virtual-clock.ts'
import { signingKey } from '../playground/relay.ts'
import { hiapiTasksOf, isThroughRelay, spawnRelayBetween } from '../relay/support/between.ts'
import { createFastClock } from '../sandbox/support/fast-clock.ts'
import { seeded } from '../seeded.ts'
import { loadQuickest } from '../host/env/quickest.ts'
import { createWorld, furnish, hiapiOptions, type World } from './world.ts'

/** How much faster the designer's time passes than the relay's, which is real. */
const times = 10

/** A world with a relay between the window and HiAPI, if `ENDURE_RELAY` says so. */
export function openWorld(): Promise<World> {
  return isThroughRelay ? openRelayWorld() : Promise.resolve(createWorld())
}

/** A relay is a process: its time can't be virtual. */
async function openRelayWorld(): Promise<World> {
  const random = seeded(1)
  const { queued, handling, archiving } = hiapiOptions.durations
  const server = await startHiapi({
    ...hiapiOptions,
    random,
    durations: {
      queued: queued / times,
      handling: [handling[0] / times, handling[1] / times],
      archiving: archiving / times,
    },
    webhook: { signingKey },
  })
  const relay = await spawnRelayBetween(server)
  return furnish({
    clock: passing(),
    random,
    hiapi: server.hiapi,
    loadEngine: loadQuickest,
    account: { apiKey: relay.token, apiAddress: relay.address },
    fetch,
    async hiapiNames() {
      const names = await hiapiTasksOf(relay)
      return (task) => names.get(task) ?? task
    },
    async close() {
      await relay.close()
      await server.close()
    },
  })
}

/** Time that passes by itself. */
function passing(): VirtualClock {
  const clock = createFastClock(times)
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    hold: (work) => work,
    advance: (ms) => clock.sleep(ms),
    run: (promise) => promise,
    pending: 0,
  }
}

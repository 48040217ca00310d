import { describe, expect, test } from 'vitest'
import { live } from '../../endure/live.ts'
import { expectOnePlaced, failureOf, generate } from '../support/earlier-window.ts'
import { retryFailed } from '../support/retry-failed.ts'
import { createRelayWorld } from '../support/world-with-relay.ts'

/** Such a world in which a job was killed as its order was answered. */
async function leftAtRelay() {
  const made = createRelayWorld()
  const { world, relay, set } = made
  set(relay.token)
  await live(world, generate(world), ({ kind }) => kind === 'POST answered')
  expect(world.hiapi.tasks.size).toBe(1)
  return made
}

describe('an order whose answer was lost, at a relay that does not answer as the plugin opens', () => {
  test('is no order of another key, and is found when the relay is back', async () => {
    const { world, relay } = await leftAtRelay()
    relay.isDown = true
    await live(world, async (life) => {
      await life.atRest()
      expect(failureOf(life.engine.snapshot().jobs[0])).toMatchObject({
        kind: 'unreachable',
        host: 'relay.example',
        remedy: 'send-again',
      })
      relay.isDown = false
      retryFailed(life.engine)
      await life.atRest()
    })
    expectOnePlaced(world)
  })

  test('is found without a press if the relay is back soon', async () => {
    const { world, relay } = await leftAtRelay()
    relay.isDown = true
    await live(world, async (life) => {
      await world.clock.sleep(5_000)
      relay.isDown = false
      await life.atRest()
    })
    expectOnePlaced(world)
  })

  test('waits for the right token', async () => {
    const { world, set, relay } = await leftAtRelay()
    set('rst_mistyped')
    await live(world, async (life) => {
      await life.atRest()
      expect(life.engine.snapshot().notice).toMatchObject({ failure: { kind: 'relay-token' } })
      life.settings.set({ ...life.settings.get(), apiKey: relay.token })
      life.engine.resume()
      await life.atRest()
    })
    expectOnePlaced(world)
  })
})

import { describe, expect, test } from 'vitest'
import { live } from '../endure/live.ts'
import { createWorld, type World } from '../endure/world.ts'
import { failed, info } from '../unit/ui/services/relay/stand-in.ts'
import { expectOnePlaced, failureOf, generate } from './earlier-window.ts'
import { retryFailed } from './retry-failed.ts'

const ok = (data: unknown) => Response.json({ code: 200, message: 'success', data })

/** A world whose window knows a relay only, which can be out of reach. */
function createRelayWorld() {
  const plain = createWorld()
  const relay = { isDown: false, token: 'rst_ann' }
  const references = new Map<string, string>()
  const answer: typeof fetch = async (input, init) => {
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input)
    if (origin !== 'https://relay.example') return plain.fetch(input, init)
    await plain.clock.sleep(50, init?.signal ?? undefined)
    if (relay.isDown) throw new TypeError('Failed to fetch')
    const headers = new Headers(init?.headers)
    if (headers.get('authorization') !== `Bearer ${relay.token}`) return failed(401, 'RELAY_TOKEN')
    if (pathname === '/v1/relay') return ok(info)
    if (pathname === '/v1/events') return failed(404, 'NOT_FOUND')
    if (pathname === '/v1/references') {
      const bytes = Buffer.from(init?.body as Uint8Array)
      const reference = `relay:sha256-${String(bytes.length)}`
      const type = headers.get('content-type') ?? ''
      references.set(reference, `data:${type};base64,${bytes.toString('base64')}`)
      return ok({ reference, bytes: bytes.length, type, expires: 1 })
    }
    headers.set('authorization', 'Bearer sk-of-the-relay')
    const body =
      typeof init?.body === 'string'
        ? init.body.replace(/relay:sha256-\d+/g, (each) => references.get(each) ?? each)
        : undefined
    const asked = { ...init, headers, ...(body === undefined ? {} : { body }) }
    return plain.fetch(`https://api.hiapi.ai${pathname}${search}`, asked)
  }
  const world: World = { ...plain, fetch: answer }
  const settings = plain.storage.get('settings') as object
  const set = (apiKey: string) => {
    const apiAddress = 'https://relay.example'
    plain.storage.set('settings', { ...settings, apiAddress, apiKey })
  }
  set(relay.token)
  return { world, relay, set }
}

/** Such a world in which a job was killed as its order was answered. */
async function leftAtRelay() {
  const made = createRelayWorld()
  const { world } = made
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

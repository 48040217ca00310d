import { createWorld, type World } from '../../endure/world.ts'
import { failed, info } from '../../unit/ui/services/relay/stand-in.ts'

const ok = (data: unknown) => Response.json({ code: 200, message: 'success', data })

/** A world with a relay, which can be out of reach. The window's orders go to it once it is `set`. */
export function createRelayWorld() {
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
  return { world, relay, set }
}

import type { Hiapi } from '../../hiapi/api/api.ts'
import type { VirtualClock } from '../../hiapi/virtual-clock.ts'
import { bytesOf } from '../../hiapi/api/wire.ts'

const pricing = {
  data: [
    { model_name: 'gpt-image-2-image-to-image', base_usd_value: 0.03, base_display_unit: 'image' },
    { model_name: 'another', base_usd_value: 9 },
  ],
}

/**
 * A `fetch` as Node's is: it reaches the core without CORS, and reads every header of its answers.
 *
 * @param keepsKeys false for a server that does not know idempotency keys
 */
export function directFetch(hiapi: Hiapi, clock: VirtualClock, keepsKeys = true): typeof fetch {
  return async (input, init) => {
    const asked = new Request(input, init)
    const { origin, pathname, searchParams } = new URL(asked.url)
    if (asked.url === 'https://www.hiapi.ai/api/pricing') return Response.json(pricing)
    const isPicture = origin === hiapi.picturesUrl
    if (!isPicture && origin !== 'https://api.hiapi.ai') throw refused()
    const request = {
      method: asked.method,
      path: pathname,
      query: searchParams,
      headers: Object.fromEntries(
        [...asked.headers].filter(([name]) => keepsKeys || name !== 'idempotency-key'),
      ),
      body: typeof init?.body === 'string' ? init.body : '',
    }
    const reply = isPicture
      ? await clock.hold(hiapi.handlePicture(request))
      : await hiapi.handle(request)
    if (reply.transport?.end === 'reset') throw refused()
    if (reply.transport?.end === 'hang') await clock.sleep(Infinity, asked.signal)
    return new Response(reply.status === 204 ? null : new Uint8Array(bytesOf(reply.body)), {
      status: reply.status,
      headers: reply.headers,
    })
  }
}

/** What Node throws for a connection that is refused. */
function refused(): TypeError {
  return new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
}

import type { IncomingMessage, ServerResponse } from 'node:http'

const localName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/**
 * Where a request to a server on loopback goes. A page of another site can have its own name resolve to
 * this machine (DNS rebinding): its requests arrive, with that name in `Host`, and are refused. So is
 * what is no path, such as `*` or a whole address; the response is sent then.
 *
 * @returns null where the request was refused
 */
export function localTarget(request: IncomingMessage, response: ServerResponse): URL | null {
  const { url = '', headers } = request
  if (!localName.test(headers.host ?? '')) {
    return refuse(response, 421, 'This server answers to the name localhost only.')
  }
  if (!url.startsWith('/')) return refuse(response, 400, 'This server is asked for paths only.')
  // Not resolved against a base: "//" would begin with a host.
  return new URL(`http://localhost${url}`)
}

function refuse(response: ServerResponse, status: number, sentence: string): null {
  // What may still be on its way is not waited for.
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' })
  response.end(sentence)
  return null
}

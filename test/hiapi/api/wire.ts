/** Requests and replies as plain values, so that one server core serves sockets and virtual time. */

export type HiapiRequest = {
  method: string
  /** Without the query. */
  path: string
  query: URLSearchParams
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array | string
}

/** What happens to a reply on its way; carried out by the real server, imitated by the virtual one. */
export type Transport = {
  /** Wait this long before the first byte. */
  delayMs?: number
  /** Wait for this as well. */
  after?: Promise<void>
  /**
   * `reset`: the connection breaks before any reply. `cut`: it breaks in the middle of the body.
   * `hang`: no reply ever comes. `stall`: the body begins and never ends. `endless`: it is followed by
   * zeros for as long as they are taken.
   */
  end?: 'reset' | 'cut' | 'hang' | 'stall' | 'endless'
}

export type HiapiReply = {
  status: number
  headers: Record<string, string>
  body: Uint8Array | string
  transport?: Transport
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}) {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  } satisfies HiapiReply
}

/** The documented envelope of everything that went well. */
export function ok(data: unknown, headers: Record<string, string> = {}): HiapiReply {
  return json(200, { code: 200, message: 'success', data }, headers)
}

export function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body
}

export function textOf(body: Uint8Array | string): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
}

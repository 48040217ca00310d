import { requestHeaders } from './contract.ts'
import type { PreflightFault } from '../faults/faults.ts'
import type { HiapiReply } from './wire.ts'

const exposed = [
  'Retry-After',
  'Idempotent-Replay',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
]

/** On every reply, errors too: the plugin's origin is `null`, and without this it sees nothing. */
export function withCors(reply: HiapiReply, expose: boolean): HiapiReply {
  const cors: Record<string, string> = { 'access-control-allow-origin': '*' }
  if (expose) cors['access-control-expose-headers'] = exposed.join(', ')
  return { ...reply, headers: { ...cors, ...reply.headers } }
}

export function preflightReply(fault: PreflightFault | undefined): HiapiReply {
  const refused = fault?.kind === 'preflight-refused' ? fault.headers : undefined
  if (refused === 'all') return { status: 403, headers: {}, body: '' }
  const allowed = requestHeaders.filter((name) => name !== refused)
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': allowed.join(', '),
    },
    body: '',
  }
}

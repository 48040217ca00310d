import type { FaultOn, ReplyFault, WireFault } from './faults.ts'
import { refusalReply } from '../api/refusal.ts'
import { type HiapiReply, textOf, type Transport } from '../api/wire.ts'

type AnyFault = FaultOn[keyof FaultOn]

/** The reply of a fault that keeps the request from being processed; undefined for all others. */
export function instead(fault: AnyFault | undefined, now: number): HiapiReply | undefined {
  if (fault?.kind === 'reset') {
    return { status: 0, headers: {}, body: '', transport: { end: 'reset' } }
  }
  return isReplyFault(fault) && !fault.processed ? replyOf(fault, now) : undefined
}

/** What a fault does to the reply of a request that was processed. */
export function distort(reply: HiapiReply, fault: AnyFault | undefined, now: number): HiapiReply {
  if (fault?.kind === 'rewritten' && 'rewrite' in fault) return rewritten(reply, fault)
  if (isReplyFault(fault)) return replyOf(fault, now)
  const transport = transportOf(fault)
  return transport ? { ...reply, transport: { ...reply.transport, ...transport } } : reply
}

type Rewritten = Extract<ReplyFault, { kind: 'rewritten' }>

function isReplyFault(fault: AnyFault | undefined): fault is Exclude<ReplyFault, Rewritten> {
  return fault?.kind === 'error' || fault?.kind === 'text'
}

function rewritten(reply: HiapiReply, { status = reply.status, rewrite }: Rewritten): HiapiReply {
  const answer: unknown = JSON.parse(textOf(reply.body))
  const body = rewrite(answer)
  return { ...reply, status, body: typeof body === 'string' ? body : JSON.stringify(body) }
}

function replyOf(fault: Exclude<ReplyFault, Rewritten>, now: number): HiapiReply {
  if (fault.kind === 'error') return refusalReply(fault, now)
  const page = '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>'
  const { status = 502, body = page, type = 'text/html', headers } = fault
  return { status, headers: { 'content-type': type, ...headers }, body }
}

function transportOf(fault: WireFault | { kind: string } | undefined): Transport | undefined {
  if (!fault) return undefined
  if ('ms' in fault) return { delayMs: fault.ms }
  switch (fault.kind) {
    case 'cut':
      return { end: 'cut' }
    case 'lost':
      return { end: 'reset' }
    case 'hang':
      return { end: 'at' in fault && fault.at === 'body' ? 'stall' : 'hang' }
    default:
      return undefined
  }
}

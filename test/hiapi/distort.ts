import type { FaultOn, ReplyFault, WireFault } from './faults.ts'
import { refusalReply } from './refusal.ts'
import type { HiapiReply, Transport } from './wire.ts'

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
  if (isReplyFault(fault)) return replyOf(fault, now)
  const transport = transportOf(fault)
  return transport ? { ...reply, transport: { ...reply.transport, ...transport } } : reply
}

function isReplyFault(fault: AnyFault | undefined): fault is ReplyFault {
  return fault?.kind === 'error' || fault?.kind === 'text'
}

function replyOf(fault: ReplyFault, now: number): HiapiReply {
  if (fault.kind === 'error') return refusalReply(fault, now)
  const page = '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>'
  const { status = 502, body = page, type = 'text/html' } = fault
  return { status, headers: { 'content-type': type }, body }
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

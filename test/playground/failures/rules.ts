import type { FaultRule } from '../../hiapi/faults/faults.ts'
import type { FailureId } from './failures.ts'

const pauseS = 10

const rateLimited = {
  kind: 'error',
  status: 429,
  retryAfter: { as: 'seconds', seconds: pauseS },
} as const

const unfinished = { kind: 'rewritten', rewrite: withoutEnd } as const

const broken = { kind: 'reset' } as const

/** What the local HiAPI does while a failure is switched on. */
export const failureRules: Readonly<Record<FailureId, readonly FaultRule[]>> = {
  'out-of-balance': [{ on: 'create', fault: { kind: 'error', status: 402 } }],
  refused: [
    {
      on: 'create',
      fault: {
        kind: 'error',
        status: 400,
        message: 'The prompt asks for something that this model does not make.',
      },
    },
  ],
  slow: [
    { on: 'get', fault: unfinished },
    { on: 'list', fault: unfinished },
  ],
  'rate-limited': [
    { on: 'create', fault: rateLimited },
    { on: 'get', fault: rateLimited },
    { on: 'list', fault: rateLimited },
  ],
  'picture-gone': [{ on: 'picture', fault: { kind: 'picture-expired' } }],
  // The page tells the window that the computer has no network: here is what a request meets.
  offline: [
    { on: 'create', fault: broken },
    { on: 'get', fault: broken },
    { on: 'list', fault: broken },
    { on: 'picture', fault: broken },
    { on: 'preflight', fault: broken },
  ],
}

/** An answer in which no task has ended yet. */
function withoutEnd(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutEnd)
  if (typeof answer !== 'object' || answer === null) return answer
  const fields = Object.entries(answer).map(([name, value]) => [name, withoutEnd(value)] as const)
  const { output, error, ...running } = Object.fromEntries(fields)
  if ('status' in running && (output !== undefined || error !== undefined)) {
    return { ...running, status: 'handling', completed: 0 }
  }
  return Object.fromEntries(fields)
}

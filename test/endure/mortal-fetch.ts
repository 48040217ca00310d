import type { Lifeline } from './lifeline.ts'
import { type OnStep, requestName } from './steps.ts'

/**
 * What becomes of a request that is on the wire while the window dies: the server gets it before the
 * plugin is opened again, or in the next life, or never.
 */
export const onTheWire = ['arrives', 'arrives late', 'is lost'] as const
export type OnTheWire = (typeof onTheWire)[number]

/** A `fetch` that tells of its steps, and whose answers never come once the line is cut. */
export function mortalFetch(
  inner: typeof fetch,
  line: Lifeline,
  fate: OnTheWire,
  onStep: OnStep,
): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const name = requestName(url, init?.method)
    const tell = (what: string) => {
      if (!line.isCut()) onStep({ kind: `${name} ${what}`, what: new URL(url).pathname })
    }
    tell('leaves')
    if (line.isCut()) return never()
    // A stream has no end that could arrive.
    const isTied = fate === 'is lost' || new URL(url).pathname.endsWith('/v1/events')
    const tied = isTied ? line.tie(init?.signal) : null
    const outcome = inner(input, tied === null ? init : { ...init, signal: tied.signal })
    try {
      return await outcome
    } finally {
      // Not released: of a picture that is lost, the rest of the body is as well.
      tell('answered')
      // What came for a window that is no more is heard by nobody.
      if (line.isCut()) await never()
    }
  }
}

function never(): Promise<never> {
  return new Promise<never>(() => {
    // Deliberately neither: whoever waits for it is dead.
  })
}

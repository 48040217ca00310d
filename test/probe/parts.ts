import type { Clock } from '../../ui/lib/clock.ts'

/** All that the probe touches, so that its tests spend nothing and wait for nothing. */
export interface ProbeParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** A line for the designer, at once: what is printed is not lost when the probe is interrupted. */
  readonly print: (line: string) => void
  /** Whether the designer says yes. */
  readonly ask: (question: string) => Promise<boolean>
  /** Text that nobody has had before, for idempotency keys. */
  readonly newId: () => string
  readonly apiKey: string
  readonly apiAddress: string
}

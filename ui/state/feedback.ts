import { type ReadonlySignal, signal } from '@preact/signals'
import type { CallProblem } from './text.ts'

/** Messages to the designer outside of the list of jobs. */
export interface Feedback {
  /** What the plugin half could not do; null if nothing is wrong. */
  readonly problem: ReadonlySignal<CallProblem | null>
  /** The last action without any other visible result, for screen readers; empty if there is none. */
  readonly announcement: ReadonlySignal<string>
  /** @param problem null as soon as something is tried again */
  report(problem: CallProblem | null): void
  announce(text: string): void
}

export function createFeedback(): Feedback {
  const problem = signal<CallProblem | null>(null)
  const announcement = signal('')
  return {
    problem,
    announcement,
    report(next) {
      problem.value = next
    },
    announce(text) {
      // The same words would not be announced again: they would change nothing in the page.
      announcement.value = text && text === announcement.peek() ? `${text}\u00a0` : text
    },
  }
}

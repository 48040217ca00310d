import { type ReadonlySignal, signal } from '@preact/signals'
import type { CallProblem } from './text.ts'

/** What is said to the designer outside of the list of jobs. */
export interface Feedback {
  /** What the plugin half could not do; null where nothing is wrong. */
  readonly problem: ReadonlySignal<CallProblem | null>
  /** What was done last that leaves no other trace, for screen readers; empty for nothing. */
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
      announcement.value = text
    },
  }
}

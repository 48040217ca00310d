import { joinedSignal } from '../joined-signal.ts'
import type { Failure } from './failure.ts'

/** Where new submissions wait while something stands in the way of all of them. */
export interface Gate {
  /** Why it is closed; null while it is open. */
  reason(): Failure | null
  close(reason: Failure): void
  open(): void
  /** Resolves once it is open. Rejects when the signal is aborted. */
  passed(signal: AbortSignal): Promise<void>
}

export function createGate(): Gate {
  let reason: Failure | null = null
  let opened = new AbortController()

  return {
    reason: () => reason,
    close(why) {
      reason = why
    },
    open() {
      reason = null
      opened.abort()
      opened = new AbortController()
    },
    async passed(signal) {
      while (reason !== null) {
        signal.throwIfAborted()
        const either = joinedSignal(signal, opened.signal)
        await new Promise<void>((resolve) => {
          either.signal.addEventListener('abort', () => {
            resolve()
          })
        })
        either.release()
      }
      signal.throwIfAborted()
    },
  }
}

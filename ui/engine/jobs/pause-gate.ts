import type { Failure } from '../failures/failure.ts'

/** Holds back new submissions while the run is paused. */
export interface PauseGate {
  /** Why it is closed; null while it is open. */
  reason(): Failure | null
  close(reason: Failure): void
  open(): void
  /** Resolves once it is open. Rejects when the signal is aborted. */
  passed(signal: AbortSignal): Promise<void>
}

export function createPauseGate(): PauseGate {
  let reason: Failure | null = null
  const waiting = new Set<() => void>()

  return {
    reason: () => reason,
    close(why) {
      reason = why
    },
    open() {
      reason = null
      for (const goOn of [...waiting]) goOn()
    },
    async passed(signal) {
      while (reason !== null) {
        signal.throwIfAborted()
        await new Promise<void>((resolve) => {
          const goOn = () => {
            waiting.delete(goOn)
            signal.removeEventListener('abort', goOn)
            resolve()
          }
          waiting.add(goOn)
          signal.addEventListener('abort', goOn)
        })
      }
      signal.throwIfAborted()
    },
  }
}

import type { Engine } from '../../../ui/engine/engine.ts'

/** Presses Retry for every job that failed. */
export function retryFailed(engine: Engine): void {
  for (const { plan, state } of engine.snapshot().jobs) {
    if (state.name === 'failed') engine.retry(plan.id)
  }
}

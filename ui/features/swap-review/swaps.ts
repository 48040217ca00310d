import { isSettled, type Job } from '../../engine/jobs/job.ts'
import type { SwapInfo } from '../../../contract/model/swap.ts'
import type { Side } from '../../../contract/model/side.ts'

/** Those that have both sides: without its original a swap has nothing to flip to or to restore. */
export function wholeSwaps(swaps: readonly SwapInfo[]): readonly SwapInfo[] {
  return swaps.filter(({ original }) => original !== null)
}

/**
 * Which side a flip shows. Several become the same: as soon as one does not show its render, all do.
 */
export function sideAfterFlip(swaps: readonly SwapInfo[]): Side {
  return wholeSwaps(swaps).some(({ shown }) => shown !== 'render') ? 'render' : 'original'
}

/** Changes whenever a job that swaps a layer has ended: there may be another swap or picture. */
export function endsOf(jobs: readonly Job[]): string {
  return jobs
    .filter(({ plan }) => plan.parts.some(({ target }) => target.kind === 'swap'))
    .filter(isSettled)
    .map(({ plan, state }) => `${plan.id} ${state.name}`)
    .join()
}

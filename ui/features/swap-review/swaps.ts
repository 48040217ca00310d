import type { Size } from '../../../contract/model/geometry.ts'
import { isSettled, type Job } from '../../engine/jobs/job.ts'
import type { SwapInfo, Side } from '../../../contract/model/swap.ts'

/** Those that have both sides: without its original a swap has nothing to flip to or to restore. */
export function wholeSwaps(swaps: readonly SwapInfo[]): readonly SwapInfo[] {
  return swaps.filter(({ original }) => original !== null)
}

/**
 * Which side a flip shows. Several become the same: as soon as one shows its original, all show the
 * render.
 */
export function sideAfterFlip(swaps: readonly SwapInfo[]): Side {
  return wholeSwaps(swaps).some(({ shown }) => shown === 'original') ? 'render' : 'original'
}

/** Changes whenever a job that swaps a layer has ended: there may be one swap, or picture, more. */
export function endsOf(jobs: readonly Job[]): string {
  return jobs
    .filter(({ plan }) => plan.parts.some(({ target }) => target.kind === 'swap'))
    .filter(isSettled)
    .map(({ plan, state }) => `${plan.id} ${state.name}`)
    .join()
}

/** The tallest that a comparison is drawn, in CSS pixels; it is as wide as the window lets it be. */
const tallest = 240

/** A box in a layer's shape: as wide as there is room, unless it would be too tall then. CSS. */
export function boxStyle({ width, height }: Size): { aspectRatio: string; width: string } {
  return {
    aspectRatio: `${String(width)} / ${String(height)}`,
    width: `min(100%, ${String((tallest * width) / height)}px)`,
  }
}

/** As many pixels as a comparison can be seen to have, both ways. */
const finest = { width: 1600, height: 2 * tallest }

/** In how many pixels a layer's shape is drawn: no more than are seen, and at least one each way. */
export function pixelsOf({ width, height }: Size): Size {
  const scale = Math.min(finest.width / width, finest.height / height)
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}

import type { Size } from '../../../contract/model/geometry.ts'
import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import { isSettled, type Job } from '../../engine/jobs/job.ts'
import type { KnownSwap, Side } from '../../../contract/model/swap.ts'

/** Those that have both sides: without its original a swap has nothing to flip to or to restore. */
export function wholeSwaps(swaps: readonly KnownSwap[]): readonly KnownSwap[] {
  return swaps.filter(({ original }) => original !== null)
}

/**
 * Which side a flip shows. Several become the same: as soon as one shows its original, all show the
 * render.
 */
export function sideAfterFlip(swaps: readonly KnownSwap[]): Side {
  return wholeSwaps(swaps).some(({ shown }) => shown === 'original') ? 'render' : 'original'
}

/** The swaps as they are once some of them show a side, and those that are gone are left out. */
export function withSide(
  swaps: readonly KnownSwap[],
  renders: readonly NodeId[],
  shown: Side,
  gone: readonly NodeId[],
): readonly KnownSwap[] {
  return without(swaps, gone).map((swap) =>
    renders.includes(swap.render) ? { ...swap, shown } : swap,
  )
}

export function without(
  swaps: readonly KnownSwap[],
  renders: readonly NodeId[],
): readonly KnownSwap[] {
  return swaps.filter(({ render }) => !renders.includes(render))
}

/** A swap as it is once another of its pictures was picked, and is seen; the same where it has no such one. */
export function withPicture(swap: KnownSwap, job: JobId): KnownSwap {
  const recipe = swap.choices.find((choice) => choice.job === job)
  return recipe === undefined ? swap : { ...swap, recipe, shown: 'render' }
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

import type { NodeId } from '../../plugin/protocol/ids.ts'
import { type Job, isSettled } from './job.ts'

/**
 * The layers for which a render is on its way: another one of the same would be paid twice. One that is
 * made anew, in its place or beside it, does not count: that was asked for by itself.
 */
export function layersBeingSwapped(jobs: readonly Job[]): ReadonlySet<NodeId> {
  const unsettled = jobs.filter((job) => !isSettled(job) && isSwap(job))
  return new Set(unsettled.map(({ plan }) => plan.source.id))
}

function isSwap({ plan: { anchor, parts } }: Job): boolean {
  return (
    anchor === null && parts.some(({ target, into }) => target.kind === 'swap' && into === null)
  )
}

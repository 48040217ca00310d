import type { NodeId } from '../../../contract/model/ids.ts'
import type { CallProblem } from '../../state/text.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'

/** The swaps that were left as they are, by reason. */
type Left = ResponseOf<'restore'>

/** Nothing was done to any of the swaps, for a reason that the designer gets to know. */
export class NothingDoneError extends Error {
  readonly problem: CallProblem

  constructor(problem: CallProblem) {
    super(problem)
    this.problem = problem
  }
}

export function notDone({ missing, unclear, touched, locked }: Left): readonly NodeId[] {
  return [...missing, ...unclear, ...touched, ...locked]
}

/** How many swaps were done. @throws {NothingDoneError} if none was */
export function doneOf(all: readonly NodeId[], left: Left): number {
  const done = all.length - notDone(left).length
  if (done > 0) return done
  if (left.locked.length > 0) throw new NothingDoneError('swapLocked')
  throw new NothingDoneError(left.unclear.length > 0 ? 'swapUnclear' : 'swapGone')
}

import type { Faults } from '../../hiapi/faults/faults.ts'
import type { FailureId } from './failures.ts'
import { failureRules } from './rules.ts'

/** Which failures are switched on at the local HiAPI. */
export interface Switchboard {
  on(): readonly FailureId[]
  /** Exactly these are on from now. What a test has armed otherwise stays as it is. */
  set(ids: readonly FailureId[]): void
}

export function createSwitchboard(faults: Faults): Switchboard {
  let ids: readonly FailureId[] = []
  let removers: readonly (() => void)[] = []

  return {
    on: () => ids,
    set(next) {
      for (const remove of removers) remove()
      ids = [...new Set(next)]
      // The first rule that fits is the one that counts: without a network nothing else is met.
      const isFirst = (id: FailureId) => id === 'offline'
      const inOrder = [...ids.filter(isFirst), ...ids.filter((id) => !isFirst(id))]
      removers = inOrder.flatMap((id) => failureRules[id]).map((rule) => faults.add(rule))
    },
  }
}

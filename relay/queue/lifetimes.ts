import type { Lifetime } from '../../contract/hiapi/polling/poll-schedule.ts'

/** How many of the newest ended tasks show how long tasks take. */
const memory = 40

/** How long tasks take, learned from this relay's own looks. */
export interface Lifetimes {
  /**
   * Records the result of one look.
   *
   * @param at when the look was made, in milliseconds since 1970
   * @param sent when each task was sent that has ended since the last look
   */
  note(at: number, sent: readonly number[]): void
  /** The lifetimes of the tasks that ended last, oldest first. */
  learned(): readonly Lifetime[]
}

export function createLifetimes(): Lifetimes {
  let ended: readonly Lifetime[] = []
  let lastLook = 0
  return {
    note(at, sent) {
      const found = sent.map((since) => ({ from: Math.max(0, lastLook - since), to: at - since }))
      ended = [...ended, ...found].slice(-memory)
      lastLook = at
    },
    learned: () => ended,
  }
}

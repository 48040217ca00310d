import type { Lifetime } from '../../contract/hiapi/polling/poll-schedule.ts'

/** How many of the newest tell how long tasks take. */
const memory = 40

/** How long tasks take, as far as this relay has looked for their ends. */
export interface Lifetimes {
  /**
   * Notes what one look has found.
   *
   * @param at when it was made, in milliseconds since 1970
   * @param sent when each of those was sent that had ended since the last look
   */
  note(at: number, sent: readonly number[]): void
  /** Those of the tasks that ended last, oldest first. */
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

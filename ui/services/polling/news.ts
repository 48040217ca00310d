import type { Task } from '../../../contract/hiapi/schemas.ts'

/** News of tasks that comes by itself, from a relay. While it does, polls are hardly needed. */
export interface News {
  /**
   * Since when no news was missed, in milliseconds of the monotonic clock; null while none comes. Of older
   * tasks, the state at that time is unknown.
   */
  reliableSince(): number | null
  /** Whether the tasks wait in a queue of the relay's, where they cost no time. */
  isQueue(): boolean
  /** Listens from now on, or no longer: nothing is watched. */
  listen(isWanted: boolean): void
  /**
   * @param onTask called with each task that has changed
   * @param onChange called when news begins or ceases to come, and whether some was missed
   */
  follow(onTask: (task: Task) => void, onChange: (isMissed: boolean) => void): void
}

/** Plain HiAPI sends none. */
export const noNews: News = {
  reliableSince: () => null,
  isQueue: () => false,
  listen: () => {},
  follow: () => {},
}

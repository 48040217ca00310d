import type { Task } from '../../../contract/hiapi/schemas.ts'

/** News of tasks that a relay sends by itself. While news comes, polls are hardly needed. */
export interface News {
  /**
   * Since when no news was missed, in milliseconds of the monotonic clock; null while none comes. What
   * happened to older tasks before that time is unknown.
   */
  reliableSince(): number | null
  /** Whether tasks wait in the relay's queue first; that time does not count as a task's own. */
  isQueue(): boolean
  /** Starts listening for news, or stops because no task is watched. */
  listen(isWanted: boolean): void
  /**
   * @param onTask called with each task that has changed
   * @param onChange called when news begins or ceases to come, and whether some was missed
   */
  follow(onTask: (task: Task) => void, onChange: (isMissed: boolean) => void): void
}

/** For plain HiAPI, which sends no news. */
export const noNews: News = {
  reliableSince: () => null,
  isQueue: () => false,
  listen: () => {},
  follow: () => {},
}

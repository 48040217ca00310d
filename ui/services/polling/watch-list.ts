import type { Task, TaskStatus } from '../../../contract/hiapi/schemas.ts'
import type { TaskId } from '../../../contract/model/ids.ts'
import { type Clock, monotonicTimeOf } from '../../lib/clock.ts'
import { notify } from '../../lib/listeners.ts'

/** A task younger than this when the watching begins has not been running unseen. */
const newness = 5_000

export interface Observer {
  onStatus(status: TaskStatus): void
  onTrouble(error: unknown): void
}

/** All times are of the monotonic clock. */
export interface Watched {
  readonly id: TaskId
  readonly since: number
  /** As far as the wall clock shows. */
  created: number
  /** When it was last seen running; null before the first poll. */
  seen: number | null
  /** When it was last polled by its id. */
  asked: number
  /** Whether it was created just now, so that its age at its end will be known. */
  readonly isNew: boolean
  /** Whether the wall clock shows its age: not if it was set back since. */
  readonly isDated: boolean
  readonly watchers: Set<Watcher>
}

export interface Watcher {
  until: number
  readonly observer: Observer
  resolve(task: Task): void
  reject(error: Error): void
}

/** The tasks that are watched, and who watches each. */
export interface WatchList {
  readonly count: () => number
  readonly all: () => readonly Watched[]
  /** Undefined if nobody watches it. */
  find(id: TaskId): Watched | undefined
  /** @param createdAt milliseconds since 1970 */
  add(id: TaskId, createdAt: number, watcher: Watcher): Watched
  tell(each: Watched, act: (watcher: Watcher) => void): void
  end(each: Watched, settle: (watcher: Watcher) => void): void
  leave(each: Watched, watcher: Watcher): void
}

export function createWatchList(clock: Clock): WatchList {
  const watched = new Map<TaskId, Watched>()

  function drop(each: Watched): void {
    if (watched.get(each.id) === each) watched.delete(each.id)
  }

  /** The record of a watched task, made now if nobody watches it yet. */
  function watchedOf(id: TaskId, createdAt: number): Watched {
    const known = watched.get(id)
    if (known !== undefined) return known
    const since = clock.monotonic()
    const created = monotonicTimeOf(createdAt, clock)
    const each: Watched = {
      id,
      since,
      created,
      seen: null,
      asked: 0,
      isNew: since - created < newness,
      isDated: createdAt <= clock.now(),
      watchers: new Set(),
    }
    watched.set(id, each)
    return each
  }

  return {
    count: () => watched.size,
    all: () => [...watched.values()],
    find: (id) => watched.get(id),
    add(id, createdAt, watcher) {
      const each = watchedOf(id, createdAt)
      each.watchers.add(watcher)
      return each
    },
    tell(each, act) {
      for (const watcher of each.watchers) {
        notify(() => {
          act(watcher)
        })
      }
    },
    end(each, settle) {
      drop(each)
      for (const watcher of each.watchers) settle(watcher)
      each.watchers.clear()
    },
    leave(each, watcher) {
      each.watchers.delete(watcher)
      if (each.watchers.size === 0) drop(each)
    },
  }
}

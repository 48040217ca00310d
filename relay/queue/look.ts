import { HiApiError, isKind } from '../../contract/hiapi/errors.ts'
import type { Task } from '../../contract/hiapi/schemas.ts'
import type { Settings } from '../settings.ts'
import type { TaskRow } from '../store/task-row.ts'
import { blamesReference } from '../upstream/reach.ts'
import { applyEvent } from './apply.ts'
import { mostById } from './claim.ts'
import { learnedLifetimes, lookTime, nextLook } from './look-times.ts'
import { withoutBytes } from './keep-picture.ts'
import { countSent } from './pace-row.ts'
import type { WorkParts } from './parts.ts'
import { lookFor, type TaskEvent } from './steps.ts'
import { slowDown } from './submit.ts'

/** HiAPI's call counts as missed if a look finds the end of a task more than these milliseconds after it. */
const missedAfter = 60_000
/** Milliseconds until HiAPI is asked again after it did not answer, or does not know a new task yet. */
const againAfter = 5_000
/** Milliseconds for which a task is new, and between looks at an older one that HiAPI does not tell of. */
const knownAfter = 60_000
/** Milliseconds after which a task that HiAPI does not tell of is given up: its picture is gone by then. */
const keptFor = 7 * lookFor
/** Looks at a task that has succeeded, until its picture must be listed: five seconds apart, for a minute. */
const emptyLooks = 12

/** Asks HiAPI about tasks whose time has come. */
export async function look(parts: WorkParts, tasks: readonly TaskRow[]): Promise<void> {
  try {
    const found = tasks.length <= mostById ? await byId(parts, tasks) : await byList(parts, tasks)
    if (found.length === 0) return
    const nextOf = await nextLooks(parts, found)
    for (const each of found) await notice(parts, each, nextOf(each.task))
    const unlisted = await byId(parts, await someUnlisted(parts, found))
    for (const each of unlisted) await notice(parts, each, nextOf(each.task))
  } catch (error) {
    await onError(parts, tasks, error)
  }
}

interface Found {
  readonly task: TaskRow
  /** Null if HiAPI does not know the task; undefined if the list did not contain it. */
  readonly seen: Task | null | undefined
}

/** What HiAPI tells of each task, without those that it fails to tell of: they don't hold up the others. */
async function byId(parts: WorkParts, tasks: readonly TaskRow[]): Promise<Found[]> {
  const found = await Promise.all(
    tasks.map(async (task) => {
      try {
        return { task, seen: await parts.upstream.get(task.upstreamId ?? '') }
      } catch (error) {
        // HiAPI knows no task whose id it refuses. A page of another server proves nothing.
        if (isKind(error, 'task-unknown', 'refused') && !error.mayExist) return { task, seen: null }
        await onError(parts, [task], error)
        return []
      }
    }),
  )
  return found.flat()
}

async function byList({ upstream }: WorkParts, tasks: readonly TaskRow[]): Promise<Found[]> {
  const listed = await upstream.newest().catch((error: unknown) => {
    // The list may be broken by itself: then it shows none, and they are found by their ids.
    if (isKind(error, 'unavailable', 'timed-out', 'malformed')) return []
    throw error
  })
  const rows = new Map(listed.map((row) => [String(row.id), row]))
  return tasks.map((task) => ({ task, seen: rows.get(task.upstreamId ?? '') }))
}

/**
 * A few tasks that a list did not show, which are asked for by id: others may use the account too, and push
 * this relay's tasks off the list. By chance, so that each has its turn.
 */
async function someUnlisted(
  { database, random }: WorkParts,
  found: readonly Found[],
): Promise<TaskRow[]> {
  const unlisted = found.filter(({ seen }) => seen === undefined).map(({ task }) => task)
  const first = Math.floor(random() * unlisted.length)
  const some = [...unlisted.slice(first), ...unlisted.slice(0, first)].slice(0, mostById)
  await countSent(database, 'look', await database.now(), some.length)
  return some
}

/** When to look next at each task that has not ended, in milliseconds since 1970. */
async function nextLooks(
  { database, reach, settings, lifetimes }: WorkParts,
  found: readonly Found[],
): Promise<(task: TaskRow) => number> {
  const now = await database.now()
  const { isTrusted } = await reach.reach()
  if (isTrusted) {
    const learned = await learnedLifetimes(database)
    return (task) => lookTime(settings.lookAfter, { since: sinceOf(task), last: now }, learned, now)
  }
  const sentOf = (isDone: boolean) =>
    found
      .filter(({ seen }) => (seen?.status === 'succeeded') === isDone)
      .map(({ task }) => sinceOf(task))
  lifetimes.note(now, sentOf(true))
  const next = nextLook(now, sentOf(false), lifetimes.learned())
  return () => next
}

function sinceOf({ firstSent, created }: TaskRow): number {
  return firstSent ?? created
}

async function notice(parts: WorkParts, { task, seen }: Found, wake: number): Promise<void> {
  const { database, reach, settings } = parts
  const now = await database.now()
  const since = sinceOf(task)
  const { isCalled } = await reach.reach()
  const isOverdue = now - since >= lookFor
  const apply = (event: TaskEvent) => applyEvent(parts, task, event)

  if (seen === null) {
    // A new task may still be unknown to some of HiAPI's servers. An older one may be another account's than
    // the present key: it is paid, and not given up before somebody can put the right key back.
    const isNew = now - since <= knownAfter
    if (!isNew) parts.log({ event: 'task not known to HiAPI', task: task.id })
    if (isOverdue) await apply({ kind: 'unknown' })
    else await again(parts, task, isNew ? againAfter : knownAfter)
    return
  }
  if (seen !== undefined && isEmpty(seen) && task.tries < emptyLooks) {
    await again(parts, task, againAfter, 1)
    return
  }
  const event = seen === undefined ? null : endOf(seen, settings)
  if (event !== null && seen !== undefined) {
    const change = await apply(await withoutBytes(parts, task, event))
    // HiAPI can call only about a task that was sent with a callback address.
    const isMissed = isCalled && task.sending?.callback !== '' && isLate(seen, now)
    if (change !== null && isMissed) await reach.note({ kind: 'found-late' })
    if (change !== null) await noteReferences(parts, task, event)
    return
  }
  // A task that the list does not show may have ended: only an answer by its id counts.
  if (isOverdue && seen !== undefined) await apply({ kind: 'overdue' })
  else if (seen === undefined || seen.status === task.upstreamStatus) {
    await again(parts, task, wake - now)
  } else await apply({ kind: 'progress', status: seen.status, wake })
}

/** Whether a task ended long before this look, while this relay ran and could have been called. */
function isLate({ completed }: Task, now: number): boolean {
  return completed !== null && completed > performance.timeOrigin && now - completed > missedAfter
}

/** Whether a task has succeeded, and its picture is not listed yet. */
export function isEmpty({ status, pictureUrl }: Task): boolean {
  return status === 'succeeded' && pictureUrl === null
}

/** The event of a task that has ended; null for one that is under way. */
export function endOf(
  seen: Task,
  { countFailed }: Pick<Settings, 'countFailed'>,
): Extract<TaskEvent, { kind: 'succeeded' | 'failed' }> | null {
  if (seen.status === 'succeeded') {
    const { pictureUrl: url, expires } = seen
    const output = url === null ? null : { key: null, url, type: null, expires }
    return { kind: 'succeeded', upstreamId: seen.id, output }
  }
  if (seen.status !== 'failed') return null
  const { code, message } = seen.error ?? { code: null, message: null }
  return {
    kind: 'failed',
    upstreamId: seen.id,
    error: { code: code ?? 'TASK_FAILED', message: message ?? '' },
    isCharged: countFailed,
  }
}

/** Records whether HiAPI could fetch a task's references, if their addresses are this relay's. */
export async function noteReferences(
  { reach }: WorkParts,
  { sending }: TaskRow,
  event: ReturnType<typeof endOf>,
): Promise<void> {
  if (sending?.mode !== 'relay') return
  if (event?.kind === 'succeeded') await reach.note({ kind: 'reference-worked' })
  if (event?.kind === 'failed' && blamesReference(event.error.message)) {
    await reach.note({ kind: 'reference-failed' })
  }
}

async function onError(parts: WorkParts, tasks: readonly TaskRow[], error: unknown): Promise<void> {
  if (!(error instanceof HiApiError)) throw error
  await slowDown(parts, error)
  const now = await parts.database.now()
  for (const task of tasks) {
    const age = now - sinceOf(task)
    if (age >= keptFor) {
      await applyEvent(parts, task, { kind: 'overdue' })
      // The older a task, the less it matters when its end is seen.
    } else await again(parts, task, Math.min(Math.max(againAfter, age / 12), knownAfter))
  }
}

/** Schedules the next look without an event: no member sees a change. It follows at once if HiAPI has called. */
async function again({ database }: WorkParts, { id }: TaskRow, wait: number, tries = 0) {
  const wake = (await database.now()) + Math.max(0, Math.round(wait))
  await database.query(
    `UPDATE task SET wake = $2 * (1 - called), called = 0, tries = tries + $3, lease_by = NULL, lease_until = 0
      WHERE id = $1 AND state = 'running'`,
    [id, wake, tries],
  )
}

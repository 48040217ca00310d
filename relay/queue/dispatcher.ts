import { medianLifetime } from '../../contract/hiapi/polling/poll-schedule.ts'
import { detailOf } from '../log.ts'
import { archive } from './archive.ts'
import { claim, leaseLength, releaseLeases, renewLeases } from './claim.ts'
import { createSemaphore } from './semaphore.ts'
import { look } from './look.ts'
import type { WorkParts } from './parts.ts'
import { submit } from './submit.ts'

/** The most pictures that one relay fetches at once. */
const mostArchivers = 4
/** The most bytes of pictures in bodies sent at once; in memory they take several times as much. */
const mostSentInline = 16_000_000
/** Milliseconds of the longest rest, and so the most that a missed wake costs. */
const longestRest = 15_000
/** Milliseconds to wait after the database failed. */
const restAfterFailure = 1_000
/** Milliseconds that a closing relay waits for its work to end. */
const closingTime = 10_000

export interface Dispatcher {
  /** Looks for work now. */
  readonly wake: () => void
  /** Claims nothing more, lets its work end, and leaves the rest to other relays. */
  close(): Promise<void>
}

/** Works on all tasks of the database that no other relay works on. */
export function startDispatcher(parts: WorkParts): Dispatcher {
  const { database, settings, relay, log, reach, lifetimes } = parts
  const inline = createSemaphore(mostSentInline)
  const working = new Map<Promise<void>, readonly string[]>()
  let archivers = 0
  let isClosing = false
  let wakeUp: () => void = () => undefined
  let isWoken = false

  const wake = () => {
    isWoken = true
    wakeUp()
  }
  const stopListening = database.onNews(wake)
  const renewing = setInterval(() => {
    const ids = [...working.values()].flat()
    if (ids.length === 0) return
    renewLeases(database, relay, ids).catch((error: unknown) => {
      log({ event: 'leases not renewed', detail: detailOf(error) })
    })
  }, leaseLength / 3)
  renewing.unref()

  function begin(ids: readonly string[], act: () => Promise<void>): void {
    const work = act().catch((error: unknown) => {
      // When the lease ends, the work is done again.
      log({ event: 'work failed', ...(ids[0] && { task: ids[0] }), detail: detailOf(error) })
    })
    const whole = work.finally(() => {
      working.delete(whole)
      wake()
    })
    working.set(whole, ids)
  }

  async function next(): Promise<void> {
    const { isTrusted } = await reach.reach()
    const found = await claim(database, {
      relay,
      most: settings.most,
      isArchiverFree: archivers < mostArchivers,
      longestRest,
      isTrusted,
      typical: medianLifetime(lifetimes.learned()),
    })
    switch (found.kind) {
      case 'archive':
        archivers++
        begin([found.task.id], () =>
          archive(parts, found.task).finally(() => {
            archivers--
          }),
        )
        return
      case 'submit':
        begin([found.task.id], () => submit(parts, found.task, inline))
        return
      case 'look':
        begin(
          found.tasks.map(({ id }) => id),
          () => look(parts, found.tasks),
        )
        return
      case 'rest':
        await rest(found.until - (await database.now()))
    }
  }

  function rest(ms: number): Promise<void> {
    if (isWoken || isClosing) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(over, Math.max(1, Math.min(ms, longestRest)))
      function over() {
        clearTimeout(timer)
        wakeUp = () => undefined
        resolve()
      }
      wakeUp = over
    })
  }

  async function run(): Promise<void> {
    while (!isClosing) {
      isWoken = false
      try {
        await next()
      } catch (error) {
        log({ event: 'claim failed', detail: detailOf(error) })
        await rest(restAfterFailure)
      }
    }
  }
  const running = run()

  return {
    wake,
    async close() {
      isClosing = true
      wakeUp()
      await running
      stopListening()
      clearInterval(renewing)
      const late = new Promise<void>((resolve) => setTimeout(resolve, closingTime).unref())
      await Promise.race([Promise.all(working.keys()), late])
      await releaseLeases(database, relay)
    },
  }
}

import { medianLifetime } from '../../contract/hiapi/polling/poll-schedule.ts'
import { detailOf } from '../log.ts'
import { archive } from './archive.ts'
import { claim, leaseLength, releaseLeases, renewLeases } from './claim.ts'
import { createSemaphore } from './semaphore.ts'
import { look } from './look.ts'
import type { WorkParts } from './parts.ts'
import { submit } from './submit.ts'

/** Pictures that one relay fetches at once. */
const mostArchivers = 4
/** Bytes of pictures within bodies that are sent at once: what is on its way takes several times its size. */
const mostSentInline = 16_000_000
/** Milliseconds of rest at most: a missed wake costs no more than this. */
const longestRest = 15_000
/** Milliseconds to wait after the database failed. */
const restAfterFailure = 1_000
/** Milliseconds that work under way gets to end when the relay closes. */
const closingTime = 10_000

export interface Dispatcher {
  /** Looks for work now. */
  readonly wake: () => void
  /** Claims nothing more, lets creates under way end, and gives up what is left to other relays. */
  close(): Promise<void>
}

/** Does the work of all tasks of the database that no other relay does. */
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
      // The lease runs out, and the work is done again.
      log({ event: 'work failed', ...(ids[0] && { task: ids[0] }), detail: detailOf(error) })
    })
    const whole = work.finally(() => {
      working.delete(whole)
      wake()
    })
    working.set(whole, ids)
  }

  async function next(): Promise<void> {
    const { isTrusted: isCalled } = await reach.reach()
    const found = await claim(database, {
      relay,
      most: settings.most,
      isArchiverFree: archivers < mostArchivers,
      longestRest,
      isCalled,
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
